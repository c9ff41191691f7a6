/** Edit distance with a limit: how many letters to change, add, drop or swap. */
const distance = (a: string, b: string, max: number): number => {
  if (Math.abs(a.length - b.length) > max) return max + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (before[j - 2] ?? 0) + 1)
      row.push(best)
    }
    before = last
    last = row
  }
  return last[b.length] ?? max + 1
}

/** The name somebody probably meant; undefined when none is near. */
export const nearest = (given: string, names: Iterable<string>): string | undefined => {
  const word = given.slice(0, 60).toLowerCase()
  const max = word.length <= 4 ? 1 : 2
  let found: string | undefined
  let least = max + 1
  for (const name of names) {
    const far = distance(word, name.toLowerCase(), max)
    if (far < least) {
      least = far
      found = name
    }
  }
  return found
}
