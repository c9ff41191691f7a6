import { type FilterOperator, resultOptions, resultType } from '@lianke/kernel'
import { booleanStorage } from './boolean.ts'
import { dateStorage } from './date.ts'
import { datetimeStorage } from './datetime.ts'
import { decimalFieldStorage } from './decimal.ts'
import { defineFieldStorage, type FieldStorage } from './field-storage.ts'
import { badValue } from './operand.ts'
import { plainTextStorage } from './text.ts'

type Options = Record<string, unknown>
const results: Readonly<Record<string, FieldStorage>> = {
  text: plainTextStorage,
  decimal: decimalFieldStorage,
  boolean: booleanStorage,
  date: dateStorage,
  datetime: datetimeStorage,
}
const storageOf = (options: Options): FieldStorage => results[resultType(options).name] as FieldStorage
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
  lake: (name, options) => storageOf(options).lake(name, resultOptions(options)),
  toLake: (value, name, options) => storageOf(options).toLake(value, name, resultOptions(options)),
  lakeFilter: (op, value, name, options, ref, param, context) =>
    allowed(op, name, options).lakeFilter(op, value, name, resultOptions(options), ref, param, context),
})

/** PostgreSQL type by which a formula's column sorts. */
export const formulaSortType = (options: Options): string => storageOf(options).sortType ?? 'text'
