import { listIn, textIn } from './value-shapes.ts'
import type { CalendarDay, Span, WorkingCalendar } from './working-calendar.ts'

type Loose = Readonly<Record<string, unknown>>

/** The spans that a json field holds. */
const spansIn = (value: unknown): readonly Span[] =>
  listIn(value, ({ from, to }) => (typeof from === 'string' && typeof to === 'string' ? { from, to } : null))

/** The seven days that a json field holds, Monday first. */
export const weekIn = (value: unknown): readonly (readonly Span[])[] => {
  const days: readonly unknown[] = Array.isArray(value) ? value : []
  return [0, 1, 2, 3, 4, 5, 6].map((at) => spansIn(days[at]))
}

/** A day of a year as it is kept; `own`: somebody wrote it here, no file brought it. */
export interface KeptDay extends CalendarDay {
  readonly own?: boolean
}
/** The days that a json field holds. */
export const daysIn = (value: unknown): readonly KeptDay[] =>
  listIn(value, ({ date, name, working, hours, own }) =>
    typeof date === 'string'
      ? {
          date,
          name: textIn(name) ?? '',
          working: working === true,
          ...(Array.isArray(hours) ? { hours: spansIn(hours) } : {}),
          ...(own === true ? { own } : {}),
        }
      : null,
  )

/** A calendar as its records hold it: its own row and those of its years. A published year without a day has not been published: it is not known. */
export const calendarIn = (row: Loose, years: readonly Loose[], companyZone: string): WorkingCalendar => {
  // A day that two papers speak of is as the later one says; what somebody wrote here goes before both.
  const told = years.toSorted((a, b) => Number(a.year) - Number(b.year)).flatMap((year) => daysIn(year.days))
  const days = [...told.filter(({ own }) => !own), ...told.filter(({ own }) => own)]
  const known = years.filter(({ days: kept }) => row.holidays !== 'china' || daysIn(kept).some(({ own }) => !own))
  const id = textIn(row.id)
  return {
    ...(id ? { id } : {}),
    name: textIn(row.name) ?? '',
    zone: textIn(row.zone) || companyZone,
    week: weekIn(row.week),
    days: new Map(days.map((day) => [day.date, day])),
    years: row.holidays === 'china' || row.holidays === 'own' ? new Set(known.map(({ year }) => Number(year))) : null,
  }
}
