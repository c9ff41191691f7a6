import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mail, openWorld, phone, user, type World } from './identity-world.testing.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.tenant.close())

const one = async (...ids: Parameters<World['identify']>[0][number]['ids']) => (await world.identify([{ ids }]))[0] as string
const person = async (id: string) =>
  (await world.sql(`select name, email, tags, company, merged_into, deleted_at from customer_person where id = $1`, [id]))[0]
const mergeOf = async (gone: string) =>
  (await world.sql<{ id: string }>(`select id from identity_merge where gone = $1`, [gone]))[0]?.id as string
const consent = (of: string, status: string, decided: string) =>
  world.tenant.system((work) =>
    work.sql(
      `insert into customer_consent (id, person, purpose, channel, scope, status, decided_at, created_at, updated_at, version) values ($1, $2, 'marketing', 'email', 'email', $3, $4, $5, $5, 1)`,
      [work.id(), of, status, decided, work.now],
    ),
  )

describe('undoing a merge', () => {
  it('restores both as they were, sends what came later with its identifier, and never joins the two again by itself', async () => {
    const [left] = (await world.identify([{ ids: [user('l')], traits: { name: 'Left' } }])) as [string]
    const [right] = (await world.identify([
      { ids: [phone('13700000001')], traits: { name: 'Right', company: 'Right Ltd' } },
    ])) as [string]
    await world.sql(`update customer_person set tags = '{a}' where id = $1`, [left])
    await world.sql(`update customer_person set tags = '{b}' where id = $1`, [right])
    await consent(left, 'granted', '2026-01-01T00:00:00Z')
    await consent(right, 'denied', '2026-02-01T00:00:00Z')
    const before = { left: await person(left), right: await person(right) }
    expect(await one(user('l'), phone('13700000001'))).toBe(left)
    const live = () =>
      world.sql<{ person: string; status: string }>(
        `select person, status from customer_consent where deleted_at is null order by status`,
      )
    expect(await live()).toEqual([{ person: left, status: 'denied' }])
    const later = await one(phone('13700000001'))
    expect(later).toBe(left)

    const merge = await mergeOf(right)
    await world.ask('identity.unmerge_asked', { merge, by: 'test' })
    expect(await person(left)).toEqual(before.left)
    expect(await person(right)).toEqual(before.right)
    expect(await live()).toEqual([
      { person: right, status: 'denied' },
      { person: left, status: 'granted' },
    ])
    expect(
      await world.sql(
        `select person from fact where name = 'person.identified' and payload -> 'identifiers' @> '[{"type": "phone"}]' order by seq desc limit 1`,
      ),
    ).toEqual([{ person: right }])

    await world.ask('identity.unmerge_asked', { merge, by: 'test' })
    expect(await world.sql(`select 1 from fact where name = 'customer.person.unmerged'`)).toHaveLength(1)
    expect(await one(user('l'), phone('13700000001'))).toBe(left)
    expect((await person(right))?.merged_into).toBeNull()
    expect(await world.sql(`select reason from identity_suggestion`)).toEqual([{ reason: 'parted' }])
  })

  it('asks for the later merge to be undone first', async () => {
    const a = await one(user('x-a'))
    const b = await one(phone('13700000002'))
    const c = await one(mail('x-c@example.com'))
    await world.sql(`update customer_person set created_at = '2020-01-01' where id = $1`, [c])
    await one(user('x-a'), phone('13700000002'))
    const first = await mergeOf(b)
    expect(await one(user('x-a'), mail('x-c@example.com'))).toBe(c)
    await world.ask('identity.unmerge_asked', { merge: first, by: 'test' })
    expect(await world.sql(`select payload ->> 'code' as code from fact where name = 'identity.ask_refused'`)).toEqual([
      { code: 'identity.kept_was_merged' },
    ])
    await world.ask('identity.unmerge_asked', { merge: await mergeOf(a), by: 'test' })
    expect(await world.sql(`select id, merged_into from customer_person where id = any($1) order by id`, [[a, b, c]])).toEqual(
      [a, b, c].sort().map((id) => ({ id, merged_into: id === b ? a : null })),
    )
  })

  it('takes along whoever the parted one had taken in, and whoever those had', async () => {
    const chain = []
    for (const name of ['c-1', 'c-2', 'c-3', 'c-4']) chain.push(await one(user(name)))
    const [a, b, c, d] = chain
    for (const [at, id] of chain.entries())
      await world.sql(`update customer_person set created_at = $2 where id = $1`, [id, `2019-01-0${at + 1}`])
    for (const [left, right] of [
      [c, d],
      [b, c],
      [a, b],
    ])
      await world.ask('identity.merge_asked', { left, right, reason: 'manual' })
    await world.ask('identity.unmerge_asked', { merge: await mergeOf(b ?? ''), by: 'test' })
    const stays = await world.sql<{ id: string; merged_into: string | null }>(
      `select id, merged_into from customer_person where id = any($1) order by created_at`,
      [chain],
    )
    expect(stays.map((row) => row.merged_into)).toEqual([null, null, b, b])
  })
})

describe('merging by hand', () => {
  it('changes nothing when a person is merged with itself, and overrules an earlier parting', async () => {
    const left = await one(user('h-1'))
    const right = await one(user('h-2'))
    await world.ask('identity.merge_asked', { left, right: left, reason: 'manual' })
    expect(await world.sql(`select 1 from identity_merge where kept = $1 or gone = $1`, [left])).toHaveLength(0)
    await world.ask('identity.parting_asked', { left, right })
    await world.ask('identity.merge_asked', { left: right, right: left, reason: 'manual' })
    expect((await person(right))?.merged_into).toBe(left)
  })
  it('is refused for one and the same person by the command', async () => {
    const left = await one(user('h-9'))
    await expect(world.tenant.system((work) => work.run('identity.merge', { id: left, with: left }))).rejects.toMatchObject({
      code: 'identity.merge_with_itself',
    })
  })
})
