import { dayText, instantOf, type WallTime, wallTimeAt, yearMax, yearMin } from '../wall-time.ts'
import { type ReadTime, readDateText, readingTime, readIso } from './date-text.ts'
import { defineFieldType, type Normalised, type TypeContext } from './field-type.ts'
import { dateOperators } from './operators.ts'
import { sameSchema } from './plain-text.ts'

const two = (n: number): string => String(n).padStart(2, '0')

const through = (input: unknown, read: (text: string) => ReadTime, context: TypeContext): Normalised =>
  readingTime(input, read, (time) => {
    const instant =
      time.offsetMinutes === null
        ? instantOf(time, context.zone)
        : Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second, time.ms) -
          time.offsetMinutes * 60_000
    const held = instant >= Date.UTC(yearMin, 0, 1) && instant < Date.UTC(yearMax + 1, 0, 1)
    return held
      ? { value: new Date(instant).toISOString() }
      : { problem: 'field.out_of_range', params: { min: `${yearMin}-01-01`, max: `${yearMax}-12-31` } }
  })

/** Wall clock text in the tenant's zone, with seconds and milliseconds only where there are some. */
const wallText = (t: WallTime): string => {
  const ms = t.ms ? `.${String(t.ms).padStart(3, '0')}` : ''
  return `${dayText(t)} ${two(t.hour)}:${two(t.minute)}${t.second || t.ms ? `:${two(t.second)}${ms}` : ''}`
}

/** An instant. Input without an offset is meant in the tenant's zone. */
export const datetimeType = defineFieldType({
  name: 'datetime',
  normalise: (input, _options, context) => through(input, readIso, context),
  fromText: (text, _options, context) => through(text, readDateText, context),
  toText: (value, _options, context) => (typeof value === 'string' ? wallText(wallTimeAt(Date.parse(value), context.zone)) : ''),
  operators: dateOperators,
  sortable: true,
  report: 'time',
  schema: sameSchema(() => ({ type: 'string', format: 'date-time' })),
  writable: true,
})
