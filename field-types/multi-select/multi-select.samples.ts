import { option } from '@lianke/kernel'
import fc from 'fast-check'
import { type FieldSamples, severalOf } from '../../kernel/field-types/spec/samples.testing.ts'

export const multiSelectSamples: FieldSamples = {
  options: {
    options: [
      option('a', '甲', 'A'),
      option('b', '乙', 'B'),
      option('c', '丙', 'C'),
      // Labels that hold what divides cells, are made of other labels, or are what another option is called.
      option('comma', '甲，乙', 'A, B'),
      option('bar', '甲|乙;丙', 'A|B;C'),
      option('marks', '"甲"、乙', '"A", or "B"'),
      option('mark', '5" 屏', 'A "quoted'),
      option('same', 'a', 'comma'),
      option('formula', '=甲', '+A'),
    ],
  },
  input: fc.subarray(['a', 'b', 'comma', 'bar', 'marks', 'mark', 'same', 'formula']),
  stored: severalOf(fc.constantFrom('a', 'b', 'c')),
  operand: fc.constantFrom('a', 'b', 'c', 'z'),
}
