import {
  computedMaker,
  defineFieldType,
  label,
  normaliseDecimal,
  numberOperators,
  orNull,
  plainNumber,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface RollUpShape {
  /** Aggregate over children: `child` object, its reference field `via`. */
  readonly options: {
    readonly child: string
    readonly via: string
    readonly measure: 'count' | 'sum' | 'min' | 'max'
    readonly of?: string
    readonly where?: unknown
    /** Sums of money are in the tenant's own currency, or in the one the parent's document is in (its children are all in it). */
    readonly currency?: 'base' | 'document'
  }
  readonly value: unknown
}

/** Digits behind the point that an aggregate keeps. */
export const rollUpScale = 4
const shown = (value: unknown): string =>
  value === null || value === undefined
    ? ''
    : String(value)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, '')

/** Count, sum, min or max over children, kept up to date by the write path. */
export const rollUpType = defineFieldType({
  name: 'roll_up',
  place: 260,
  label: label('汇总', 'Roll-up'),
  help: label('统计下级记录', 'Counts or sums related records'),
  normalise: (input) => normaliseDecimal(input, { scale: rollUpScale }),
  fromText: (text) => normaliseDecimal(plainNumber(text), { scale: rollUpScale }),
  toText: shown,
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  customOptions: ['child', 'via', 'measure', 'of', 'where'],
  checkOptions: ({ child, via, measure }) =>
    typeof child === 'string' && typeof via === 'string' && ['count', 'sum', 'min', 'max'].includes(String(measure))
      ? null
      : { at: 'child', reason: 'child, via and measure' },
  computed: 'children',
  firstAsk: ['gte'],
  expression: 'double',
  schema: (options) => ({
    read: orNull({ type: 'string', format: 'decimal' }, { ...options, required: false }),
    write: { type: 'null' },
  }),
  writable: false,
})
export const rollUp = computedMaker('roll_up')
