import { describe, expect, it } from 'vitest'
import { goalShare } from '../rules/goal-share.rule.ts'
import { unspoken } from '../rules/unspoken.rule.ts'

describe('the share that reached the goal', () => {
  it('has one place behind the point and never more than all', () => {
    expect(goalShare({ entered: 3, goal: 1 })).toBe(33.3)
    expect(goalShare({ entered: 2, goal: 3 })).toBe(100)
  })
  it('is nothing where nobody came', () => expect(goalShare({ entered: 0, goal: 0 })).toBe(0))
})

describe('segments that nobody speaks to', () => {
  const segment = (id: string, member_count: number | null) => ({ id, version: 1, member_count })
  const [small, large, empty, uncounted] = [segment('a1', 5), segment('b2', 50), segment('c3', 0), segment('d4', null)]

  it('are those with people in them, the largest first', () =>
    expect(unspoken([small, empty, large, uncounted], [])).toEqual([large, small]))

  it('are none that a journey begins with or asks for', () => {
    const begins = { trigger: { on: 'segment', segment: 'b2', change: 'entered' }, condition: null }
    const asks = { trigger: { on: 'manual' }, condition: { and: [{ segment: 'a1' }] } }
    expect(unspoken([small, large], [begins])).toEqual([small])
    expect(unspoken([small, large], [begins, asks])).toEqual([])
  })
})
