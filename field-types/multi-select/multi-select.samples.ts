import { option } from '@lianke/kernel'
import fc from 'fast-check'
import { type FieldSamples, severalOf } from '../../kernel/field-types/spec/samples.testing.ts'

export const multiSelectSamples: FieldSamples = {
  options: { options: [option('a', '甲', 'A'), option('b', '乙', 'B'), option('c', '丙', 'C')] },
  input: fc.subarray(['a', 'b']),
  stored: severalOf(fc.constantFrom('a', 'b', 'c')),
  operand: fc.constantFrom('a', 'b', 'c', 'z'),
}
