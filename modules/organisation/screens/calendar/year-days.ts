import { dayText, type KeptDay, weekdayOf } from '@lianke/kernel'

/** The days of a month in weeks of seven, Monday first; null where the week belongs to a month beside it. */
export const weeksOf = (year: number, month: number): readonly (readonly (string | null)[])[] => {
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const days = Array.from({ length }, (_, at) => dayText({ year, month, day: at + 1 }))
  const cells = [...Array.from({ length: weekdayOf(days[0] ?? '') - 1 }, () => null), ...days]
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_cell, day) => cells[week * 7 + day] ?? null),
  )
}

/** A year with one of its days as somebody wants it; null: like any other of its weekday. */
export const withDay = (days: readonly KeptDay[], date: string, wanted: KeptDay | null): readonly KeptDay[] =>
  [...days.filter((one) => one.date !== date), ...(wanted ? [{ ...wanted, own: true }] : [])].toSorted((a, b) =>
    a.date < b.date ? -1 : 1,
  )

const dayMs = 86_400_000
const isNext = (date: string, after: string): boolean => Date.parse(date) - Date.parse(after) === dayMs

interface Holiday {
  readonly name: string
  readonly off: readonly (readonly [from: string, to: string])[]
  readonly makeUp: readonly string[]
}
/** The holidays of a year as one reads them: what is off, in runs, and on which days it is made up for. */
export const holidaysOf = (days: readonly KeptDay[]): readonly Holiday[] =>
  [...Map.groupBy(days, ({ name }) => name)].map(([name, own]) => {
    const off: [string, string][] = []
    for (const { date, working } of own) {
      const last = off.at(-1)
      if (working) continue
      if (last && isNext(date, last[1])) last[1] = date
      else off.push([date, date])
    }
    return { name, off, makeUp: own.filter(({ working }) => working).map(({ date }) => date) }
  })

/** The day to which a key leads from another; null for a key that leads nowhere. */
export const dayBeside = (date: string, key: string): string | null => {
  const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }
  const step = steps[key]
  return step === undefined ? null : new Date(Date.parse(date) + step * dayMs).toISOString().slice(0, 10)
}
