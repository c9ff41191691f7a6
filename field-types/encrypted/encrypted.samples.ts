import fc from 'fast-check'
import { type FieldSamples, letters } from '../../kernel/field-types/spec/samples.testing.ts'

export const encryptedSamples: FieldSamples = {
  input: fc.string({ unit: 'grapheme', maxLength: 60 }),
  stored: letters,
}
