import { computedMaker, defineFieldType, type FieldType, type FilterOperator, label } from '@lianke/kernel/field-type'
import { booleanType } from '../boolean/boolean.type.ts'
import { dateType } from '../date/date.type.ts'
import { datetimeType } from '../datetime/datetime.type.ts'
import { decimalType } from '../decimal/decimal.type.ts'
import { textType } from '../text/text.type.ts'

/** What a field of this type may say of itself, and its value. */
export interface FormulaShape {
  /** CEL over the record's own fields; `result` is the type of the answer. */
  readonly options: { readonly expression: string; readonly result: 'text' | 'decimal' | 'boolean' | 'date' | 'datetime' }
  readonly value: unknown
}

const results = { text: textType, decimal: decimalType, boolean: booleanType, date: dateType, datetime: datetimeType } as const

const isResult = (name: unknown): name is keyof typeof results => typeof name === 'string' && Object.hasOwn(results, name)

/** The type that a formula's answer has; decimals keep four digits. */
export const resultType = (options: Record<string, unknown>): FieldType =>
  results[isResult(options.result) ? options.result : 'text']
export const resultOptions = (options: Record<string, unknown>): Record<string, unknown> =>
  options.result === 'decimal' ? { scale: (options.scale as number | undefined) ?? 4 } : { max: 2000 }

const operators = [...new Set(Object.values(results).flatMap((type): readonly FilterOperator[] => type.operators))]

/** CEL over the record's own fields, computed when the record is written. `normalise` takes the computed answer. */
export const formulaType = defineFieldType({
  name: 'formula',
  place: 250,
  label: label('公式', 'Formula'),
  help: label('由其他字段算出', 'Calculated from other fields'),
  normalise: (input, options, context) => resultType(options).normalise(input, resultOptions(options), context),
  fromText: (text, options, context) => resultType(options).fromText(text, resultOptions(options), context),
  toText: (value, options, context) => resultType(options).toText(value, resultOptions(options), context),
  operators,
  sortable: true,
  report: 'dimension',
  customOptions: ['expression', 'result'],
  checkOptions: ({ expression, result }) =>
    typeof expression === 'string' && typeof result === 'string' && Object.hasOwn(results, result)
      ? null
      : { at: 'expression', reason: 'an expression and its result' },
  computed: 'expression',
  answer: 'result',
  schema: (options) => resultType(options).schema(resultOptions(options)),
  writable: false,
})
export const formula = computedMaker('formula')
