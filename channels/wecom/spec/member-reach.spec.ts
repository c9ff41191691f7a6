import { describe, expect, it } from 'vitest'
import { reachedBy } from '../receive/contact-facts.rule.ts'

describe('how a member is reached', () => {
  it('is what the vendor tells of it, the mail of the company first, each once', () => {
    expect(reachedBy({ mobile: ' 13800000001 ', email: 'Lin@Example.com', biz_mail: 'lin@corp.example' })).toEqual({
      mobile: '13800000001',
      emails: ['lin@corp.example', 'lin@example.com'],
    })
    expect(reachedBy({ email: 'lin@corp.example', biz_mail: 'LIN@corp.example' })).toEqual({ emails: ['lin@corp.example'] })
  })
  it('is not there where the vendor does not tell it', () => {
    expect(reachedBy({})).toEqual({})
    expect(reachedBy({ mobile: '', email: ' ', biz_mail: '' })).toEqual({})
  })
})
