import {
  defineFieldType,
  label,
  linearPattern,
  maker,
  maskMiddle,
  normaliseText,
  sameSchema,
  textOf,
  textOperators,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface TextShape {
  /** `names`: the value is the name of a channel of the product and is shown by its label, of a company of a channel's vendor, or (in a step) of a field of the record, of an event, or of an act on it. */
  readonly options: {
    readonly max?: number
    readonly pattern?: string
    readonly names?: 'channel' | 'company' | 'field' | 'command' | 'event'
  }
  readonly value: string
}

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 255

const matching = (pattern: unknown) => (text: string) =>
  typeof pattern === 'string' && linearPattern(pattern)?.whole(text) === false
    ? { problem: 'field.pattern_mismatch', params: { pattern } }
    : { value: text }

/** One line of text, at most 255 characters unless said. */
export const textType = defineFieldType({
  name: 'text',
  place: 10,
  label: label('文本', 'Text'),
  help: label('一行文字', 'One line'),
  normalise: (input, options) => normaliseText(input, { max: maxOf(options), then: matching(options.pattern) }),
  fromText: (text, options) => normaliseText(text, { max: maxOf(options), then: matching(options.pattern) }),
  toText: textOf,
  operators: textOperators,
  sortable: true,
  report: 'dimension',
  answers: ['string'],
  customOptions: ['max', 'pattern'],
  checkOptions: ({ pattern }) =>
    pattern === undefined || (typeof pattern === 'string' && linearPattern(pattern))
      ? null
      : { at: 'pattern', reason: 'a regular expression that needs no look-around and no back reference' },
  key: 'text',
  account: true,
  verbatim: true,
  schema: sameSchema((options) => ({
    type: 'string',
    maxLength: maxOf(options),
    ...(options.pattern ? { pattern: `^(?:${options.pattern})$` } : {}),
  })),
  mask: (value) => maskMiddle(value, 1, 0),
  joined: ' ',
  writable: true,
  ofEvent: true,
})
export const text = maker('text')
