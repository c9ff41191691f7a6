import { asIfUtc, instantOf, type WallTime, wallTimeAt } from './wall-time.ts'
import { readIso } from './field-types/date-text.ts'
import { isObject } from './is-object.ts'
import type { DateUnit, RelativeDate } from './filter.ts'

/** From inclusive, to exclusive; ISO instants. */
export interface Window {
  readonly from: string
  readonly to: string
}
const units: readonly DateUnit[] = ['hour', 'day', 'week', 'month', 'quarter', 'year']
const countMax = 10_000

const startOf = (t: WallTime, unit: DateUnit): WallTime => {
  const hour = { ...t, minute: 0, second: 0, ms: 0 }
  const day = { ...hour, hour: 0 }
  if (unit === 'hour') return hour
  if (unit === 'day') return day
  if (unit === 'week') return move(day, 'day', -((new Date(Date.UTC(t.year, t.month - 1, t.day)).getUTCDay() + 6) % 7))
  if (unit === 'month') return { ...day, day: 1 }
  if (unit === 'quarter') return { ...day, day: 1, month: t.month - ((t.month - 1) % 3) }
  return { ...day, day: 1, month: 1 }
}

const move = (t: WallTime, unit: DateUnit, count: number): WallTime => {
  if (unit === 'month' || unit === 'quarter' || unit === 'year') {
    const months = t.year * 12 + (t.month - 1) + count * (unit === 'month' ? 1 : unit === 'quarter' ? 3 : 12)
    const year = Math.floor(months / 12)
    const month = (months % 12) + 1
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
    return { ...t, year, month, day: Math.min(t.day, last) }
  }
  const days = unit === 'week' ? count * 7 : unit === 'day' ? count : 0
  const date = new Date(Date.UTC(t.year, t.month - 1, t.day + days))
  return { ...t, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const isUnit = (value: unknown): boolean => units.some((unit) => unit === value)

/** Is this a window as filters carry it? */
export const isRelativeDate = (value: unknown): value is RelativeDate => {
  if (!isObject(value)) return false
  const { last, next, unit, this: current, previous } = value
  const count = last ?? next
  if (count === undefined) return isUnit(current ?? previous)
  return typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= countMax && isUnit(unit)
}

/**
 * The window in the tenant's zone; weeks start on Monday. `last 7 day` is today and the six days before, `next 7 day` today and the
 * six after; hours are counted from the minute of asking.
 */
export const relativeWindow = (relative: RelativeDate, now: string, zone: string): Window => {
  const instant = Date.parse(now)
  const wall = wallTimeAt(instant, zone)
  const iso = (t: WallTime) => new Date(instantOf(t, zone)).toISOString()
  if ('this' in relative || 'previous' in relative) {
    const unit = 'this' in relative ? relative.this : relative.previous
    if (unit === 'hour') return hours(instantOf(startOf(wall, 'hour'), zone) - ('previous' in relative ? 3_600_000 : 0), 1)
    const start = startOf(wall, unit)
    return 'this' in relative
      ? { from: iso(start), to: iso(move(start, unit, 1)) }
      : { from: iso(move(start, unit, -1)), to: iso(start) }
  }
  if (relative.unit === 'hour')
    return 'last' in relative ? hours(instant - relative.last * 3_600_000, relative.last) : hours(instant, relative.next)
  const today = startOf(wall, 'day')
  if ('next' in relative) return { from: iso(today), to: iso(move(today, relative.unit, relative.next)) }
  const tomorrow = move(today, 'day', 1)
  return { from: iso(move(move(today, relative.unit, -relative.last), 'day', 1)), to: iso(tomorrow) }
}

const hours = (from: number, count: number): Window => ({
  from: new Date(from).toISOString(),
  to: new Date(from + count * 3_600_000).toISOString(),
})

/** Not before `from`, before `to`; null: open. */
export interface Bounds {
  readonly from: string | null
  readonly to: string | null
}

/** The instant that a text names: a day is its beginning in the zone. */
const momentIn = (text: string, zone: string): string | null => {
  const time = readIso(text.trim())
  if ('problem' in time) return null
  const instant = time.offsetMinutes === null ? instantOf(time, zone) : asIfUtc(time) - time.offsetMinutes * 60_000
  return new Date(instant).toISOString()
}

/**
 * A stretch of time as conditions carry it: a window relative to now, or `{ from, to }` between two moments or days of the zone, of which one may be
 * open and `to` is the first that is not in it. Null: it is none.
 */
export const stretchOf = (value: unknown, now: string, zone: string): Bounds | null => {
  if (isRelativeDate(value)) return relativeWindow(value, now, zone)
  if (!isObject(value)) return null
  const edge = (given: unknown) =>
    given === undefined || given === null ? null : typeof given === 'string' ? momentIn(given, zone) : undefined
  const [from, to] = [edge(value.from), edge(value.to)]
  const wrong =
    from === undefined ||
    to === undefined ||
    (typeof value.from === 'string' && from === null) ||
    (typeof value.to === 'string' && to === null)
  return wrong || (from === null && to === null) ? null : { from, to }
}
