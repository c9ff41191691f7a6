import fc from 'fast-check'
import { type FieldSamples, letters, severalOf } from '../../kernel/field-types/spec/samples.testing.ts'

export const tagsSamples: FieldSamples = {
  input: fc.uniqueArray(
    fc.string({
      unit: fc.constantFrom('a', '张', '1', '-', '.', ',', '，', ';', '；', '、', '|', '"', ' ', "'", '='),
      minLength: 1,
      maxLength: 10,
    }),
    {
      maxLength: 5,
    },
  ),
  stored: severalOf(letters),
  operand: letters,
}
