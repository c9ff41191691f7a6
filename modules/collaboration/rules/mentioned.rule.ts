/** As many colleagues one comment may name. */
export const mentionsMax = 50

/** Of the colleagues chosen while writing those whose name still stands in the text, each once. */
export const mentionedIn = <T extends { readonly id: string; readonly title: string }>(
  body: string,
  chosen: readonly T[],
): T[] => {
  const seen = new Set<string>()
  return chosen.filter(({ id, title }) => {
    const still = body.includes(`@${title}`) && !seen.has(id)
    seen.add(id)
    return still
  })
}

/** Part of a comment: plain words, or the name of somebody who is mentioned; `from`: where it begins. */
interface Piece {
  readonly from: number
  readonly text: string
  readonly mention: boolean
}

/** A text in pieces. Of names that begin alike the longest counts. */
export const piecesOf = (body: string, names: readonly string[]): Piece[] => {
  const marks = [...new Set(names)].sort((a, b) => b.length - a.length).map((name) => `@${name}`)
  const pieces: Piece[] = []
  let from = 0
  for (let at = body.indexOf('@'); at !== -1; at = body.indexOf('@', at + 1)) {
    const mark = marks.find((one) => body.startsWith(one, at))
    if (!mark || at < from) continue
    if (at > from) pieces.push({ from, text: body.slice(from, at), mention: false })
    pieces.push({ from: at, text: mark, mention: true })
    from = at + mark.length
  }
  if (from < body.length) pieces.push({ from, text: body.slice(from), mention: false })
  return pieces
}

/** What is typed behind the last @ of a text that ends there; null: nobody is being mentioned. */
export const typedName = (body: string): string | null => /@([^\s@]{0,40})$/u.exec(body)?.[1] ?? null
