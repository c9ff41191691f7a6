import fc from 'fast-check'
import { type FieldSamples } from '../../kernel/field-types/spec/samples.testing.ts'

export const geoSamples: FieldSamples = {
  input: fc.record({ lat: fc.double({ min: -90, max: 90, noNaN: true }), lng: fc.double({ min: -180, max: 180, noNaN: true }) }),
  stored: fc.record({
    lat: fc.constantFrom(31.2304, 31.25, 39.9, -33.8, 0),
    lng: fc.constantFrom(121.4737, 121.5, 116.4, 151.2, 179.9),
  }),
}
