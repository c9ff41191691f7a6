import { describe, expect, it } from 'vitest'
import { fieldTypes, option } from '@lianke/kernel'
import { all, context, read } from '../../kernel/field-types/spec/cases.testing.ts'

const options = { options: [option('new', '新建', 'New'), option('done', '完成，归档', 'Done')] }

describe('multi-select', () => {
  it('is split where people divide it, each taken by value or label', () =>
    all(read('multi_select', options), [
      ['新建|Done', ['new', 'done']],
      ['完成，归档', ['done']],
      ['new,new', ['new']],
      ['new,gone', 'field.not_an_option'],
      ['"完成，归档"|新建', ['done', 'new']],
      ['"完成，归档", "New"', ['done', 'new']],
      ['"完成，归档" 新建', 'field.not_an_option'],
    ]))
  it('is written so that it is read as the same: what divides stands in quotation marks', () => {
    const several = { options: [option('x', 'A, B', 'A, B'), option('a', 'A', 'A'), option('q', 'B "C"', 'B "C"')] }
    const text = fieldTypes.multi_select.toText(['x', 'q', 'a'], several, context)
    expect(text).toBe('"A, B"|"B ""C"""|A')
    expect(read('multi_select', several)(text)).toEqual(['x', 'q', 'a'])
    // Not in quotation marks it is several, if it can be.
    const both = { options: [...several.options, option('c', 'B', 'B')] }
    expect(read('multi_select', both)('A, B')).toEqual(['a', 'c'])
  })
})
