import fc from 'fast-check'
import { type FieldSamples } from '../../kernel/field-types/spec/samples.testing.ts'

export const booleanSamples: FieldSamples = {
  input: fc.boolean(),
  stored: fc.boolean(),
}
