import { normaliseDecimal, plainNumber, scaleOf } from './decimal-text.ts'
import { defineFieldType } from './field-type.ts'
import { numberOperators } from './operators.ts'
import { orNull, textOf } from './plain-text.ts'

const limits = (options: Record<string, unknown>) => ({
  scale: scaleOf(options),
  min: options.min as number | undefined,
  max: options.max as number | undefined,
})

/** Exact numbers of a fixed scale (2 unless said), carried as text. */
export const decimalType = defineFieldType({
  name: 'decimal',
  normalise: (input, options) => normaliseDecimal(input, limits(options)),
  fromText: (text, options) => normaliseDecimal(plainNumber(text), limits(options)),
  toText: textOf,
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  schema: (options) => ({
    read: orNull({ type: 'string', format: 'decimal' }, options),
    write: orNull({ type: ['string', 'number'] }, options),
  }),
  writable: true,
})
