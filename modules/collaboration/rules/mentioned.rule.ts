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

/** A text in pieces: plain words, and names of colleagues who are mentioned. The longest name counts where one begins another. */
export const piecesOf = (body: string, names: readonly string[]): { readonly text: string; readonly mention: boolean }[] => {
  const marks = [...new Set(names)].sort((a, b) => b.length - a.length).map((name) => `@${name}`)
  const pieces: { text: string; mention: boolean }[] = []
  let from = 0
  for (let at = body.indexOf('@'); at !== -1; at = body.indexOf('@', at + 1)) {
    const mark = marks.find((one) => body.startsWith(one, at))
    if (!mark || at < from) continue
    if (at > from) pieces.push({ text: body.slice(from, at), mention: false })
    pieces.push({ text: mark, mention: true })
    from = at + mark.length
  }
  if (from < body.length) pieces.push({ text: body.slice(from), mention: false })
  return pieces
}
