import fc from 'fast-check'
import { type FieldSamples, someId } from '../../kernel/field-types/spec/samples.testing.ts'

export const departmentSamples: FieldSamples = {
  input: fc.uuid(),
  stored: someId,
}
