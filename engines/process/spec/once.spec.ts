import { describe, expect, it } from 'vitest'
import { wayTakenBefore } from '../rules/once.rule.ts'
import { exitStep } from '../steps/exit.step.ts'
import { waitStep } from '../steps/wait.step.ts'

const node = (id: string, next: string | null) => ({ id, step: 'flow.wait', config: {}, next: { next } })
const straight = { entry: 'a', nodes: [node('a', 'b'), node('b', null)] }
const round = { entry: 'a', nodes: [node('a', 'b'), node('b', 'a')] }
const at = '2026-11-01T00:00:00.000Z'
const passed = { node: 'a', at, left: at, outlet: 'next' }
const asked = (
  run: { trail?: { node: string; at: string; left?: string; outlet?: string }[]; state?: Record<string, unknown> },
  graph = straight,
  step = waitStep,
) => wayTakenBefore({ node: 'a', trail: [], state: {}, ...run }, { graph, node: node('a', 'b'), step })

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
})
