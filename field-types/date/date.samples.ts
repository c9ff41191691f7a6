import fc from 'fast-check'
import { type FieldSamples, days, moments } from '../../kernel/field-types/spec/samples.testing.ts'

export const dateSamples: FieldSamples = {
  input: fc
    .date({ min: new Date('1900-01-01'), max: new Date('2299-12-31'), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10)),
  stored: days,
  operand: fc.oneof(days, moments),
}
