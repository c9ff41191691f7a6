import { option } from '@lianke/kernel'
import fc from 'fast-check'
import { type FieldSamples } from '../../kernel/field-types/spec/samples.testing.ts'

export const selectSamples: FieldSamples = {
  options: { options: [option('a', '甲，一', 'A, one'), option('b', '乙', 'B'), option('c', '丙', 'C')] },
  input: fc.constantFrom('a', 'b'),
  stored: fc.constantFrom('a', 'b', 'c'),
}
