import fc from 'fast-check'
import { type FieldSamples, days, moments } from '../../kernel/field-types/spec/samples.testing.ts'

export const datetimeSamples: FieldSamples = {
  stored: moments,
  operand: fc.oneof(days, moments),
}
