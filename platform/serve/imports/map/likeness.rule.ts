/** Words without case, width, marks and what numbers repeated columns. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(\d+\)$/, '')
    .replace(/[\s_\-./:*#（）()[\]【】·]+/g, ' ')
    .trim()
export const tight = (text: string): string => plain(text).replaceAll(' ', '')

/** Edit distance, given up above a limit. */
const apart = (a: string, b: string, limit: number): number => {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let above = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++)
      row[j] = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    above = row
  }
  return above[b.length] ?? limit + 1
}

/** Two letters that changed places: `Nmae`. */
const isSwapped = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false
  const at = [...a].findIndex((letter, index) => letter !== b[index])
  return at >= 0 && a[at] === b[at + 1] && a[at + 1] === b[at] && a.slice(at + 2) === b.slice(at + 2)
}

/** 0.8 one inside the other, 0.7 a slip of the pen, 0 nothing alike. `own`: the field's own words, of which a part is enough. */
export const likeness = (header: string, own: readonly string[], others: readonly string[]): number => {
  const inside = own.some((name) => name.length >= 5 && header.length >= 4 && (header.includes(name) || name.includes(header)))
  const chinese = [...own, ...others].some((name) => /^[\u4e00-\u9fff]{2,}$/.test(name) && header.includes(name))
  if (inside || chinese) return 0.8
  const near = [...own, ...others].some(
    (name) =>
      (name.length >= 4 && isSwapped(header, name)) || (name.length >= 5 && apart(header, name, 2) <= (name.length > 7 ? 2 : 1)),
  )
  return near ? 0.7 : 0
}
