import { normaliseDecimal, plainNumber } from './decimal-text.ts'
import { defineFieldType } from './field-type.ts'
import { numberOperators } from './operators.ts'
import { orNull } from './plain-text.ts'

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
  normalise: (input) => normaliseDecimal(input, { scale: rollUpScale }),
  fromText: (text) => normaliseDecimal(plainNumber(text), { scale: rollUpScale }),
  toText: shown,
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  schema: (options) => ({
    read: orNull({ type: 'string', format: 'decimal' }, { ...options, required: false }),
    write: { type: 'null' },
  }),
  writable: false,
})
