import { isDay, type WallTime, yearMax, yearMin } from '../wall-time.ts'
import type { Normalised } from './field-type.ts'
import { halfWidth } from './plain-text.ts'
import { wrongType } from './wrong-type.ts'

export type ReadTime =
  | (WallTime & { readonly dateOnly: boolean; readonly offsetMinutes: number | null })
  | { readonly problem: string; readonly params?: Record<string, unknown> }

const clock = String.raw`(?:[T\s]+(?<ampm>上午|下午)?\s*(?<hour>\d{1,2})[:时](?<minute>\d{1,2})(?:[:分](?<second>\d{1,2})(?:[.,](?<fraction>\d{1,9}))?)?[秒分]?\s*(?<half>[AaPp][Mm])?\s*(?<offset>[Zz]|[+-]\d{2}:?\d{2})?)?$`
const yearFirst = new RegExp(
  String.raw`^(?<year>\d{4})\s*(?:[-/.]|年)\s*(?<month>\d{1,2})\s*(?:[-/.]|月)\s*(?<day>\d{1,2})\s*日?` + clock,
)
const yearLast = new RegExp(String.raw`^(?<one>\d{1,2})[-/.](?<two>\d{1,2})[-/.](?<year>\d{4}|\d{1,2})` + clock)
const packed = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/
const strict =
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?)?(?<offset>[Zz]|[+-]\d{2}:?\d{2})?)?$/
const wrong: ReadTime = wrongType('date')

const fromGroups = (groups: Record<string, string | undefined>, month: number, day: number): ReadTime => {
  const year = Number(groups.year)
  const late = groups.ampm === '下午' || /^p/i.test(groups.half ?? '')
  const early = groups.ampm === '上午' || /^a/i.test(groups.half ?? '')
  const given = Number(groups.hour ?? 0)
  const hour = late && given < 12 ? given + 12 : early && given === 12 ? 0 : given
  const minute = Number(groups.minute ?? 0)
  const second = Number(groups.second ?? 0)
  if (year < yearMin || year > yearMax)
    return { problem: 'field.out_of_range', params: { min: `${yearMin}-01-01`, max: `${yearMax}-12-31` } }
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second > 59) return { problem: 'field.no_such_date' }
  const offset = groups.offset?.toUpperCase()
  const sign = offset?.startsWith('-') ? -1 : 1
  const offsetMinutes = !offset ? null : offset === 'Z' ? 0 : sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2)))
  const ms = Number((groups.fraction ?? '').padEnd(3, '0').slice(0, 3))
  return { year, month, day, hour, minute, second, ms, dateOnly: groups.hour === undefined, offsetMinutes }
}

/** ISO 8601 as programs write it. */
export const readIso = (text: string): ReadTime => {
  const groups = strict.exec(text)?.groups
  return groups ? fromGroups(groups, Number(groups.month), Number(groups.day)) : wrong
}

/** In what order a date is written in digits: day, month, year; month, day, year; year, month, day. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** Years of two digits end with the nineties to come: 69 is 1969, 68 is 2068. */
const centuryTurn = 69
const fullYear = (text: string): string =>
  text.length === 4 ? text : `${Number(text) < centuryTurn ? 20 : 19}${text.padStart(2, '0')}`

type Groups = Record<string, string | undefined>
/** `04/19/19` in one order; null where it cannot be so. */
const inOrder = (groups: Groups, order: DateOrder): ReadTime | null => {
  const { one = '', two = '', year = '' } = groups
  if (order === 'ymd' ? year.length === 4 : year.length === 1) return null
  const [y, m, d] = order === 'ymd' ? [one, two, year] : order === 'mdy' ? [year, one, two] : [year, two, one]
  const time = fromGroups({ ...groups, year: fullYear(y) }, Number(m), Number(d))
  return 'problem' in time && time.problem === 'field.no_such_date' ? null : time
}
const dayOf = (time: ReadTime): string => ('problem' in time ? time.problem : `${time.year}-${time.month}-${time.day}`)

const fromDigits = (groups: Groups, order: DateOrder | undefined): ReadTime => {
  if (order && !(order === 'ymd' && groups.year?.length === 4)) return inOrder(groups, order) ?? { problem: 'field.no_such_date' }
  const readings = (['dmy', 'mdy', 'ymd'] as const).flatMap((one) => inOrder(groups, one) ?? [])
  const [first] = readings
  if (!first) return { problem: 'field.no_such_date' }
  return new Set(readings.map(dayOf)).size > 1 ? { problem: 'field.ambiguous_date' } : first
}

/**
 * What people and spreadsheets write: `2024/3/5`, `2024年3月5日 下午3:20`, `20240305`, `25/3/2024`, `04/19/19`, Excel's day number.
 * `order` decides what could be read in several ways.
 */
export const readDateText = (given: string, order?: DateOrder): ReadTime => {
  const text = halfWidth(given)
  const first = yearFirst.exec(text)?.groups ?? packed.exec(text)?.groups
  if (first) return fromGroups(first, Number(first.month), Number(first.day))
  const last = yearLast.exec(text)?.groups
  if (last) return fromDigits(last, order)
  if (/^(?:1[6-9]|2[01])\d{2}年?$/.test(text) || /^(?:1[6-9]|2[01])\d{2}\s*(?:[-/.]|年)\s*\d{1,2}月?$/.test(text))
    return { problem: 'field.no_day' }
  return serial.test(text) ? fromExcel(Number(text)) : wrong
}
// Days before 1927-05-18 have four digits, as years do: nobody can tell them apart.
const serial = /^\d{5}(\.\d{1,15})?$/

// Day 60 is a 29 February 1900 that never was, so serials count from 1899-12-30 afterwards.
const fromExcel = (serial: number): ReadTime => {
  const date = new Date(Date.UTC(1899, 11, 30) + Math.round(serial * 86_400) * 1000)
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    ms: 0,
    dateOnly: Number.isInteger(serial),
    offsetMinutes: null,
  }
}

/** Text through one of the readers; null and blank are empty. */
export const readingTime = (
  input: unknown,
  read: (text: string) => ReadTime,
  then: (time: Exclude<ReadTime, { problem: string }>) => Normalised,
): Normalised => {
  if (input === null || input === undefined) return { value: null }
  if (typeof input !== 'string') return wrongType('date')
  if (input.trim() === '') return { value: null }
  const time = read(input.trim())
  return 'problem' in time ? time : then(time)
}
