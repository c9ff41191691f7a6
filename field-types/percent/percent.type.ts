import {
  cellNumber,
  defineFieldType,
  halfWidth,
  label,
  maker,
  normaliseDecimal,
  numberOperators,
  orNull,
  plusDecimal,
  scaleOf,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface PercentShape {
  readonly options: { readonly scale?: number; readonly min?: number; readonly max?: number }
  readonly value: string
}

const limits = (options: Record<string, unknown>) => ({
  scale: scaleOf(options),
  min: options.min as number | undefined,
  max: options.max as number | undefined,
})
const withoutSign = (text: string): string => halfWidth(text).replace(/\s*%$/, '')

/** `12.5` means 12.5 %. */
export const percentType = defineFieldType({
  name: 'percent',
  place: 60,
  label: label('百分比', 'Percent'),
  help: label('折扣、概率', 'Discounts and odds'),
  normalise: (input, options) =>
    normaliseDecimal(typeof input === 'string' ? input.replace(/\s*%\s*$/, '') : input, limits(options)),
  fromText: (text, options, { round }) =>
    normaliseDecimal(cellNumber(withoutSign(text), { scale: scaleOf(options), round }), limits(options)),
  toText: (value) => (value === null || value === undefined ? '' : `${value}%`),
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  customOptions: ['scale', 'min', 'max'],
  firstAsk: ['gte'],
  expression: 'double',
  plus: plusDecimal,
  schema: (options) => ({
    read: orNull({ type: 'string', format: 'decimal' }, options),
    write: orNull({ type: ['string', 'number'] }, options),
  }),
  writable: true,
})
export const percent = maker('percent')
