import {
  defineFieldType,
  label,
  maker,
  normaliseDecimal,
  numberOperators,
  orNull,
  plainNumber,
  plusDecimal,
  scaleOf,
  textOf,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface DecimalShape {
  readonly options: { readonly scale?: number; readonly min?: number; readonly max?: number }
  readonly value: string
}

const limits = (options: Record<string, unknown>) => ({
  scale: scaleOf(options),
  min: options.min as number | undefined,
  max: options.max as number | undefined,
})

/** Exact numbers of a fixed scale (2 unless said), carried as text. */
export const decimalType = defineFieldType({
  name: 'decimal',
  place: 50,
  label: label('小数', 'Decimal'),
  help: label('重量、面积', 'Weights and measures'),
  normalise: (input, options) => normaliseDecimal(input, limits(options)),
  fromText: (text, options) => normaliseDecimal(plainNumber(text), limits(options)),
  toText: textOf,
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  answers: ['double', 'int', 'uint'],
  customOptions: ['scale', 'min', 'max'],
  firstAsk: ['gte'],
  expression: 'double',
  counts: 'parts',
  plus: plusDecimal,
  schema: (options) => ({
    read: orNull({ type: 'string', format: 'decimal' }, options),
    write: orNull({ type: ['string', 'number'] }, options),
  }),
  writable: true,
})
export const decimal = maker('decimal')
