/** Whose turn it is, for each of so many: the members go round in a fixed order, after whoever had the last turn. */
export const byTurn = (members: readonly string[], last: string | null, count: number): readonly string[] => {
  const circle = members.toSorted()
  if (circle.length === 0) return []
  const after = circle.findIndex((one) => last !== null && one > last)
  const first = last === null || after < 0 ? 0 : after
  return Array.from({ length: count }, (_, at) => circle[(first + at) % circle.length] ?? '')
}

/** The same to whoever has least to do; of equals the first in order. */
export const toLeastLoaded = (
  members: readonly string[],
  load: ReadonlyMap<string, number>,
  count: number,
): readonly string[] => {
  const loads = members.toSorted().map((member) => ({ member, has: load.get(member) ?? 0 }))
  if (loads.length === 0) return []
  return Array.from({ length: count }, () => {
    const least = loads.reduce((best, one) => (one.has < best.has ? one : best))
    least.has++
    return least.member
  })
}
