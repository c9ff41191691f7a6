import { type FieldSamples, letters } from '../../kernel/field-types/spec/samples.testing.ts'

export const autoNumberSamples: FieldSamples = {
  options: { pattern: 'A-{n}' },
  stored: letters,
}
