/** Edits to come from one word to the other; two letters in the wrong order are one edit. */
const distance = (a: string, b: string): number => {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j] ?? 0, (before[j - 2] ?? 0) + 1)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known name that a misspelt one most likely meant (Damerau–Levenshtein distance at most a third of its length), else null. */
export const nearest = (name: string, known: Iterable<string>): string | null => {
  if (name.length > 60) return null
  let best: { name: string; at: number } | null = null
  for (const candidate of known) {
    const at = distance(name.toLowerCase(), candidate)
    if (at <= Math.max(1, Math.floor(candidate.length / 3)) && (!best || at < best.at)) best = { name: candidate, at }
  }
  return best?.name ?? null
}
