import type { Row } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { around } from './around.testing.ts'
import { openWorld, user, type World } from './identity-world.testing.ts'

let world: World
let made = 0
beforeAll(async () => {
  world = await openWorld([around])
})
afterAll(() => world?.tenant.close())

const create = (object: string, values: Record<string, unknown>) =>
  world.tenant.system((work) => work.records.create(object, values))
const change = (object: string, id: string, values: Record<string, unknown>) =>
  world.tenant.system((work) => work.records.update(object, id, values))
const get = (object: string, id: string): Promise<Row> => world.tenant.system((work) => work.records.get(object, id))
const remove = (object: string, id: string) => world.tenant.system((work) => work.records.remove(object, id))
const restore = (object: string, id: string) => world.tenant.system((work) => work.records.restore(object, id))
/** Two persons, the older first: that one stays. */
const two = async (one: Record<string, unknown> = {}, other: Record<string, unknown> = {}): Promise<[string, string]> => {
  const [kept = '', gone = ''] = await world.identify([{ ids: [user(`k${++made}`)] }, { ids: [user(`g${made}`)] }])
  await world.sql(`update customer_person set created_at = created_at - interval '1 day' where id = $1`, [kept])
  if (Object.keys(one).length > 0) await change('customer.person', kept, one)
  if (Object.keys(other).length > 0) await change('customer.person', gone, other)
  return [kept, gone]
}
const merge = (left: string, right: string) => world.ask('identity.merge_asked', { left, right, reason: 'manual' })
const unmerge = async (gone: string) => {
  const [row] = await world.sql<{ id: string }>(`select id from identity_merge where gone = $1 and undone_at is null`, [gone])
  await world.ask('identity.unmerge_asked', { merge: row?.id, by: 'test' })
}
const figures = async (id: string) => {
  const { sales, spent } = await get('customer.person', id)
  return [Number(sales), Number(spent)]
}

describe('what is counted over the records of persons', () => {
  it('is one sum when they are one, and two again when they are parted', async () => {
    const [kept, gone] = await two()
    await create('test.sale', { person: kept, amount: 100 })
    await create('test.sale', { person: gone, amount: 900 })
    await merge(kept, gone)
    expect(await figures(kept)).toEqual([2, 1000])
    await unmerge(gone)
    expect([await figures(kept), await figures(gone)]).toEqual([
      [1, 100],
      [1, 900],
    ])
  })
  it('counts each person once where persons themselves are counted, and both again when they are parted', async () => {
    const house = await create('test.club', { name: 'House' })
    const [kept, gone] = await two({ club: house.id }, { club: house.id })
    const people = async () => Number((await get('test.club', house.id)).people)
    expect(await people()).toBe(2)
    await merge(kept, gone)
    expect(await people()).toBe(1)
    await unmerge(gone)
    expect(await people()).toBe(2)
  })
  it('knows an order that was deleted before the merge and restored after it, and gives it back', async () => {
    const [kept, gone] = await two()
    const sale = await create('test.sale', { person: gone, amount: 50 })
    await remove('test.sale', sale.id)
    await merge(kept, gone)
    await restore('test.sale', sale.id)
    expect((await get('test.sale', sale.id)).person).toBe(kept)
    expect(await figures(kept)).toEqual([1, 50])
    await unmerge(gone)
    expect([await figures(kept), await figures(gone)]).toEqual([
      [0, 0],
      [1, 50],
    ])
  })
  it('is told on both sides: the facts of a record that moved name who had it', async () => {
    const [kept, gone] = await two()
    const sale = await create('test.sale', { person: gone, amount: 7 })
    await merge(kept, gone)
    expect(
      await world.sql(`select person, before, after from fact where record = $1 and name = 'test.sale.updated'`, [sale.id]),
    ).toEqual([{ person: kept, before: { person: gone }, after: { person: kept } }])
  })
})

describe('values of persons', () => {
  it('survive whole: a sum of money is one value', async () => {
    const [kept, gone] = await two({ budget: null }, { budget: { amount: '100', currency: 'USD' } })
    await merge(kept, gone)
    expect((await get('customer.person', kept)).budget).toMatchObject({ amount: '100.00', currency: 'USD' })
    const [own, other] = await two({ budget: { amount: '5', currency: 'EUR' } }, { budget: { amount: '70', currency: 'CNY' } })
    await merge(own, other)
    expect((await get('customer.person', own)).budget).toMatchObject({ amount: '5.00', currency: 'EUR' })
    const [row] = await world.sql<{ base: string | null }>(`select budget_base as base from customer_person where id = $1`, [own])
    expect(Number(row?.base ?? 0)).not.toBe(70)
  })
  it('that are unique move with their owner, and come back with him', async () => {
    const [kept, gone] = await two({}, { badge: 'b-1' })
    await merge(kept, gone)
    expect((await get('customer.person', kept)).badge).toBe('b-1')
    await unmerge(gone)
    expect([(await get('customer.person', kept)).badge, (await get('customer.person', gone)).badge]).toEqual([null, 'b-1'])
  })
  it('point to nobody any more where they would point to themselves', async () => {
    const [kept, gone] = await two()
    await change('customer.person', kept, { friend: gone })
    await merge(kept, gone)
    expect((await get('customer.person', kept)).friend).toBeNull()
    await unmerge(gone)
    expect((await get('customer.person', kept)).friend).toBe(gone)
  })
  it('are filled by another who was merged in when the one who gave them is parted', async () => {
    const [kept, first] = await two({}, { company: 'First' })
    const [, second] = await two({}, { company: 'Second' })
    await merge(kept, first)
    await merge(kept, second)
    expect((await get('customer.person', kept)).company).toBe('First')
    await unmerge(first)
    expect((await get('customer.person', kept)).company).toBe('Second')
    await unmerge(second)
    expect((await get('customer.person', kept)).company).toBeNull()
  })
})

