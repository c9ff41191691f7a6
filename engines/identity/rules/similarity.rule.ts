/** Jaro–Winkler, 0 … 1 (Winkler 1990: prefix of at most four letters weighs 0.1 each). */
export const jaroWinkler = (a: string, b: string): number => {
  if (a === b) return a.length > 0 ? 1 : 0
  const window = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Array<boolean>(b.length).fill(false)
  const common: string[] = []
  for (let at = 0; at < a.length; at++)
    for (let other = Math.max(0, at - window); other < Math.min(b.length, at + window + 1); other++)
      if (!taken[other] && a[at] === b[other]) {
        taken[other] = true
        common.push(a.charAt(at))
        break
      }
  if (common.length === 0) return 0
  const theirs = [...b].filter((_, at) => taken[at])
  const turned = common.filter((letter, at) => letter !== theirs[at]).length / 2
  const jaro = (common.length / a.length + common.length / b.length + (common.length - turned) / common.length) / 3
  let prefix = 0
  while (prefix < 4 && prefix < Math.min(a.length, b.length) && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Are two texts one slip apart: a letter too many, too few, another one, or two neighbours turned? */
export const oneSlip = (a: string, b: string): boolean => {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  return (
    (left.length <= 1 && right.length <= 1) ||
    (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0])
  )
}

/** Pairs of neighbouring letters. */
export const bigramsOf = (text: string): string[] => {
  const grams: string[] = []
  for (let at = 0; at + 1 < text.length; at++) grams.push(text.slice(at, at + 2))
  return grams
}

/** Dice's coefficient of two bags of bigrams, 0 … 1. */
export const dice = (a: readonly string[], b: readonly string[]): number => {
  if (a.length === 0 || b.length === 0) return 0
  const left = new Map<string, number>()
  for (const gram of a) left.set(gram, (left.get(gram) ?? 0) + 1)
  let common = 0
  for (const gram of b) {
    const count = left.get(gram) ?? 0
    if (count > 0) {
      common++
      left.set(gram, count - 1)
    }
  }
  return (2 * common) / (a.length + b.length)
}
