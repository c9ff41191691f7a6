import {
  defineFieldType,
  label,
  longTextOperators,
  maker,
  maskMiddle,
  normaliseText,
  sameSchema,
  textOf,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface LongTextShape {
  readonly options: { readonly max?: number }
  readonly value: string
}

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 20_000

/** Text of several lines. */
export const longTextType = defineFieldType({
  name: 'long_text',
  place: 20,
  label: label('多行文本', 'Long text'),
  help: label('备注、说明', 'Notes and descriptions'),
  normalise: (input, options) => normaliseText(input, { max: maxOf(options), lines: true }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options), lines: true }),
  toText: textOf,
  operators: longTextOperators,
  sortable: false,
  report: 'none',
  customOptions: ['max'],
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options) })),
  mask: (value) => maskMiddle(value, 1, 0),
  joined: '\n',
  writable: true,
  ofEvent: true,
})
export const longText = maker('long_text')