describe('records of which a person has one', () => {
  it('become one that has what both had, and what hung on either; parted, each is as it was', async () => {
    const [kept, gone] = await two()
    const mine = await create('test.card', { person: kept, kind: 'gold' })
    const theirs = await create('test.card', {
      person: gone,
      kind: 'gold',
      colour: 'red',
      limit: { amount: '9', currency: 'USD' },
    })
    for (const card of [mine, theirs]) await create('test.stamp', { card: card.id })
    await merge(kept, gone)
    expect(await get('test.card', mine.id)).toMatchObject({
      colour: 'red',
      limit: { amount: '9.00', currency: 'USD' },
      stamps: '2.0000',
    })
    await unmerge(gone)
    expect(await get('test.card', mine.id)).toMatchObject({ person: kept, colour: null, limit: null, stamps: '1.0000' })
    expect(await get('test.card', theirs.id)).toMatchObject({ person: gone, colour: 'red', stamps: '1.0000' })
  })
  it('stand again with their owners in whatever order three are parted', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const [kept, first] = await two()
      const [second] = await two()
      await world.sql(`update customer_person set created_at = created_at + interval '2 days' where id = $1`, [second])
      const cards: string[] = []
      for (const person of [kept, first, second]) cards.push((await create('test.card', { person, kind: 'silver' })).id)
      await merge(kept, first)
      await merge(kept, second)
      const gone = [first, second]
      for (const at of order) await unmerge(gone[at] ?? '')
      const owners = []
      for (const id of cards) owners.push((await get('test.card', id)).person)
      expect(owners).toEqual([kept, first, second])
    }
  })
})

describe('lists that name persons', () => {
  it('name who stays, once; who was never to be written to is never written to; parted, both are named', async () => {
    const [kept, gone] = await two()
    const both = await create('test.list', { guests: [gone, kept], barred: [gone] })
    const off = await create('test.list', { guests: [gone], barred: [] })
    await remove('test.list', off.id)
    await merge(kept, gone)
    expect(await get('test.list', both.id)).toMatchObject({ guests: [kept], barred: [kept] })
    await restore('test.list', off.id)
    expect((await get('test.list', off.id)).guests).toEqual([kept])
    await unmerge(gone)
    expect(await get('test.list', both.id)).toMatchObject({ guests: [kept, gone], barred: [gone] })
    expect((await get('test.list', off.id)).guests).toEqual([gone])
  })
  it('name nobody who is deleted and can be saved; restored, he is named again; who is kept out by hand stays so', async () => {
    const [one, other] = await two()
    const list = await create('test.list', { guests: [one, other], barred: [one] })
    await remove('customer.person', one)
    expect(await get('test.list', list.id)).toMatchObject({ guests: [other], barred: [one] })
    expect(await change('test.list', list.id, { name: 'saved', guests: [other] })).toMatchObject({ name: 'saved' })
    await restore('customer.person', one)
    expect(new Set(Object(await get('test.list', list.id)).guests)).toEqual(new Set([one, other]))
  })
  it('do not take up again whom somebody took off while the two were one', async () => {
    const [kept, gone] = await two()
    const list = await create('test.list', { guests: [gone] })
    await merge(kept, gone)
    await change('test.list', list.id, { guests: [] })
    await unmerge(gone)
    expect((await get('test.list', list.id)).guests ?? []).toEqual([])
  })
})

describe('words about consent', () => {
  const say = (person: string, status: string, decided_at: string | null) =>
    create('customer.consent', { person, purpose: 'marketing', channel: null, status, decided_at })
  const standing = async (person: string) =>
    (
      await world.sql<{ status: string }>(
        `select status from customer_consent where person = $1 and purpose = 'marketing' and scope = '*' and deleted_at is null`,
        [person],
      )
    ).map(({ status }) => status)

  it('of which one is a refusal without a date end in the refusal, however old or new the consent is', async () => {
    const [kept, gone] = await two()
    await say(kept, 'granted', '2019-01-01T00:00:00.000Z')
    const no = await say(gone, 'denied', null)
    await world.sql(`update customer_consent set decided_at = null where id = $1`, [no.id])
    await merge(kept, gone)
    expect(await standing(kept)).toEqual(['denied'])
    await unmerge(gone)
    expect([await standing(kept), await standing(gone)]).toEqual([['granted'], ['denied']])
  })
  it('are those of who is still one when the one whose word stood is parted', async () => {
    const [kept, first] = await two()
    const [second] = await two()
    await world.sql(`update customer_person set created_at = created_at + interval '2 days' where id = $1`, [second])
    await say(kept, 'denied', '2018-01-01T00:00:00.000Z')
    await say(first, 'denied', '2024-01-01T00:00:00.000Z')
    await say(second, 'granted', '2020-01-01T00:00:00.000Z')
    await merge(kept, first)
    await merge(kept, second)
    expect(await standing(kept)).toEqual(['denied'])
    await unmerge(first)
    expect(await standing(kept)).toEqual(['granted'])
    await unmerge(second)
    expect([await standing(kept), await standing(first), await standing(second)]).toEqual([['denied'], ['denied'], ['granted']])
  })
  it('for all channels stand once: a second one is refused', async () => {
    const [kept] = await two()
    await say(kept, 'granted', null)
    await expect(say(kept, 'denied', null)).rejects.toMatchObject({ code: 'record.duplicate' })
  })
})
