import fc from 'fast-check'
import { type FieldSamples, decimalOperands, decimals } from '../../kernel/field-types/spec/samples.testing.ts'

export const percentSamples: FieldSamples = {
  input: fc.integer({ min: -1e6, max: 1e6 }).map((n) => n / 100),
  stored: decimals(2),
  operand: decimalOperands,
}
