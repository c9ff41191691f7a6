/** Who is away, and who decides meanwhile. */
export interface Away {
  readonly who: string
  readonly standIn: string
}
/** Who decides for somebody: his stand-in, or that one's, where that one is away, too; in a circle of absences he decides himself. */
export const standInOf =
  (away: readonly Away[]) =>
  (who: string): string => {
    const next = new Map(away.map((one) => [one.who, one.standIn]))
    const seen = new Set([who])
    for (let at = next.get(who); at !== undefined; at = next.get(at)) {
      if (seen.has(at)) return who
      if (!next.has(at)) return at
      seen.add(at)
    }
    return who
  }
