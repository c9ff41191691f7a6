import { describe, it } from 'vitest'
import { all, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('datetime', () => {
  it('is read as people and spreadsheets write it', () => {
    all(read('datetime'), [
      ['2024/3/5 15:20', '2024-03-05T07:20:00.000Z'],
      ['2024年3月5日 下午3:20', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05T15:20:00+08:00', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05 15:20:00Z', '2024-03-05T15:20:00.000Z'],
      ['45356.5', '2024-03-05T04:00:00.000Z'],
      ['2024-03-05 24:00', 'field.no_such_date'],
    ])
  })
  it('is taken from programs in ISO form only', () => {
    all(taken('datetime'), [
      ['2024-03-05T07:20:00Z', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05T15:20', '2024-03-05T07:20:00.000Z'],
      ['2024-03-05T25:00:00Z', 'field.no_such_date'],
    ])
  })
})
