import { deadDeliveriesSource } from '@lianke/engine-delivery'
import { deadEnvelopesSource, openRefusedLog, receivedCallbacks } from '@lianke/engine-intake'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world?.tenant.close())
const page = { before: null, limit: 10 }
const envelope = (message_id: string) => ({ channel: 'nowhere', message_id, kind: 'greeting', body: { text: '你好' } })

describe('dead letters of the engines', () => {
  it('envelopes nobody understands are listed newest first, counted, and tried again', async () => {
    const { database } = world.platform
    const { id } = world.tenant
    await world.receiver.receive(id, [envelope('1'), envelope('2')])
    await world.run()
    const [first, second] = await deadEnvelopesSource.list(database, id, page)
    expect(first).toMatchObject({
      kind: 'envelope',
      where: 'nowhere',
      what: 'greeting',
      error: 'intake.unknown_channel',
      body: { text: '你好' },
    })
    expect(await deadEnvelopesSource.list(database, id, { before: first ?? null, limit: 10 })).toEqual([second])
    expect(await deadEnvelopesSource.count(database, id)).toBe(2)
    expect(await world.tenant.system((work) => deadEnvelopesSource.replay(work, [first?.id ?? '']))).toBe(1)
    expect(await deadEnvelopesSource.backlog?.(database, id)).toMatchObject({ reader: 'intake', facts: 1, dead: 1 })
    expect(await world.tenant.system((work) => deadEnvelopesSource.replay(work, null))).toBe(1)
    await world.run()
    expect(await deadEnvelopesSource.count(database, id)).toBe(2)
  })

  it('messages that failed, and those nobody knows the outcome of, are judged anew when sent again', async () => {
    const { database } = world.platform
    const { id } = world.tenant
    const intents = await world.sql<{ id: string }>(`insert into intent (id, key, channel, action, content, created_at)
      select gen_random_uuid(), 'spec:' || n, 'post', 'post.note', '{"text": "信"}', now() from generate_series(1, 2) n returning id`)
    await world.sql(
      `insert into delivery (intent, channel, action, touches, urgent, state, reason, next_at, decided_at, created_at)
      select id, channel, action, true, false, case key when 'spec:1' then 'dead' else 'unknown' end, null, now(), now(), now() from intent where id = any($1)`,
      [intents.map((one) => one.id)],
    )
    const letters = await deadDeliveriesSource.list(database, id, page)
    expect(letters.map(({ error }) => error).sort()).toEqual(['', 'delivery.interrupted'])
    expect(letters[0]).toMatchObject({ kind: 'delivery', where: 'post', what: 'post.note', body: { text: '信' } })
    expect(await world.tenant.system((work) => deadDeliveriesSource.replay(work, null))).toBe(2)
    await world.run()
    expect(world.post.sent.map(({ intent }) => intent).sort()).toEqual(['spec:1', 'spec:2'])
    expect(await deadDeliveriesSource.count(database, id)).toBe(0)
  })
})

describe('callbacks of a channel', () => {
  it('are listed with what became of them; those turned away are counted by reason', async () => {
    const { database } = world.platform
    const { id } = world.tenant
    const list = await receivedCallbacks.list(database, id, { channel: 'nowhere', before: null, limit: 1 })
    expect(list).toMatchObject([{ kind: 'greeting', state: 'dead', error: 'intake.unknown_channel' }])
    expect(
      await receivedCallbacks.list(database, id, {
        channel: 'nowhere',
        before: { at: list[0]?.at ?? '', id: list[0]?.id ?? '' },
        limit: 5,
      }),
    ).toHaveLength(1)
    const refused = openRefusedLog(database)
    for (let knock = 0; knock < 5; knock++) refused(id, 'wecom', 'wecom.wrong_signature')
    await expect
      .poll(() => receivedCallbacks.refused(database, id, 'wecom'))
      .toMatchObject([{ reason: 'wecom.wrong_signature', count: 5 }])
  })
})
