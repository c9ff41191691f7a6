import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { surely } from '@lianke/kernel'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

let world: SpineWorld
let event = 0
beforeAll(async () => {
  world = await openSpine()
})
afterAll(() => world.tenant.close())

const page = (who: Record<string, string>) => ({
  message_id: `i${++event}`,
  type: 'page',
  properties: { url: 'https://x/home' },
  ...who,
})
/** Envelopes become facts; nobody has read them yet. */
const understood = async () => {
  const intake = surely(
    world.engines.readers.find(({ name }) => name === 'intake'),
    'the spine has an intake',
  )
  while ((await intake.turn(world.tenant.id)).more);
}
const holderOf = async (value: string): Promise<string> => {
  const [row] = await world.sql<{ person: string }>('select person from customer_identifier where value = $1', [value])
  return surely(row, 'somebody holds the identifier').person
}
const messagesOf = async () =>
  (await world.sql<{ person: string }>(`select person from fact where name = 'message.sent' order by seq`)).map(
    ({ person }) => person,
  )

describe('facts that say nothing of identity', () => {
  it('count for who stays when those before them in the same set made two persons one, or he had been joined before', async () => {
    await world.collect([page({ anonymous_id: 'dev-9' }), page({ user_id: 'nora' })])
    await world.run()
    const [device, nora] = [await holderOf('dev-9'), await holderOf('nora')]
    expect(device).not.toBe(nora)
    const sent = (person: string) =>
      world.tenant.system((work) =>
        work.emit({ name: 'message.sent', person, payload: { channel: 'post', action: 'post.note' } }),
      )

    await world.collect([page({ anonymous_id: 'dev-9', user_id: 'nora' })])
    await understood()
    // Both are written before identity looks: what the page said joins the two, and stands before them.
    await sent(device)
    await sent(nora)
    await world.collect([page({ user_id: 'nora' })])
    await understood()
    await world.run()
    const kept = await holderOf('dev-9')
    expect([device, nora]).toContain(kept)
    expect(await holderOf('nora')).toBe(kept)
    expect(await messagesOf()).toEqual([kept, kept])

    // Somebody still speaks of the one who is gone.
    await sent(device)
    await sent(nora)
    await world.run()
    expect(await messagesOf()).toEqual([kept, kept, kept, kept])
  })
})

describe('whom a fact is presumed of when it enters the ledger', () => {
  const personsOf = (name: string) =>
    world.sql<{ person: string | null }>(`select person from fact where name = $1 order by seq desc`, [name])
  const viewed = async (who: Record<string, string>) => {
    await world.collect([page(who)])
    await understood()
    return (await personsOf('page.viewed'))[0]?.person ?? null
  }

  it('is who holds all that it names; nobody where that is not plain', async () => {
    await world.collect([page({ anonymous_id: 'dev-a' }), page({ user_id: 'amy' })])
    await world.run()
    expect(await viewed({ user_id: 'amy' })).toBe(await holderOf('amy'))
    expect(await viewed({ user_id: 'amy', anonymous_id: 'dev-new' })).toBeNull()
    expect(await viewed({ user_id: 'somebody' })).toBeNull()
    expect(await viewed({ user_id: 'amy', anonymous_id: 'dev-a' })).toBeNull()
    await world.run()
    expect(await holderOf('dev-a')).toBe(await holderOf('amy'))
  })

  it('never decides: what moved before identity reads it counts for who holds it then, and joins nobody', async () => {
    await world.collect([page({ user_id: 'old-owner' }), page({ user_id: 'other' })])
    await world.run()
    const [former, other] = [await holderOf('old-owner'), await holderOf('other')]
    expect(await viewed({ user_id: 'old-owner' })).toBe(former)
    await world.sql(`update customer_identifier set person = $2 where value = $1`, ['old-owner', other])
    await world.run()
    expect((await personsOf('page.viewed'))[0]).toEqual({ person: other })
    expect(await world.sql(`select merged_into from customer_person where id = any($1)`, [[former, other]])).toEqual([
      { merged_into: null },
      { merged_into: null },
    ])
  })
})
