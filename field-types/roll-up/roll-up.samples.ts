import { type FieldSamples, decimalOperands, decimals } from '../../kernel/field-types/spec/samples.testing.ts'

export const rollUpSamples: FieldSamples = {
  stored: decimals(4),
  operand: decimalOperands,
}
