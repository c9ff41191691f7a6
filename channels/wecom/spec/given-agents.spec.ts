import { Refusal } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { mergeAgents } from '../corp/given-agents.rule.ts'

const problemsOf = (act: () => unknown) => {
  try {
    act()
    return []
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    return cause.problems.map(({ path, code }) => `${path} ${code}`)
  }
}
const kept = [{ agent_id: 2, secret: 'kept', name: 'two', callback_token: 't' }]

describe('agents as they are given', () => {
  it('keep what is not given of them, and lose who is not given at all', () => {
    expect(mergeAgents([{ agent_id: 2, name: 'renamed' }], { kept, main: 1 })).toEqual([
      { agent_id: 2, secret: 'kept', name: 'renamed', callback_token: 't' },
    ])
    expect(mergeAgents([], { kept, main: 1 })).toEqual([])
  })

  it('are refused at their places: without a secret, twice, as the main one, with a duty of another', () => {
    const wrong = [
      { agent_id: 3 },
      { agent_id: 2 },
      { agent_id: 2 },
      { agent_id: 1, secret: 's' },
      { agent_id: 4, secret: 's', duties: ['pages' as const] },
      { agent_id: 5, secret: 's', duties: ['pages' as const] },
    ]
    expect(problemsOf(() => mergeAgents(wrong, { kept, main: 1 }))).toEqual([
      '/agents/0/secret field.required',
      '/agents/2/agent_id wecom.agent_twice',
      '/agents/3/agent_id wecom.agent_twice',
      '/agents/5/duties wecom.duty_twice',
    ])
  })
})
