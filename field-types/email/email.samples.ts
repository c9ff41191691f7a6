import fc from 'fast-check'
import { type FieldSamples, letters } from '../../kernel/field-types/spec/samples.testing.ts'

export const emailSamples: FieldSamples = {
  input: fc.emailAddress(),
  stored: letters,
}
