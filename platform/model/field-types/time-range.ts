import {
  anniversariesIn,
  dayText,
  type FilterOperator,
  instantOf,
  readIso,
  stretchOf,
  wallTimeAt,
  type Window,
} from '@lianke/kernel'
import type { FilterContext } from './field-storage.ts'
import { badValue, operandsOf } from './operand.ts'

/** The first moment of what the text names, and the first after it: a day for a date, a millisecond for an instant. */
const spanOf = (value: unknown, field: string, zone: string): Window => {
  const time = typeof value === 'string' ? readIso(value.trim()) : { problem: 'field.wrong_type' }
  if ('problem' in time) return badValue(field, 'a date or an ISO instant is expected')
  const utc = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second, time.ms)
  const from = time.offsetMinutes === null ? instantOf(time, zone) : utc - time.offsetMinutes * 60_000
  const next = new Date(Date.UTC(time.year, time.month - 1, time.day + 1))
  const to = time.dateOnly
    ? instantOf(
        {
          year: next.getUTCFullYear(),
          month: next.getUTCMonth() + 1,
          day: next.getUTCDate(),
          hour: 0,
          minute: 0,
          second: 0,
          ms: 0,
        },
        zone,
      )
    : from + 1
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** Bounds of a condition over time: not before `from`, before `to`; `outside` turns them round and takes in what has no time. */
export interface TimeRange {
  readonly from: string | null
  readonly to: string | null
  readonly outside: boolean
}

/** Any operator of dates as one range of instants. */
export const timeRange = (op: FilterOperator, value: unknown, field: string, { now, zone }: FilterContext): TimeRange => {
  if (op === 'within' || op === 'not_within') {
    const bounds = stretchOf(value, now, zone)
    if (!bounds) return badValue(field, 'within takes { last, unit }, { next, unit }, { this }, { previous } or { from, to }')
    return { ...bounds, outside: op === 'not_within' }
  }
  const [first, last] = operandsOf(op, value, field, (given) => spanOf(given, field, zone))
  if (!first) return badValue(field, 'a date or an ISO instant is expected')
  if (op === 'lt') return { from: null, to: first.from, outside: false }
  if (op === 'lte') return { from: null, to: first.to, outside: false }
  if (op === 'gt') return { from: first.to, to: null, outside: false }
  if (op === 'gte') return { from: first.from, to: null, outside: false }
  if (op === 'between' && last) return { from: first.from, to: last.to, outside: false }
  return { ...first, outside: op === 'ne' }
}

/** A leap year has so many. */
const daysMax = 366
/** The days of the year, `02-28`, whose anniversary lies in a window; null: all of them. */
export const anniversaryDays = (value: unknown, field: string, { now, zone }: FilterContext): readonly string[] | null => {
  const days = anniversariesIn(value, now, zone)
  if (days === null) return badValue(field, 'anniversary takes a window of days, weeks, months, quarters or years')
  return days.length < daysMax ? days : null
}

/** The same range in whole days of the zone; `to` is still the first day after. */
export const dayRange = (range: TimeRange, zone: string): TimeRange => {
  const dayOf = (instant: number) => dayText(wallTimeAt(instant, zone))
  const after = (instant: number) => {
    const last = wallTimeAt(instant - 1, zone)
    return new Date(Date.UTC(last.year, last.month - 1, last.day + 1)).toISOString().slice(0, 10)
  }
  return { ...range, from: range.from && dayOf(Date.parse(range.from)), to: range.to && after(Date.parse(range.to)) }
}
