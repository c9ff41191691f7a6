import fc from 'fast-check'
import { type FieldSamples, letters } from '../../kernel/field-types/spec/samples.testing.ts'

export const longTextSamples: FieldSamples = {
  input: fc.string({ unit: 'grapheme', maxLength: 200 }),
  stored: letters,
}
