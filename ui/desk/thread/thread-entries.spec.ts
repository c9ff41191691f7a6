import { describe, expect, it } from 'vitest'
import { type Bubble, threadOf } from './thread-entries.ts'

const bubble = (id: string, at: string, more: Partial<Bubble> = {}): Bubble => ({
  kind: 'bubble',
  id,
  side: 'out',
  text: id,
  at,
  who: null,
  ...more,
})
const event = (id: string, at: string) => ({
  lead: {
    id,
    at,
    name: id,
    object: null,
    record: null,
    title: null,
    actor: { kind: 'user', id: '', title: null },
    payload: {},
    changes: {},
    act: id,
    cause: null,
  },
  rest: [],
})

describe('a thread', () => {
  it('is in the order of its moments, whatever an entry is', () => {
    const thread = threadOf({
      said: [bubble('b', '2026-11-01T10:02:00Z'), bubble('a', '2026-11-01T10:00:00Z', { side: 'in' })],
      told: [bubble('note', '2026-11-01T10:03:00Z', { side: 'note' })],
      events: [event('taken', '2026-11-01T10:01:00Z')],
    })
    expect(thread.map(({ id }) => id)).toEqual(['a', 'taken', 'b', 'note'])
  })
  it('says words once: the message that was sent, not the act that sent it', () => {
    const sent = bubble('sent', '2026-11-01T10:00:01Z', { text: 'We will send a new one tomorrow' })
    const answered = bubble('answered', '2026-11-01T10:00:00Z', { text: 'We will send a new' })
    expect(threadOf({ said: [sent], told: [answered], events: [] }).map(({ id }) => id)).toEqual(['sent'])
    const later = { ...answered, at: '2026-11-01T11:00:00Z' }
    expect(threadOf({ said: [sent], told: [later], events: [] })).toHaveLength(2)
  })
})
