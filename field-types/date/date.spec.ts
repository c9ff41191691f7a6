import { describe, it } from 'vitest'
import { all, read, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('date', () => {
  it('is read as people and spreadsheets write it', () => {
    all(read('date'), [
      ['2024/3/5', '2024-03-05'],
      ['2024-3-5', '2024-03-05'],
      ['2024.03.05', '2024-03-05'],
      ['2024年3月5日', '2024-03-05'],
      ['20240305', '2024-03-05'],
      ['45356', '2024-03-05'],
      ['25/3/2024', '2024-03-25'],
      ['3/25/2024', '2024-03-25'],
      ['5/5/2024', '2024-05-05'],
      ['5/3/2024', 'field.ambiguous_date'],
      ['05/03/24', 'field.ambiguous_date'],
      ['90/3/7', '1990-03-07'],
      ['04/19/19', '2019-04-19'],
      ['1990', 'field.no_day'],
      ['1990年5月', 'field.no_day'],
      ['1990-5', 'field.no_day'],
      ['45356', '2024-03-05'],
      ['1234', 'field.wrong_type'],
      ['2024-02-30', 'field.no_such_date'],
      ['2023-02-29', 'field.no_such_date'],
      ['2024-02-29', '2024-02-29'],
      ['0024-01-01', 'field.out_of_range'],
      ['59', 'field.wrong_type'],
      ['yesterday', 'field.wrong_type'],
    ])
  })
  it('is taken from programs in ISO form only', () => {
    all(taken('date'), [
      ['2024-03-05', '2024-03-05'],
      ['2024/3/5', 'field.wrong_type'],
      ['2024-03-05T10:00:00Z', 'field.wrong_type'],
      [45356, 'field.wrong_type'],
    ])
  })
})
