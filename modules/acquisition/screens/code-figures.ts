/** One day of a code: how many came, how many of them left. */
interface CodeDay {
  readonly day: string
  readonly added: number
  readonly lost: number
}

const dayMs = 86_400_000
const number = (value: unknown): number => (Number.isFinite(Number(value)) ? Number(value) : 0)

/** Days from `from` to `to` (both `YYYY-MM-DD`, both told) without gaps: a day nobody came is a zero, not a hole. */
export const daysOf = (
  from: string,
  to: string,
  added: ReadonlyMap<string, number>,
  lost: ReadonlyMap<string, number>,
): CodeDay[] => {
  const days: CodeDay[] = []
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`); at += dayMs) {
    const day = new Date(at).toISOString().slice(0, 10)
    days.push({ day, added: added.get(day) ?? 0, lost: lost.get(day) ?? 0 })
  }
  return days
}

/** Counts by a key of aggregate rows. */
export const countsBy = (
  rows: readonly Readonly<Record<string, unknown>>[],
  key: string,
  measure = 'count',
): Map<string, number> =>
  new Map(
    rows.flatMap((row) =>
      typeof row[key] === 'string'
        ? [[row[key].slice(0, key.includes(':') ? 10 : undefined), number(row[measure])] as const]
        : [],
    ),
  )

/** Share of those who came and stayed, in whole percent; null where nobody came. */
export const keptPercent = (came: number, lost: number): number | null =>
  came > 0 ? Math.round(((came - Math.min(lost, came)) / came) * 100) : null
