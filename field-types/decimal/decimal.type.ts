import {
  defineFieldType,
  label,
  maker,
  normaliseDecimal,
  numberOperators,
  orNull,
  cellNumber,
  plainNumber,
  readDecimal,
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

/** `50%` of a spreadsheet is 0.5. */
const fromCell = (text: string, scale: number, round: boolean | undefined): string => {
  const [, share] = /^(.*\d)\s*[%％]$/.exec(text.trim()) ?? []
  const part = share === undefined ? null : readDecimal(plainNumber(share))
  const plain = part && share !== undefined ? `${plainNumber(share)}e-2` : text
  return cellNumber(plain, { scale, round })
}

/** Exact numbers of a fixed scale (2 unless said), carried as text. */
export const decimalType = defineFieldType({
  name: 'decimal',
  place: 50,
  label: label('小数', 'Decimal'),
  help: label('重量、面积', 'Weights and measures'),
  normalise: (input, options) => normaliseDecimal(input, limits(options)),
  fromText: (text, options, { round }) => normaliseDecimal(fromCell(text, scaleOf(options), round), limits(options)),
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
  ofEvent: true,
})
export const decimal = maker('decimal')
