import { type FilterOperator, resultOptions, resultType, surely } from '@lianke/kernel'
import { defineFieldStorage, type FieldStorage, badValue } from '@lianke/platform/field-storage'
import { booleanStorage } from '../boolean/boolean.storage.ts'
import { dateStorage } from '../date/date.storage.ts'
import { datetimeStorage } from '../datetime/datetime.storage.ts'
import { decimalStorage } from '../decimal/decimal.storage.ts'
import { textStorage } from '../text/text.storage.ts'

type Options = Record<string, unknown>
const results: Readonly<Record<string, FieldStorage>> = {
  text: textStorage,
  decimal: decimalStorage,
  boolean: booleanStorage,
  date: dateStorage,
  datetime: datetimeStorage,
}
const storageOf = (options: Options): FieldStorage =>
  surely(results[resultType(options).name], 'every answer is stored as its type is')
const allowed = (op: FilterOperator, name: string, options: Options): FieldStorage =>
  resultType(options).operators.includes(op) ? storageOf(options) : badValue(name, `${op} does not fit a formula of this kind`)

/** A column of the answer's type. */
export const formulaStorage = defineFieldStorage({
  name: 'formula',
  columns: (name, options) => storageOf(options).columns(name, resultOptions(options)),
  toColumns: (value, name, options) => storageOf(options).toColumns(value, name, resultOptions(options)),
  fromColumns: (row, name, options) => storageOf(options).fromColumns(row, name, resultOptions(options)),
  filter: (op, value, name, options, ref, context) =>
    allowed(op, name, options).filter(op, value, name, resultOptions(options), ref, context),
  sort: (name, ref) => ref(name),
  sortType: (options) => storageOf(options).sortType?.(resultOptions(options)) ?? 'text',
  words: (options) => storageOf(options).words?.(resultOptions(options)) ?? false,
  analytics: (name, options) => storageOf(options).analytics(name, resultOptions(options)),
  toAnalytics: (value, name, options) => storageOf(options).toAnalytics(value, name, resultOptions(options)),
  analyticsFilter: (op, value, name, options, ref, param, context) =>
    allowed(op, name, options).analyticsFilter(op, value, name, resultOptions(options), ref, param, context),
})
