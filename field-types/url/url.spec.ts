import { describe, expect, it } from 'vitest'
import { all, taken } from '../../kernel/field-types/spec/cases.testing.ts'

describe('address of a page', () => {
  it('is completed where only its scheme is missing', () =>
    all(taken('url'), [
      ['https://a.b/c?d=1', 'https://a.b/c?d=1'],
      ['www.example.com', 'https://www.example.com/'],
    ]))
  it('is refused when it is none, or leads elsewhere than to a page', () => {
    for (const text of ['javascript:alert(1)', 'ftp://a.b', 'http://', 'data:text/html,x', 'http://user:pass@a.b', 'hello'])
      expect(taken('url')(text), text).toBe('field.url_invalid')
  })
})
