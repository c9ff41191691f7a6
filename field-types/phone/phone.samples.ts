import fc from 'fast-check'
import { type FieldSamples } from '../../kernel/field-types/spec/samples.testing.ts'

const numbers = fc.constantFrom('+8613800138000', '+8613900139000', '+861012345678')

export const phoneSamples: FieldSamples = {
  input: fc.constantFrom('13800138000', '+14155552671', '010-12345678'),
  stored: numbers,
  operand: fc.oneof(numbers, fc.constantFrom('138 0013 8000', '0139', '86-139')),
}
