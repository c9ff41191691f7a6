import { describe, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('point on the globe', () => {
  it('keeps points on the globe', () =>
    all(taken('geo'), [
      [
        { lat: 31.2304, lng: 121.4737 },
        { lat: 31.2304, lng: 121.4737 },
      ],
      ['31.2304, 121.4737', { lat: 31.2304, lng: 121.4737 }],
      [{ lat: 91, lng: 0 }, 'field.out_of_range'],
      [{ lat: 0, lng: 181 }, 'field.out_of_range'],
      [{ lat: '1', lng: 1 }, 'field.wrong_type'],
    ]))
})
