import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, context, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('e-mail', () => {
  it('is kept in small letters, so that one address is one', () =>
    all(taken('email'), [
      ['Li.Lei+a@EXAMPLE.Com', 'li.lei+a@example.com'],
      ['mailto:a@b.cn', 'a@b.cn'],
      ['张三@例子.中国', '张三@例子.中国'],
    ]))
  it('of a cell is the first that it says; others are told, not dropped', () => {
    const told = (text: string) => fieldTypes.email.fromText(text, {}, context)
    expect(told('a@b.cn; c@d.cn')).toEqual({ value: 'a@b.cn', rest: 'c@d.cn' })
    expect(told('张三 <Zhang@B.cn>')).toEqual({ value: 'zhang@b.cn' })
    expect(told('a@b')).toEqual({ problem: 'field.email_invalid' })
  })
  it('is refused when it is none', () => {
    for (const text of ['x', 'x@y', '@b.cn', 'a@b..cn', 'a..b@c.cn', 'a@-b.cn', 'a b@c.cn', `${'a'.repeat(65)}@b.cn`])
      expect(taken('email')(text), text).toBe('field.email_invalid')
  })
  it('is recognised in a column, and a column of numbers is not taken for it', () => {
    const { resembles, contradicts } = fieldTypes.email
    expect(resembles?.(['a@b.cn', 'c@d.com', 'e@f.cn'])).toBeGreaterThan(0.5)
    expect(resembles?.(['a', 'b'])).toBe(0)
    expect(contradicts?.(['1', '2'])).toBe(true)
    expect(contradicts?.(['a@b.cn', 'x'])).toBe(false)
  })
})
