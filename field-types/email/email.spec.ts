import { describe, expect, it } from 'vitest'
import { fieldTypes } from '@lianke/kernel'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('e-mail', () => {
  it('is kept in small letters, so that one address is one', () =>
    all(taken('email'), [
      ['Li.Lei+a@EXAMPLE.Com', 'li.lei+a@example.com'],
      ['mailto:a@b.cn', 'a@b.cn'],
      ['张三@例子.中国', '张三@例子.中国'],
    ]))
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
