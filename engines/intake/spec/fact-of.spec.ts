import { describe, expect, it } from 'vitest'
import { factOf } from '../rules/fact-of.rule.ts'

const envelope = { channel: 'collect', message_id: 'm1', kind: 'k', body: {}, received_at: '2026-01-01T00:00:00.000Z' }
const said = { name: 'page.viewed', occurred_at: '2025-12-31T23:59:00.000Z', identifiers: [], payload: {} }

describe('what a channel says', () => {
  it('is known by its envelope and its place in it, unless it has a key of its own', () => {
    expect(factOf(envelope as never, said as never, 2).key).toBe('collect:m1:2')
    expect(factOf(envelope as never, { ...said, key: 'own' } as never, 2).key).toBe('own')
  })
  it('names nobody by what the sender wrote into the payload himself', () => {
    const forged = {
      ...said,
      payload: { url: '/a', identifiers: [{ type: 'user_id', value: '1' }], traits: { name: 'x' }, channel: 'wecom' },
    }
    expect(factOf(envelope as never, forged as never, 0).payload).toEqual({ url: '/a', channel: 'collect' })
    const proven = { ...said, identifiers: [{ type: 'anonymous_id', value: 'a1' }], traits: { name: '林' } }
    expect(factOf(envelope as never, proven as never, 0).payload).toEqual({
      channel: 'collect',
      identifiers: [{ type: 'anonymous_id', value: 'a1' }],
      traits: { name: '林' },
    })
  })
})
