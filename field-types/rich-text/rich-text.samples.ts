import fc from 'fast-check'
import { type FieldSamples, letters } from '../../kernel/field-types/spec/samples.testing.ts'

export const richTextSamples: FieldSamples = {
  input: fc.constantFrom('<p>hi &amp; bye</p>', '<b>1 &lt; 2</b><br>', 'plain'),
  stored: letters,
}
