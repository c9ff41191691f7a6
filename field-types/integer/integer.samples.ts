import fc from 'fast-check'
import { type FieldSamples } from '../../kernel/field-types/spec/samples.testing.ts'

export const integerSamples: FieldSamples = {
  input: fc.maxSafeInteger(),
  stored: fc.integer({ min: -5, max: 5 }),
}
