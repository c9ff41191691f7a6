import { dayText } from '../wall-time.ts'
import { readDateText, readingTime, readIso } from './date-text.ts'
import { defineFieldType } from './field-type.ts'
import { dateOperators } from './operators.ts'
import { sameSchema, textOf } from './plain-text.ts'
import { wrongType } from './wrong-type.ts'

/** A day of the calendar, `YYYY-MM-DD`, without zone. */
export const dateType = defineFieldType({
  name: 'date',
  normalise: (input) => readingTime(input, readIso, (time) => (time.dateOnly ? { value: dayText(time) } : wrongType('date'))),
  fromText: (text) => readingTime(text, readDateText, (time) => ({ value: dayText(time) })),
  toText: textOf,
  operators: dateOperators,
  sortable: true,
  report: 'time',
  schema: sameSchema(() => ({ type: 'string', format: 'date' })),
  writable: true,
})
