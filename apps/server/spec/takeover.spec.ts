import type { FactSource } from '@lianke/kernel'
import { appendFacts, newId } from '@lianke/platform'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSources, type SourcesWorld } from './sources-world.testing.ts'

let world: SourcesWorld
let admin: string
beforeAll(async () => {
  world = await openSources()
  admin = (await world.server.person({ rights: ['*'] })).staff
  await world.sql(`update organisation_staff set wecom_userid = 'boss' where id = $1`, [admin])
  await world.run()
})
afterAll(() => world?.close())

const accountOf = async () =>
  (await world.sql<{ wecom_userid: string }>(`select wecom_userid from organisation_staff where id = $1`, [admin]))[0]
const forged = { userid: 'attacker', old_userid: 'boss', name: '路人', status: 1 }
const event = (id: string, name: string, properties: Record<string, unknown>) => ({
  message_id: id,
  type: 'track',
  event: name,
  anonymous_id: 'visitor',
  properties,
})

/** The word of somebody as it would stand in the ledger if a door had let it in. */
const smuggle = (source: FactSource, name: string, payload: Record<string, unknown>) =>
  world.server.platform.database.transaction(world.server.tenant, (tx) =>
    appendFacts(tx, [
      {
        id: newId(),
        name,
        payload,
        actor_kind: 'system',
        actor: 'intake',
        source,
        occurred_at: new Date().toISOString(),
      },
    ]),
  )

describe('the public key of a page', () => {
  it('does not take over the administrator by a forged wecom.staff_seen', async () => {
    for (const key of [world.keys.page, world.keys.program]) {
      const answer = await world.collect(key, [event(`steal-${key.slice(-4)}`, 'wecom.staff_seen', forged)])
      expect(answer).toMatchObject({ received: 0, refused: [{ index: 0, code: 'event.wrong_source' }] })
    }
    await world.run()
    expect(await accountOf()).toEqual({ wecom_userid: 'boss' })
    expect(await world.sql(`select 1 from fact where name = 'wecom.staff_seen'`)).toHaveLength(0)
    expect(await world.sql(`select 1 from inbox`)).toHaveLength(0)
    expect(await world.sql(`select 1 from organisation_staff where wecom_userid = 'attacker'`)).toHaveLength(0)
  })

  it.each(['page', 'program', 'house', 'channel:self', 'channel:sms'] as const)(
    'would not even from within the ledger: what %s says of staff is laid aside, also when it is replayed',
    async (source) => {
      await smuggle(source, 'wecom.staff_seen', forged)
      await world.run()
      const dead = () => world.sql(`select error, body ->> 'source' as source from fact_dead where reader like 'reactions:%'`)
      expect(await dead()).toContainEqual({ error: 'event.wrong_source', source })
      await world.sql(`update fact_dead set replay = true where reader like 'reactions:%'`)
      await world.run()
      expect(await dead()).toContainEqual({ error: 'event.wrong_source', source })
      expect(await accountOf()).toEqual({ wecom_userid: 'boss' })
    },
  )

  it('WeCom itself is believed', async () => {
    await smuggle('channel:wecom', 'wecom.staff_seen', { userid: 'boss2', old_userid: 'boss' })
    await world.run()
    expect(await accountOf()).toEqual({ wecom_userid: 'boss2' })
  })

  it('names nobody as proven by what it writes into the properties', async () => {
    const stolen = { type: 'wecom_external_userid', issuer: 'corp', value: 'wm-rich', verified: true }
    const properties = { identifiers: [stolen], channel: 'wecom', traits: { name: '假的' } }
    await world.collect(world.keys.page, [
      { ...event('inject-1', 'page.viewed', properties), anonymous_id: undefined, person_token: 'no mark of ours' },
      event('inject-2', 'page.viewed', properties),
    ])
    await world.run()
    const facts = await world.sql<{ payload: Record<string, unknown> }>(`select payload from fact where name = 'page.viewed'`)
    expect(facts).toHaveLength(2)
    for (const { payload } of facts) {
      expect(JSON.stringify(payload)).not.toContain('wm-rich')
      expect(payload).toMatchObject({ channel: 'collect' })
      expect(payload).not.toHaveProperty('traits.name')
    }
    expect(await world.sql(`select 1 from customer_identifier where value = 'wm-rich'`)).toHaveLength(0)
  })

  it('cannot ask for a message, a merge or a membership, not even from within the ledger', async () => {
    const [left, right] = await world.server.platform.work(world.server.tenant, { kind: 'system', id: 'test' }, async (work) => [
      (await work.records.create('customer.person', { name: '甲' })).id,
      (await work.records.create('customer.person', { name: '乙' })).id,
    ])
    await world.run()
    await smuggle('page', 'outreach.asked', { key: 'k', channel: 'wecom', action: 'wecom.notify_staff', content: {} })
    await smuggle('page', 'identity.merge_asked', { left, right })
    await smuggle('program', 'customer.person.merged', { kept: left, gone: right })
    await world.run()
    expect(await world.sql('select 1 from intent')).toHaveLength(0)
    expect(await world.sql('select 1 from identity_merge')).toHaveLength(0)
    const figures = (await world.server.app.inject({ url: '/metrics' })).body
    for (const reader of ['outreach', 'identity', 'reactions:organisation'])
      expect(figures).toMatch(new RegExp(`lianke_facts_not_believed_total\\{reader="${reader}"\\} [1-9]`))
    expect(await world.sql('select 1 from customer_person where merged_into is not null')).toHaveLength(0)
  })

  it('believes facts from before the ledger knew its sources as what wrote them', async () => {
    await smuggle('channel:wecom', 'wecom.staff_seen', { userid: 'old', channel: 'wecom', old_userid: 'boss2' })
    await smuggle('channel:wecom', 'wecom.staff_seen', { userid: 'older', channel: 'collect', old_userid: 'old' })
    await world.sql(`update fact set source = null where payload ->> 'userid' in ('old', 'older')`)
    await world.run()
    expect(await accountOf()).toEqual({ wecom_userid: 'old' })
    expect(
      await world.sql(`select 1 from fact_dead where body ->> 'source' = 'page' and body -> 'payload' ->> 'userid' = 'older'`),
    ).toHaveLength(1)
  })
})
