import { defineChannel, label } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

const sent: { person: string | null; content: Record<string, unknown> }[] = []
const sms = defineChannel({
  name: 'sms',
  label: label('短信', 'SMS'),
  actions: [{ name: 'sms.send', label: label('发短信', 'Send'), fields: {}, touches: false }],
  deliver: async (_host, { person, content }) => {
    sent.push({ person, content })
    return { status: 'sent' }
  },
})
const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
const phone = '+8613612345678'

let world: SpineWorld
const staff: Record<'plain' | 'trusted' | 'outside', string> = { plain: '', trusted: '', outside: '' }
let person = ''
beforeAll(async () => {
  world = await openSpine({ channels: [sms] })
  const make = async (name: string, objects: Record<string, typeof all>, rights: readonly string[] = []) =>
    (await world.tenant.staff({ name, objects, rights })).id
  staff.plain = await make('普通', { 'customer.person': all })
  staff.trusted = await make('可信', { 'customer.person': all }, ['records.reveal'])
  staff.outside = await make('外部', {})
  person = await world.tenant.system(
    async ({ records }) => (await records.create('customer.person', { name: '沈知秋', phone })).id,
  )
  const notify = (id: string, who: string, next: string | null) => ({
    id,
    step: 'notify_staff',
    config: { title: '{name} 来了', text: '电话 {phone}', staff: who },
    next: { next },
  })
  const journey = await world.journey({
    trigger: { on: 'manual' },
    graph: {
      entry: 'a',
      nodes: [
        { id: 'a', step: 'send_message', config: { channel: 'sms', text: '{name} 您好，{phone}' }, next: { next: 'b' } },
        notify('b', staff.plain, 'c'),
        notify('c', staff.trusted, 'd'),
        notify('d', staff.outside, null),
      ],
    },
  })
  await world.command('journey.enrol', { id: journey, persons: [person] })
  await world.run()
  await world.run()
})
afterAll(() => world?.tenant.close())

describe('a text with places for values', () => {
  it('reaches the customer with what is true', () => {
    expect(sent).toMatchObject([{ person, content: { text: `沈知秋 您好，${phone}` } }])
    expect(sent[0]?.content.fill).toBeUndefined()
  })

  it('lies unfilled in the ledger, so that nobody reads there what is masked for him', async () => {
    const facts = await world.sql<{ payload: Record<string, unknown> }>(
      `select payload from fact where name in ('message.sent', 'staff.notice_asked') order by seq`,
    )
    expect(facts).toHaveLength(4)
    for (const { payload } of facts)
      for (const text of [payload.title, payload.text]) expect(String(text)).not.toContain('13612345678')
  })

  it('is told to each colleague as he may see it', async () => {
    const notices = await world.sql<{ staff: string; title: string; body: string }>(
      'select staff, title, body from insight_notification order by created_at, id',
    )
    const told = new Map(notices.map(({ staff: who, title, body }) => [who, { title, body }]))
    expect(told.get(staff.trusted)).toEqual({ title: '沈知秋 来了', body: `电话 ${phone}` })
    expect(told.get(staff.plain)).toEqual({ title: '沈知秋 来了', body: '电话 +86136****5678' })
  })
})
