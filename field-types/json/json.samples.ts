import fc from 'fast-check'
import { type FieldSamples } from '../../kernel/field-types/spec/samples.testing.ts'

export const jsonSamples: FieldSamples = {
  input: fc.jsonValue({ maxDepth: 3 }),
  stored: fc.constantFrom({ a: 1 }, [1], 'x', 0, false),
}
