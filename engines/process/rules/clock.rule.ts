import type { DueDates } from '@lianke/platform'
import { dayText, isWorkingDay, keptOn, momentOf, nextClock, wallTimeAt, type WorkingCalendar } from '@lianke/kernel'
import type { DateTrigger, ScheduleTrigger } from './graph.rule.ts'

export type ClockTrigger = DateTrigger | ScheduleTrigger
const usualClock = '09:00'
const minuteMs = 60_000
const dayMs = 86_400_000
const unitMs = { minute: minuteMs, hour: 3_600_000 } as const
/** So many days are looked at for the next one that a schedule means. */
const daysAheadMax = 400

/** One moment at which a trigger looks who is due; `day`: the day that the clock shows then, null where moments count and not days. */
export interface Tick {
  readonly at: string
  readonly day: string | null
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / dayMs
/** So many days after a day of the calendar. */
export const dayAfter = (day: string, days: number): string =>
  new Date((dayNumber(day) + days) * dayMs).toISOString().slice(0, 10)
const lastDayOf = (day: string): number => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()

/** Does a schedule mean this day? A month that lacks the day has it on its last. */
const isScheduled = (
  { every, weekday = 1, day = 1 }: ScheduleTrigger,
  date: string,
  calendar: WorkingCalendar | null,
): boolean => {
  if (every === 'day') return true
  if (every === 'working_day') return calendar === null || isWorkingDay(calendar, date)
  if (every === 'week') return ((dayNumber(date) + 3) % 7) + 1 === weekday
  return Number(date.slice(8)) === Math.min(day, lastDayOf(date))
}

const looksAtMoments = (trigger: ClockTrigger): trigger is DateTrigger & { unit: 'minute' | 'hour' } =>
  trigger.on === 'date' && (trigger.unit === 'minute' || trigger.unit === 'hour')

/** Does a trigger look at the days on which the company works? */
export const asksCalendar = (trigger: ClockTrigger): boolean => trigger.on === 'schedule' && trigger.every === 'working_day'

/** The first tick after a moment. `calendar`: when the company works, for triggers that ask it. */
export const tickAfter = (
  trigger: ClockTrigger,
  moment: string,
  zone: string,
  calendar: WorkingCalendar | null = null,
): Tick | null => {
  if (looksAtMoments(trigger)) return { at: new Date(Date.parse(moment) + minuteMs).toISOString(), day: null }
  const clock = trigger.at ?? usualClock
  let from = new Date(Date.parse(moment) + 1).toISOString()
  for (let ahead = 0; ahead < daysAheadMax; ahead++) {
    const at = nextClock(from, clock, zone)
    const day = dayText(wallTimeAt(Date.parse(at), zone))
    if (trigger.on === 'date' || isScheduled(trigger, day, calendar)) return { at, day }
    from = new Date(Date.parse(at) + 1).toISOString()
  }
  return null
}

/**
 * The tick to be worked next, of those after `until` and not after `now`; null: none has come. Days of a date are worked one after another, because each
 * has records of its own; of a schedule that was missed only the last is made up for; where moments count, one look takes all up to now.
 */
export const dueTick = (
  trigger: ClockTrigger,
  { until, now }: { readonly until: string; readonly now: string },
  zone: string,
  calendar: WorkingCalendar | null = null,
): Tick | null => {
  if (looksAtMoments(trigger)) {
    const at = new Date(Math.floor(Date.parse(now) / minuteMs) * minuteMs).toISOString()
    return at > until ? { at, day: null } : null
  }
  const first = tickAfter(trigger, until, zone, calendar)
  if (!first || first.at > now) return null
  if (trigger.on === 'date') return first
  let last = first
  const after = ({ at }: Tick) => tickAfter(trigger, at, zone, calendar)
  for (let next = after(last); next && next.at <= now; next = after(last)) last = next
  return last
}

/** What a date trigger looks for at a tick. `until`: up to which moment it has looked. */
export const dueDates = (trigger: DateTrigger, tick: Tick, until: string, zone: string): DueDates => {
  const amount = trigger.amount ?? 0
  if (tick.day === null) {
    const shift = amount * unitMs[trigger.unit === 'minute' ? 'minute' : 'hour']
    const moved = (moment: string) => new Date(Date.parse(moment) - shift).toISOString()
    return { kind: 'span', after: moved(until), upTo: moved(tick.at) }
  }
  const day = dayAfter(tick.day, -amount)
  if (!trigger.yearly) return { kind: 'day', day, from: momentOf(day, zone), to: momentOf(dayAfter(day, 1), zone) }
  return { kind: 'yearly', days: keptOn(day, trigger.leap ?? 'feb28') }
}
