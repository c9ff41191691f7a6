import {
  addDecimals,
  cellNumber,
  defineFieldType,
  label,
  maker,
  type Normalised,
  numberOperators,
  readDecimal,
  sameSchema,
  textOf,
  wrongType,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface IntegerShape {
  readonly options: { readonly min?: number; readonly max?: number }
  readonly value: number
}

const limits = (options: Record<string, unknown>) => ({
  min: (options.min as number | undefined) ?? Number.MIN_SAFE_INTEGER,
  max: (options.max as number | undefined) ?? Number.MAX_SAFE_INTEGER,
})

const normalise = (input: unknown, options: Record<string, unknown>): Normalised => {
  if (input === null || input === undefined || (typeof input === 'string' && input.trim() === '')) return { value: null }
  const decimal = readDecimal(input)
  if (!decimal || decimal.fraction !== '') return wrongType('integer')
  const value = Number(`${decimal.negative ? '-' : ''}${decimal.whole}`)
  const { min, max } = limits(options)
  return value < min || value > max ? { problem: 'field.out_of_range', params: { min, max } } : { value }
}

/** Whole numbers within ±(2^53 − 1). */
export const integerType = defineFieldType({
  name: 'integer',
  place: 40,
  label: label('整数', 'Integer'),
  help: label('人数、次数', 'Counts'),
  normalise,
  fromText: (text, options, { round }) => normalise(cellNumber(text, { scale: 0, round }), options),
  toText: textOf,
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  customOptions: ['min', 'max'],
  firstAsk: ['gte'],
  expression: 'double',
  key: 'number',
  account: true,
  counts: 'whole',
  plus: (before, by, sign) => ({ value: Number(addDecimals(String(before ?? '0'), String(by), sign)) }),
  schema: sameSchema((options) => ({ type: 'integer', minimum: limits(options).min, maximum: limits(options).max })),
  writable: true,
  ofEvent: true,
})
export const integer = maker('integer')
