import {
  dateOperators,
  dayText,
  defineFieldType,
  instantOf,
  label,
  maker,
  type Normalised,
  readDateText,
  readingTime,
  readIso,
  type ReadTime,
  sameSchema,
  type TypeContext,
  type WallTime,
  wallTimeAt,
  yearMax,
  yearMin,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface DatetimeShape {
  readonly options: {
    /** A moment by which something is due: shown as the time that is left, or by how much it has passed. */
    readonly deadline?: boolean
    /** A field of the record that holds the working calendar by which the time that is left is counted; empty: the company's. */
    readonly countedBy?: string
  }
  readonly value: string
}

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
  place: 100,
  label: label('日期时间', 'Date and time'),
  help: label('某一刻', 'A moment'),
  normalise: (input, _options, context) => through(input, readIso, context),
  fromText: (text, _options, context) => through(text, (given) => readDateText(given, context.dateOrder), context),
  toText: (value, _options, context) => (typeof value === 'string' ? wallText(wallTimeAt(Date.parse(value), context.zone)) : ''),
  operators: dateOperators,
  sortable: true,
  report: 'time',
  answers: ['string', 'google.protobuf.Timestamp'],
  firstAsk: ['within'],
  time: 'moment',
  schema: sameSchema(() => ({ type: 'string', format: 'date-time' })),
  writable: true,
  ofEvent: true,
})
export const datetime = maker('datetime')
