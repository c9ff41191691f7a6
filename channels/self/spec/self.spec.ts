import type { ChannelHost, PostedEnvelope } from '@lianke/kernel'
import { describe, expect, it } from 'vitest'
import { self, selfActions, selfAsked } from '../index.ts'

const inbox = (): { host: ChannelHost; posted: Map<string, PostedEnvelope> } => {
  const posted = new Map<string, PostedEnvelope>()
  const host = {
    post: async (envelope: PostedEnvelope) => {
      const key = `${envelope.channel}:${envelope.message_id}`
      if (!posted.has(key)) posted.set(key, envelope)
    },
  } as unknown as ChannelHost
  return { host, posted }
}
const request = (action: string, content: Record<string, unknown>, person: string | null = 'p1') => ({
  intent: 'run1/node1/1',
  action,
  person,
  address: null,
  content,
})

describe('the house writes to itself', () => {
  it('posts one envelope per intent, however often it is delivered', async () => {
    const { host, posted } = inbox()
    for (let attempt = 0; attempt < 3; attempt++)
      expect(await self.deliver?.(host, request('self.add_tag', { tags: ['VIP'] }))).toEqual({
        status: 'sent',
        reference: 'run1/node1/1',
      })
    expect([...posted.values()]).toEqual([
      {
        channel: 'self',
        message_id: 'run1/node1/1',
        kind: 'self.add_tag',
        body: { tags: ['VIP'], person: 'p1', intent: 'run1/node1/1' },
      },
    ])
  })

  it('becomes a fact on the person, under a key of the intent', async () => {
    const { host, posted } = inbox()
    await self.deliver?.(host, request('self.create_task', { title: '回访', due_in_hours: 24 }))
    const [envelope] = posted.values()
    const facts = await self.translate?.(host, { ...envelope!, id: 'e1', received_at: '2026-11-22T00:00:00.000Z' })
    expect(facts).toEqual([
      {
        name: 'self.create_task.asked',
        occurred_at: '2026-11-22T00:00:00.000Z',
        identifiers: [],
        person: 'p1',
        payload: { title: '回访', due_in_hours: 24, intent: 'run1/node1/1' },
        key: 'self:run1/node1/1',
      },
    ])
  })

  it('emits the named event itself', async () => {
    const { host } = inbox()
    const facts = await self.translate?.(host, {
      id: 'e',
      channel: 'self',
      message_id: 'i',
      kind: 'self.emit',
      received_at: '2026-11-22T00:00:00.000Z',
      body: { person: 'p1', intent: 'i', event: 'order.reminded', payload: { order: 'o1' } },
    })
    expect(facts?.[0]).toMatchObject({ name: 'order.reminded', person: 'p1', payload: { order: 'o1' } })
  })

  it.each([
    ['self.fly', { tags: ['a'] }, 'p1', 'self.unknown_action'],
    ['self.add_tag', { tags: ['a'] }, null, 'self.no_person'],
    ['self.add_tag', { tags: [] }, 'p1', 'self.missing_tags'],
    ['self.create_task', {}, 'p1', 'self.missing_title'],
    ['self.emit', { event: 'Bad Name' }, 'p1', 'self.bad_event_name'],
  ])('refuses %s %o for %s with %s and posts nothing', async (action, content, person, reason) => {
    const { host, posted } = inbox()
    expect(await self.deliver?.(host, request(action, content, person))).toEqual({ status: 'refused', reason })
    expect(posted.size).toBe(0)
  })

  it('declares an event for every action but emit', () => {
    expect(selfAsked.map((event) => event.name)).toEqual(
      selfActions.filter((a) => a.name !== 'self.emit').map((a) => `${a.name}.asked`),
    )
  })
})
