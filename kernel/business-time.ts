import { refuse } from './refuse.ts'
import { asIfUtc, instantOf, wallTimeAt } from './wall-time.ts'
import { hoursOn, isYearMissing, minuteOf, type WorkingCalendar } from './working-calendar.ts'

/** A moment that was counted, and the years whose holidays were not known while counting. */
interface CountedMoment {
  readonly at: string
  readonly without: readonly number[]
}
/** Working time, with the same. */
interface CountedTime {
  readonly ms: number
  readonly without: readonly number[]
}
type Open = readonly [from: number, to: number]

const dayMs = 86_400_000
const minuteMs = 60_000
/** Further ahead nobody plans; a calendar without an hour in so many days has none. */
const daysAheadMax = 3660

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)
/** The day a clock of the calendar shows at an instant, as a number. */
const dayAt = (instant: number, zone: string): number => Math.floor(asIfUtc(wallTimeAt(instant, zone)) / dayMs)

/** The first instant at which the clock of a day has come to a minute: the end of a gap that skips it, the first of two. */
const comesTo = (day: number, minute: number, zone: string): number => {
  const wanted = day * dayMs + minute * minuteMs
  const shown = (instant: number) => asIfUtc(wallTimeAt(instant, zone))
  const wall = wallTimeAt(wanted, 'UTC')
  let late = instantOf(wall, zone)
  const skipped = shown(late) - wanted
  if (skipped === 0) return late
  let early = late - skipped
  while (late - early > minuteMs) {
    const middle = early + Math.floor((late - early) / 2 / minuteMs) * minuteMs
    if (shown(middle) >= wanted) late = middle
    else early = middle
  }
  return late
}

const known = new WeakMap<WorkingCalendar, Map<number, readonly Open[]>>()
/** When a calendar is open on a day, as instants; what a clock change swallows is not there. */
const openOn = (calendar: WorkingCalendar, day: number): readonly Open[] => {
  const days = known.get(calendar) ?? new Map<number, readonly Open[]>()
  known.set(calendar, days)
  const found = days.get(day)
  if (found) return found
  const open = hoursOn(calendar, dateOf(day))
    .map(({ from, to }): Open => [comesTo(day, minuteOf(from), calendar.zone), comesTo(day, minuteOf(to), calendar.zone)])
    .filter(([from, to]) => to > from)
  days.set(day, open)
  return open
}

/** Years from one day to another whose holidays are not known. */
const yearsWithout = (calendar: WorkingCalendar, from: number, to: number): readonly number[] => {
  const [first, last] = [dateOf(Math.min(from, to)), dateOf(Math.max(from, to))].map((date) => Number(date.slice(0, 4)))
  const years = Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, at) => (first ?? 0) + at)
  return years.filter((year) => isYearMissing(calendar, year))
}
const counted = (calendar: WorkingCalendar, at: number, from: number): CountedMoment => ({
  at: new Date(at).toISOString(),
  without: yearsWithout(calendar, dayAt(from, calendar.zone), dayAt(at, calendar.zone)),
})
const neverOpen = ({ name }: WorkingCalendar): never => refuse('calendar.never_open', { params: { name } })

/** Does anybody work at this moment? */
export const isOpenAt = (calendar: WorkingCalendar, moment: string): boolean => {
  const instant = Date.parse(moment)
  const day = dayAt(instant, calendar.zone)
  // Where a clock goes back over midnight, it shows the last day again while the next has begun.
  return [day, day + 1].some((one) => openOn(calendar, one).some(([from, to]) => from <= instant && instant < to))
}

/** The first moment at or after one at which somebody works. Refuses `calendar.never_open`. */
export const nextOpening = (calendar: WorkingCalendar, moment: string): CountedMoment => {
  const instant = Date.parse(moment)
  const first = dayAt(instant, calendar.zone)
  for (let day = first; day <= first + daysAheadMax; day++)
    for (const [from, to] of openOn(calendar, day)) if (instant < to) return counted(calendar, Math.max(instant, from), instant)
  return neverOpen(calendar)
}

/** The moment at which so much working time has passed; less than none counts back. Refuses `calendar.never_open`. */
export const addWorkingMs = (calendar: WorkingCalendar, moment: string, ms: number): CountedMoment => {
  const instant = Date.parse(moment)
  const first = dayAt(instant, calendar.zone)
  const step = ms < 0 ? -1 : 1
  let left = Math.abs(ms)
  // Where a clock goes back over midnight, a part of the next day lies before the end of the last.
  for (let day = first - step, closed = 0; closed <= daysAheadMax; day += step) {
    const open = openOn(calendar, day)
    closed = open.length > 0 ? 0 : closed + 1
    for (const [from, to] of ms < 0 ? open.toReversed() : open) {
      const [start, end] = ms < 0 ? [from, Math.min(to, instant)] : [Math.max(from, instant), to]
      if (end <= start) continue
      if (left <= end - start) return counted(calendar, ms < 0 ? end - left : start + left, instant)
      left -= end - start
    }
  }
  return neverOpen(calendar)
}
/** The same in minutes. */
export const addWorkingMinutes = (calendar: WorkingCalendar, moment: string, minutes: number): CountedMoment =>
  addWorkingMs(calendar, moment, minutes * minuteMs)

/** The same time of day so many working days later; from there, the next opening where nobody works then. */
export const addWorkingDays = (calendar: WorkingCalendar, moment: string, days: number, clock?: string): CountedMoment => {
  const instant = Date.parse(moment)
  const wall = wallTimeAt(instant, calendar.zone)
  const first = dayAt(instant, calendar.zone)
  let day = first
  for (let left = days, closed = 0; left > 0; ) {
    const open = openOn(calendar, ++day).length > 0
    closed = open ? 0 : closed + 1
    if (open) left--
    if (closed > daysAheadMax) return neverOpen(calendar)
  }
  const at = clock === undefined ? wall.hour * 60 + wall.minute : minuteOf(clock)
  const wanted = comesTo(day, at, calendar.zone)
  const opens = nextOpening(calendar, new Date(Math.max(wanted, instant)).toISOString())
  return counted(calendar, Date.parse(opens.at), instant)
}

/** Working time from one moment to another; less than none where the second comes first. */
export const workingTime = (calendar: WorkingCalendar, from: string, to: string): CountedTime => {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  if (end < start) {
    const back = workingTime(calendar, to, from)
    return { ...back, ms: -back.ms }
  }
  const [first, last] = [dayAt(start, calendar.zone), dayAt(end, calendar.zone)]
  let ms = 0
  for (let day = first - 1; day <= last + 1; day++)
    for (const [opens, closes] of openOn(calendar, day)) ms += Math.max(0, Math.min(closes, end) - Math.max(opens, start))
  return { ms, without: yearsWithout(calendar, first, last) }
}

/** The next working day at or after a moment on which the clock still comes to a time: "the next working morning at 9:30". */
export const nextWorkingClock = (calendar: WorkingCalendar, moment: string, clock: string): CountedMoment => {
  const instant = Date.parse(moment)
  const first = dayAt(instant, calendar.zone)
  for (let day = first; day <= first + daysAheadMax; day++) {
    if (openOn(calendar, day).length === 0) continue
    const at = comesTo(day, minuteOf(clock), calendar.zone)
    if (at >= instant) return counted(calendar, at, instant)
  }
  return neverOpen(calendar)
}
