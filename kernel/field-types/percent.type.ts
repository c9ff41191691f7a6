import { normaliseDecimal, plainNumber, scaleOf } from './decimal-text.ts'
import { defineFieldType } from './field-type.ts'
import { numberOperators } from './operators.ts'
import { halfWidth, orNull } from './plain-text.ts'

const limits = (options: Record<string, unknown>) => ({
  scale: scaleOf(options),
  min: options.min as number | undefined,
  max: options.max as number | undefined,
})
const withoutSign = (text: string): string => plainNumber(halfWidth(text).replace(/\s*%$/, ''))

/** `12.5` means 12.5 %. */
export const percentType = defineFieldType({
  name: 'percent',
  normalise: (input, options) =>
    normaliseDecimal(typeof input === 'string' ? input.replace(/\s*%\s*$/, '') : input, limits(options)),
  fromText: (text, options) => normaliseDecimal(withoutSign(text), limits(options)),
  toText: (value) => (value === null || value === undefined ? '' : `${value}%`),
  operators: numberOperators,
  sortable: true,
  report: 'measure',
  schema: (options) => ({
    read: orNull({ type: 'string', format: 'decimal' }, options),
    write: orNull({ type: ['string', 'number'] }, options),
  }),
  writable: true,
})
