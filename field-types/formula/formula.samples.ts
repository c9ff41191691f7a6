import { type FieldSamples, decimalOperands, decimals } from '../../kernel/field-types/spec/samples.testing.ts'

export const formulaSamples: FieldSamples = {
  options: { result: 'decimal', expression: '1' },
  stored: decimals(4),
  operand: decimalOperands,
}
