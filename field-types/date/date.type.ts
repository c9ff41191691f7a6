import {
  dateOperators,
  dayText,
  defineFieldType,
  label,
  maker,
  readDateText,
  readingTime,
  readIso,
  sameSchema,
  textOf,
  wrongType,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface DateShape {
  readonly options: object
  readonly value: string
}

/** A day of the calendar, `YYYY-MM-DD`, without zone. */
export const dateType = defineFieldType({
  name: 'date',
  place: 90,
  label: label('日期', 'Date'),
  help: label('没有时刻的一天', 'A day'),
  normalise: (input) => readingTime(input, readIso, (time) => (time.dateOnly ? { value: dayText(time) } : wrongType('date'))),
  fromText: (text, _options, { dateOrder }) =>
    readingTime(
      text,
      (given) => readDateText(given, dateOrder),
      (time) => ({ value: dayText(time) }),
    ),
  toText: textOf,
  operators: dateOperators,
  sortable: true,
  report: 'time',
  answers: ['string'],
  firstAsk: ['within'],
  time: 'day',
  account: true,
  schema: sameSchema(() => ({ type: 'string', format: 'date' })),
  writable: true,
  ofEvent: true,
})
export const date = maker('date')
