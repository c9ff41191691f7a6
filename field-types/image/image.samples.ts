import fc from 'fast-check'
import { type FieldSamples, severalOf, someId } from '../../kernel/field-types/spec/samples.testing.ts'

export const imageSamples: FieldSamples = {
  input: fc.uniqueArray(fc.uuid(), { maxLength: 3 }),
  stored: severalOf(someId),
  operand: someId,
}
