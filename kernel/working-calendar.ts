/** Hours in a row of one day, by the clock: `09:00` to `12:00`. The end may be `24:00`; one that spans midnight is two. */
export interface Span {
  readonly from: string
  readonly to: string
}

/** A day that is not as its weekday says: a holiday, or a make-up day on which one works. */
export interface CalendarDay {
  /** `2026-02-14`. */
  readonly date: string
  readonly name: string
  readonly working: boolean
  /** Hours of its own; a make-up day without them has those of the first working weekday. */
  readonly hours?: readonly Span[]
}

/** When a company, a department or somebody works. */
export interface WorkingCalendar {
  /** Of the record that keeps it; absent: one that nobody keeps. */
  readonly id?: string
  readonly name: string
  readonly zone: string
  /** Seven lists of spans, Monday first. */
  readonly week: readonly (readonly Span[])[]
  readonly days: ReadonlyMap<string, CalendarDay>
  /** Years whose holidays are known; null: it keeps none, and none is missing. */
  readonly years: ReadonlySet<number> | null
}

const everyDay = [1, 2, 3, 4, 5, 6, 7]
const open = new Map<string, WorkingCalendar>()
/** A calendar that never closes: what a company counts by that has none. One a zone: what was counted by it is known. */
export const alwaysOpen = (zone: string): WorkingCalendar => {
  const known = open.get(zone)
  if (known) return known
  const week = everyDay.map(() => [{ from: '00:00', to: '24:00' }])
  const made: WorkingCalendar = { name: '', zone, week, days: new Map(), years: null }
  open.set(zone, made)
  return made
}

/** `09:30` → 570. */
export const minuteOf = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number)
  return hour * 60 + minute
}

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (date: string): number => ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1

/** The spans of a day: its own, else those of its weekday. */
export const hoursOn = (calendar: WorkingCalendar, date: string): readonly Span[] => {
  const own = calendar.days.get(date)
  if (!own) return calendar.week[weekdayOf(date) - 1] ?? []
  if (!own.working) return []
  return own.hours?.length ? own.hours : (calendar.week.find((spans) => spans.length > 0) ?? [])
}

/** Does anybody work on a day? */
export const isWorkingDay = (calendar: WorkingCalendar, date: string): boolean => hoursOn(calendar, date).length > 0

/** Whether the holidays of a year are to be kept and are not. */
export const isYearMissing = ({ years }: WorkingCalendar, year: number): boolean => years !== null && !years.has(year)

type SpansProblem = 'calendar.span_shape' | 'calendar.span_over_midnight' | 'calendar.spans_overlap' | 'calendar.spans_many'
const spansMax = 8
const clock = /^([01]\d|2[0-3]):[0-5]\d$/

/** What is wrong with the spans of a day, if anything: they run forwards within the day, one after the other. */
export const spansProblem = (spans: readonly Span[]): SpansProblem | null => {
  if (spans.length > spansMax) return 'calendar.spans_many'
  for (const [at, { from, to }] of spans.entries()) {
    if (!clock.test(from) || !(clock.test(to) || to === '24:00')) return 'calendar.span_shape'
    if (to <= from) return 'calendar.span_over_midnight'
    const before = spans[at - 1]
    if (before && from < before.to) return 'calendar.spans_overlap'
  }
  return null
}
