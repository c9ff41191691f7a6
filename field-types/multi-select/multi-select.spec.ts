import { describe, it } from 'vitest'
import { option } from '@lianke/kernel'
import { all, read } from '../../kernel/field-types/spec/cases.testing.ts'

const options = { options: [option('new', '新建', 'New'), option('done', '完成，归档', 'Done')] }

describe('multi-select', () => {
  it('is split where people divide it, each taken by value or label', () =>
    all(read('multi_select', options), [
      ['新建|Done', ['new', 'done']],
      ['完成，归档', ['done']],
      ['new,new', ['new']],
      ['new,gone', 'field.not_an_option'],
    ]))
})
