import { isObject, partOf } from './is-object.ts'
import { isRelativeDate, relativeWindow } from './relative-date.ts'
import { dayText, wallTimeAt } from './wall-time.ts'

/** When 29 February is kept in a year without one. */
type LeapRule = 'feb28' | 'mar1'

const dayMs = 86_400_000
/** A leap year has so many. */
const daysMax = 366
const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** The days of the year (`02-28`) whose anniversary is on this day: 29 February is kept every year. */
export const keptOn = (day: string, leap: LeapRule): readonly string[] => {
  const monthDay = day.slice(5)
  const leaps = !isLeapYear(Number(day.slice(0, 4))) && monthDay === (leap === 'mar1' ? '03-01' : '02-28')
  return leaps ? [monthDay, '02-29'] : [monthDay]
}

/**
 * The days of the year whose anniversary lies in a window of whole days, `{ this: 'month' }`, `{ next: 7, unit: 'day' }`, with `leap: 'mar1'` where 29
 * February is kept on 1 March. Null: it is no such window.
 */
export const anniversariesIn = (value: unknown, now: string, zone: string): readonly string[] | null => {
  if (!isObject(value) || !isRelativeDate(value) || Object.values(value).includes('hour')) return null
  const leap = partOf(value, 'leap') ?? 'feb28'
  if (leap !== 'feb28' && leap !== 'mar1') return null
  const { from, to } = relativeWindow(value, now, zone)
  const dayOf = (instant: number) => Date.parse(dayText(wallTimeAt(instant, zone)))
  const [first, last] = [dayOf(Date.parse(from)), dayOf(Date.parse(to) - 1)]
  const days = Math.min((last - first) / dayMs + 1, daysMax)
  const kept = Array.from({ length: days }, (_, n) => keptOn(new Date(first + n * dayMs).toISOString().slice(0, 10), leap))
  // A window of a year and more holds 29 February, whichever year it begins in.
  return [...new Set([...kept.flat(), ...(days >= daysMax - 1 ? ['02-29'] : [])])]
}
