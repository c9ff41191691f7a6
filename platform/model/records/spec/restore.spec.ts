import type { Actor } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refused } from '../../../testing/refused.testing.ts'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyTrade } from '../../../testing/tiny-trade.ts'

let tenant: TestTenant
let seller: Actor
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyTrade })
  seller = await tenant.staff({ name: 'Seller', objects: { '*': scoped('all') } })
})
afterAll(() => tenant?.close())

let names = 0
const create = (object: string, values: Record<string, unknown>) =>
  tenant.as(seller, (work) => work.records.create(object, values))
const partner = (values: Record<string, unknown> = {}) => create('trade.partner', { name: `P${names++}`, ...values })
const deal = (values: Record<string, unknown>) =>
  create('trade.deal', { lines: [{ name: 'A', quantity: 2, price: { amount: '10.00', currency: 'CNY' } }], ...values })
const remove = (object: string, id: string | string[]) => tenant.as(seller, (work) => work.records.remove(object, id))
const restore = (object: string, id: string) => tenant.as(seller, (work) => work.records.restore(object, id))
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id, { parts: true }))
const gone = async (object: string, id: string) => (await refused(read(object, id))).code === 'record.not_found'

describe('a deletion and its inverse', () => {
  it('bring back everything that went: children, lines, references that were cleared, roll-ups', async () => {
    const { id: group } = await partner()
    const { id } = await partner({ group })
    const { id: member } = await partner({ group: id })
    const { id: note } = await create('trade.note', { partner: id, text: 'called', key: `k${id}` })
    const { id: own } = await deal({ partner: id })
    await remove('trade.partner', id)
    expect([await gone('trade.partner', id), await gone('trade.note', note)]).toEqual([true, true])
    expect([(await read('trade.partner', member)).group, (await read('trade.deal', own)).partner]).toEqual([null, null])
    const back = await restore('trade.partner', id)
    expect(back.not_restored).toBeUndefined()
    expect(await read('trade.partner', id)).toMatchObject({ deleted_at: null, deals: '1.0000', group })
    expect(await read('trade.note', note)).toMatchObject({ partner: id })
    expect(await read('trade.partner', member)).toMatchObject({ group: id })
    expect(await read('trade.deal', own)).toMatchObject({ partner: id })
  })
  it('bring lines back with their whole, in one fact', async () => {
    const { id } = await deal({})
    const before = await read('trade.deal', id)
    await remove('trade.deal', id)
    await restore('trade.deal', id)
    const after = await read('trade.deal', id)
    expect(after).toMatchObject({ total: before.total, lines_count: 1, lines: [{ name: 'A', total: { amount: '20.00' } }] })
    const facts = await tenant.system((work) =>
      work.sql<{ name: string; payload: object }>('select name, payload from fact where record = $1 order by seq', [id]),
    )
    expect(facts.map(({ name }) => name)).toEqual(['trade.deal.created', 'trade.deal.deleted', 'trade.deal.restored'])
    expect(facts[2]?.payload).toMatchObject({ parts: { lines: { restored: [expect.any(String)] } } })
  })
  it('leave away what was deleted by itself before', async () => {
    const { id } = await partner()
    const { id: kept } = await create('trade.note', { partner: id, text: 'kept' })
    const { id: dropped } = await create('trade.note', { partner: id, text: 'dropped' })
    await remove('trade.note', dropped)
    await remove('trade.partner', id)
    await restore('trade.partner', id)
    expect([await gone('trade.note', kept).catch(() => false), await gone('trade.note', dropped)]).toEqual([false, true])
  })
  it('say what cannot come back: a key that is taken, a reference that points elsewhere by now', async () => {
    const { id } = await partner()
    const { id: note } = await create('trade.note', { partner: id, text: 'old', key: `key ${id}` })
    const { id: free } = await create('trade.note', { partner: id, text: 'free', key: `free ${id}` })
    const { id: own } = await deal({ partner: id })
    await remove('trade.partner', id)
    const { id: other } = await partner()
    await create('trade.note', { partner: other, text: 'new', key: `key ${id}` })
    await tenant.as(seller, (work) => work.records.update('trade.deal', own, { partner: other }))
    const back = await restore('trade.partner', id)
    expect(back.not_restored?.toSorted((a, b) => a.object.localeCompare(b.object))).toEqual([
      { object: 'trade.deal', id: own, reason: 'changed_meanwhile' },
      { object: 'trade.note', id: note, reason: 'key_taken' },
    ])
    expect(await read('trade.note', free)).toMatchObject({ partner: id })
    expect(await read('trade.deal', own)).toMatchObject({ partner: other })
  })
  it('refuse the record itself when its key is taken, and a child before its parent', async () => {
    const name = `twice ${names++}`
    const { id } = await partner({ name })
    const { id: note } = await create('trade.note', { partner: id, text: 'x' })
    await remove('trade.partner', id)
    expect((await refused(restore('trade.note', note))).code).toBe('record.restore_parent_first')
    await partner({ name })
    expect((await refused(restore('trade.partner', id))).code).toBe('record.restore_conflict')
    expect(await gone('trade.note', note)).toBe(true)
  })
  it('are inverse for several at once, each by itself', async () => {
    const [one, two] = [await partner(), await partner()]
    const notes = [
      await create('trade.note', { partner: one.id, text: '1' }),
      await create('trade.note', { partner: two.id, text: '2' }),
    ]
    await remove('trade.partner', [one.id, two.id])
    await restore('trade.partner', two.id)
    expect([await gone('trade.note', notes[0]?.id ?? ''), (await read('trade.note', notes[1]?.id ?? '')).text]).toEqual([
      true,
      '2',
    ])
    await restore('trade.partner', one.id)
    expect((await read('trade.note', notes[0]?.id ?? '')).text).toBe('1')
  })
})
