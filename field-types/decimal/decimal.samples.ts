import fc from 'fast-check'
import { type FieldSamples, decimalOperands, decimals } from '../../kernel/field-types/spec/samples.testing.ts'

export const decimalSamples: FieldSamples = {
  options: { scale: 4 },
  input: fc.integer().map((n) => n / 10_000),
  stored: decimals(4),
  operand: decimalOperands,
}
