import { describe, expect, it } from 'vitest'
import { reachIn } from '../rules/member-reach.rule.ts'

const context = { zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' } as const

describe('how a directory reaches a member', () => {
  it('is kept as our fields keep it', () => {
    expect(reachIn({ mobile: '138 0000 0001', emails: ['Lin@Example.com', 'lin@example.com'] }, context)).toEqual({
      phone: '+8613800000001',
      emails: ['lin@example.com'],
    })
  })
  it('is nothing where it is told in another shape, or is no number and no address', () => {
    for (const told of [{}, { mobile: 'no number', emails: ['no address'] }, { mobile: 138, emails: 'lin@example.com' }])
      expect(reachIn(told, context)).toEqual({ phone: null, emails: [] })
  })
})
