import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutTags, withTags } from '../rules/change-tags.rule.ts'
import { wordOf } from '../rules/consent-word.rule.ts'

const exclusive = new Map([
  ['金卡', '等级'],
  ['银卡', '等级'],
])

describe('tags', () => {
  it('of an exclusive group give way to the newest of it', () => {
    expect(withTags({ current: ['银卡', '敏感肌'], add: ['金卡'], exclusive })).toEqual(['敏感肌', '金卡'])
    expect(withTags({ current: [], add: ['银卡', '金卡'], exclusive })).toEqual(['金卡'])
  })
  it('change nothing when all are there, or none is', () => {
    expect(withTags({ current: ['金卡'], add: ['金卡'], exclusive })).toBeNull()
    expect([withoutTags(['a'], ['b']), withoutTags(['a', 'b'], ['b'])]).toEqual([null, ['a']])
  })
  it('never stand twice, nor two of an exclusive group, however often they are added', () => {
    const names = fc.array(fc.constantFrom('金卡', '银卡', '敏感肌', '会员日'), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(names, { maxLength: 8 }), (turns) => {
        const tags = turns.reduce<string[]>((current, add) => withTags({ current, add, exclusive }) ?? current, [])
        expect(new Set(tags).size).toBe(tags.length)
        expect(tags.filter((name) => exclusive.has(name)).length).toBeLessThan(2)
      }),
    )
  })
})

describe('a word of consent', () => {
  const now = '2026-06-01T00:00:00.000Z'
  const old = '2025-01-01T00:00:00.000Z'
  const word = (row: object, before: object | null) => wordOf({ row, before, now } as never)
  it('is for every channel where it names none', () => {
    expect(word({ channel: null, status: 'granted', decided_at: old }, null).scope).toBe('*')
    expect(word({ channel: 'sms', status: 'granted', decided_at: old }, null).scope).toBe('sms')
  })
  it('that changes is said now, unless told otherwise; one that goes unknown was not said at all', () => {
    const before = { status: 'granted', decided_at: old }
    expect(word({ status: 'denied', decided_at: old }, before).decided_at).toBe(now)
    expect(word({ status: 'denied', decided_at: '2026-05-05T00:00:00.000Z' }, before).decided_at).toBe('2026-05-05T00:00:00.000Z')
    expect(word({ status: 'unknown', decided_at: old }, before).decided_at).toBe(old)
  })
})
