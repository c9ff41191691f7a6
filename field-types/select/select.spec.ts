import { describe, expect, it } from 'vitest'
import { fieldTypes, option } from '@lianke/kernel'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

const options = { options: [option('new', '新建', 'New'), option('done', '完成，归档', 'Done')] }

describe('select', () => {
  it('is taken by value and by label in either language', () =>
    all(taken('select', options), [
      ['new', 'new'],
      ['新建', 'new'],
      ['NEW', 'new'],
      ['完成，归档', 'done'],
      ['gone', 'field.not_an_option'],
      [['new'], 'field.wrong_type'],
    ]))
  it('is not described without choices, twice the same, or in one language', () => {
    const { checkOptions } = fieldTypes.select
    expect(checkOptions?.(options)).toBeNull()
    for (const wrong of [
      {},
      { options: [] },
      { options: [null] },
      { options: [option('a', '甲', 'A'), option('a', '乙', 'B')] },
      { options: [option('a', '甲', '')] },
    ])
      expect(checkOptions?.(wrong), JSON.stringify(wrong)).toMatchObject({ at: 'options' })
  })
})
