import { describe, expect, it } from 'vitest'
import { bySettings, takenIn, takenProblems, takeValues, valueProblems } from '../rules/run-values.rule.ts'

const run = (id: string, values?: Readonly<Record<string, unknown>>) => ({ id, state: values ? { values } : {} })

describe('what a run takes along', () => {
  const taken = takenIn([{ name: '金额', path: 'order.amount' }, { name: 'note', path: 'note' }, { name: 'x' }])
  it('is read from a payload by its path', () => {
    expect(takeValues(taken, { order: { amount: 12 }, note: 'hi' })).toEqual({ taken: { 金额: 12, note: 'hi' } })
    expect(takeValues(taken, {})).toEqual({ taken: { 金额: null, note: null } })
  })
  it.each([[{ note: {} }], [{ note: ['a'] }], [{ note: 'x'.repeat(2001) }]])(
    'is refused where it is no plain value',
    (payload) => {
      expect(takeValues(taken, payload)).toEqual({ bad: 'note' })
    },
  )
  it.each([
    ['nothing', undefined, 0],
    ['names and paths', [{ name: 'a', path: 'b' }], 0],
    ['no list', { name: 'a' }, 1],
    ['a name that is none', [{ name: 'a b', path: 'b' }], 1],
    [
      'a name twice',
      [
        { name: 'a', path: 'b' },
        { name: 'a', path: 'c' },
      ],
      1,
    ],
    ['too many', Array.from({ length: 21 }, (_, n) => ({ name: `a${n}`, path: 'b' })), 1],
  ])('%s', (_case, values, problems) => {
    expect(takenProblems(values, '/trigger/values')).toHaveLength(problems)
  })
})

describe('the settings of a step', () => {
  const config = {
    title: '金额 {$amount}，{name}',
    values: { score: { run: 'amount' }, other: { path: 'name' } },
    tags: ['{$amount}'],
  }
  it('are filled for runs, and runs with the same values go as one set', () => {
    const [one, two, three] = [run('1', { amount: 5 }), run('2', { amount: 6 }), run('3', { amount: 5 })]
    const told = bySettings(config, [one, two, three])
    expect(told.map(([, runs]) => runs.map(({ id }) => id))).toEqual([['1', '3'], ['2']])
    expect(told[0]?.[0]).toEqual({ title: '金额 5，{name}', values: { score: 5, other: { path: 'name' } }, tags: ['5'] })
  })
  it('are as they are where they ask for nothing, and empty where the run has nothing', () => {
    const plain = { title: '{name}' }
    expect(bySettings(plain, [run('1'), run('2')])).toEqual([[plain, [run('1'), run('2')]]])
    expect(bySettings({ title: 'x{$amount}', v: { run: 'amount' } }, [run('1')])[0]?.[0]).toEqual({ title: 'x', v: null })
  })
  it('take no places from outside: a text that is told does not read the record', () => {
    expect(bySettings({ title: '{$amount}' }, [run('1', { amount: '{phone}' })])[0]?.[0]).toEqual({ title: '｛phone｝' })
  })
  it('may ask for what the trigger takes, and for nothing else', () => {
    const hook = { on: 'hook', path: 'id', field: 'id', values: [{ name: 'amount', path: 'a' }] }
    expect(valueProblems([{ step: 'x', config }], hook)).toEqual([])
    expect(valueProblems([{ step: 'x', config }], { on: 'manual' })).toEqual([
      { path: '/nodes/0/config', code: 'unknown_value', params: { value: 'amount' } },
    ])
  })
})
