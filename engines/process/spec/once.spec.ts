import { describe, expect, it } from 'vitest'
import { wayTo } from '@lianke/kernel'
import { wayTakenBefore } from '../rules/once.rule.ts'
import { follow } from '../rules/run-move.rule.ts'
import type { RunRow } from '../statements/write-runs.statement.ts'
import { exitStep } from '../steps/exit.step.ts'
import { waitStep } from '../steps/wait.step.ts'

const node = (id: string, next: string | null) => ({ id, step: 'flow.wait', config: {}, next: { next } })
const straight = { entry: 'a', nodes: [node('a', 'b'), node('b', null)] }
const round = { entry: 'a', nodes: [node('a', 'b'), node('b', 'a')] }
const at = '2026-11-01T00:00:00.000Z'
const passed = { node: 'a', at, left: at, outlet: 'next' }
const asked = (run: { trail?: RunRow['trail']; state?: Record<string, unknown> }, graph = straight, step = waitStep) =>
  wayTakenBefore({ node: 'a', trail: [], state: {}, ...run }, { graph, node: node('a', 'b'), step })

describe('a step that a run came by before', () => {
  it('is passed by the way that was taken then', () => {
    expect(asked({ trail: [passed, { node: 'b', at, left: at, outlet: 'next' }] })).toBe('next')
    expect(asked({ state: { seen: { a: 'next' } } })).toBe('next')
  })
  it('is done where it never was, or not to its end', () => {
    expect(asked({})).toBeNull()
    expect(asked({ trail: [{ node: 'a', at }] })).toBeNull()
    expect(asked({ trail: [passed, { node: 'a', at }] })).toBeNull()
  })
  it('is done again where a circle leads back to it, and where the way of then is gone', () => {
    expect(asked({ trail: [passed] }, round)).toBeNull()
    expect(asked({ trail: [passed] }, straight, exitStep)).toBeNull()
  })
  it('is done again where somebody sent the run back since, and only what was passed until then', () => {
    const run: RunRow = {
      id: 'r',
      process: 'p',
      version: 1,
      subject_object: 'o',
      subject: 's',
      person: null,
      entry_key: 'k',
      node: 'b',
      outlet: wayTo('a'),
      status: 'active',
      due_at: null,
      wait_event: null,
      wait_where: null,
      state: {},
      cause: null,
      hops: 0,
      parent: null,
      entered_at: at,
      ended_at: null,
      end_reason: null,
      passed: 1,
      trail: [passed, { node: 'b', at }],
    }
    follow(run, node('b', null), waitStep, at)
    expect(run).toMatchObject({ node: 'a', outlet: null, status: 'active' })
    expect(asked(run)).toBeNull()
    // Passed once more, it counts again.
    run.trail.push(passed)
    expect(asked({ trail: [...run.trail, { node: 'b', at }] })).toBe('next')
  })
})
