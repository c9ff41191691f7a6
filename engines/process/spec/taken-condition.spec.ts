import { describe, expect, it } from 'vitest'
import { fitsTaken, takenConditionProblems, takenConditionsIn } from '../rules/taken-condition.rule.ts'

const fits = (op: string, value: unknown, told: unknown): boolean =>
  fitsTaken(takenConditionsIn([{ name: 'v', op, value }]), { values: { v: told } })

describe('a branch by a value that the run took along', () => {
  it.each([
    ['eq', 'A', 'a', true],
    ['eq', '12', 12, true],
    ['eq', '12.0', '12', true],
    ['eq', 'true', true, true],
    ['eq', 'A', null, false],
    ['ne', 'A', 'B', true],
    ['ne', 'A', null, true],
    ['gt', 60, '61', true],
    ['gt', '60', 60, false],
    ['gte', '60', 60, true],
    ['lt', 60, null, false],
    ['lt', 60, 'many', false],
    ['lte', '2026-11-30', '2026-11-27T10:00:00Z', true],
    ['contains', 'VIP', 'gold-vip', true],
    ['contains', 'vip', null, false],
    ['empty', null, '', true],
    ['empty', null, 0, false],
    ['not_empty', null, false, true],
  ])('%s %j of %j: %s', (op, value, told, held) => {
    expect(fits(op, value, told)).toBe(held)
  })

  it('holds where all of its questions do, and asks nothing where it has none', () => {
    const both = takenConditionsIn([
      { name: 'grade', op: 'eq', value: 'A' },
      { name: 'points', op: 'gte', value: 50 },
    ])
    expect(fitsTaken(both, { values: { grade: 'A', points: 50 } })).toBe(true)
    expect(fitsTaken(both, { values: { grade: 'A', points: 49 } })).toBe(false)
    expect(fitsTaken(both, {})).toBe(false)
    expect(fitsTaken([], {})).toBe(true)
  })

  it.each([
    ['nothing', undefined, 0],
    ['a whole question', [{ name: 'v', op: 'eq', value: 'A' }], 0],
    ['one that needs nothing to compare with', [{ name: 'v', op: 'empty' }], 0],
    ['an operator that is none', [{ name: 'v', op: 'like', value: 'A' }], 1],
    ['nothing to compare with', [{ name: 'v', op: 'gt', value: '' }], 1],
    ['no plain value', [{ name: 'v', op: 'eq', value: { deep: 1 } }], 1],
    ['no list', { name: 'v' }, 1],
    ['too many', Array.from({ length: 11 }, () => ({ name: 'v', op: 'empty' })), 1],
  ])('%s', (_case, taken, problems) => {
    expect(takenConditionProblems([{ outlet: 'a', taken }], '/nodes/0/config/branches')).toHaveLength(problems)
  })
})
