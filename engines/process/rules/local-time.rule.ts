import {
  addWorkingDays,
  addWorkingMinutes,
  keysOf,
  nextClock,
  nextOpening,
  nextWorkingClock,
  type WorkingCalendar,
} from '@lianke/kernel'

const unitMs = { minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 } as const
type PlainUnit = keyof typeof unitMs
type WaitUnit = PlainUnit | 'working_hour' | 'working_day'
export const waitUnits: readonly WaitUnit[] = [...keysOf(unitMs), 'working_hour', 'working_day']

interface Wait {
  readonly now: string
  readonly amount: number
  readonly unit: WaitUnit
  /** Time of day at which it ends, by the clock of `zone`. */
  readonly at: string | null
  /** Where the person is, where that is known; else the company. */
  readonly zone: string
  /** When the company works. */
  readonly calendar: WorkingCalendar
}

/** Working days later; with a time of day on the clock of whoever is waited for, "the next working morning at half past nine" being none of them later. */
const workingDays = ({ now, amount, at, zone, calendar }: Wait): string => {
  if (at === null) return (amount === 0 ? nextOpening(calendar, now) : addWorkingDays(calendar, now, amount)).at
  const there = { ...calendar, zone }
  return (amount === 0 ? nextWorkingClock(there, now, at) : addWorkingDays(there, now, amount, at)).at
}

/** When a wait ends: so long from now, of all time or of working time, and then at the wanted time of day, if one is given. */
export const waitUntil = (wait: Wait): string => {
  const { now, amount, unit, at, zone, calendar } = wait
  if (unit === 'working_day') return workingDays(wait)
  if (unit === 'working_hour') {
    const after = addWorkingMinutes(calendar, now, amount * 60).at
    return at ? nextWorkingClock({ ...calendar, zone }, after, at).at : after
  }
  const after = new Date(Date.parse(now) + amount * unitMs[unit]).toISOString()
  return at ? nextClock(after, at, zone) : after
}
