import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyFollow } from '../../../testing/tiny-follow.ts'
import { followJob } from '../follow.job.ts'
import { followJobName } from '../../../store/schema/fill-defined.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyFollow })
})
afterAll(() => tenant?.close())

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const line = (price: string, quantity = 1) => ({ name: 'A', quantity, price: cny(price) })
const create = (object: string, values: Record<string, unknown>) => tenant.system((work) => work.records.create(object, values))
const update = (object: string, id: string, values: Record<string, unknown>) =>
  tenant.system((work) => work.records.update(object, id, values))
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id, { parts: true }))
const remove = (object: string, id: string) => tenant.system((work) => work.records.remove(object, id))
const restore = (object: string, id: string) => tenant.system((work) => work.records.restore(object, id))
let names = 0
const partner = (values: Record<string, unknown> = {}) => create('trade.partner', { name: `P${names++}`, ...values })

describe('a formula that reads through a reference', () => {
  it('is worked out when the record is written, through one reference and through two', async () => {
    const group = await partner({ name: '集团' })
    const one = await partner({ group: group.id })
    const deal = await create('trade.deal', { partner: one.id, remark: 'r', lines: [line('10.00'), line('30.00')] })
    expect(await read('trade.deal', deal.id)).toMatchObject({
      partner_rank: 'B',
      group_turnover: '0.0000',
      top_share: '0.7500',
      lines: [{ deal_remark: 'r', partner_name: one.name, share: '0.2500' }, { share: '0.7500' }],
    })
    expect(await read('trade.partner', one.id)).toMatchObject({ group_name: '集团', weight: '80.0000', score: '10.0000' })
  })
  it('follows the far record when that is changed, deleted and restored, and the reference when it is pointed elsewhere', async () => {
    const group = await partner({ name: 'Old group' })
    const one = await partner({ group: group.id })
    const other = await partner()
    const note = await create('trade.note', { partner: one.id, text: 't' })
    await update('trade.partner', group.id, { name: 'New group' })
    await update('trade.partner', one.id, { name: 'New one' })
    expect(await read('trade.partner', one.id)).toMatchObject({ group_name: 'New group', score: '1.0000' })
    expect(await read('trade.note', note.id)).toMatchObject({ partner_name: 'New one!', partner_score: '1.0000' })
    await remove('trade.partner', group.id)
    expect(await read('trade.partner', one.id)).toMatchObject({ group: null, group_name: null })
    await restore('trade.partner', group.id)
    expect(await read('trade.partner', one.id)).toMatchObject({ group: group.id, group_name: 'New group' })
    await update('trade.note', note.id, { partner: other.id })
    expect(await read('trade.note', note.id)).toMatchObject({ partner_name: `${other.name}!`, partner_score: '1.0000' })
    expect(await read('trade.partner', one.id)).toMatchObject({ score: '0.0000' })
  })
  it('follows a figure that itself follows: rank of the partner, turnover of his group, lines of the whole', async () => {
    const group = await partner()
    const one = await partner({ group: group.id })
    const deal = await create('trade.deal', { partner: one.id, lines: [line('10.00')] })
    const big = await create('trade.deal', { partner: one.id, lines: [line('2000.00')] })
    const groups = await create('trade.deal', { partner: group.id, lines: [line('700.00')] })
    for (const { id } of [big, groups]) await tenant.system((work) => work.run('deal.confirm', { id }))
    expect(await read('trade.deal', deal.id)).toMatchObject({ partner_rank: 'A', group_turnover: '700.0000' })
    await update('trade.partner', one.id, { name: 'Told to lines' })
    expect(await read('trade.deal', deal.id)).toMatchObject({ lines: [{ partner_name: 'Told to lines' }] })
    const [told] = await tenant.system((work) =>
      work.sql<{ payload: object; after: object }>(
        'select payload, after from fact where record = $1 order by seq desc limit 1',
        [deal.id],
      ),
    )
    expect(told).toMatchObject({
      payload: { roll_up: true, parts: { lines: { updated: [expect.any(String)] } } },
      after: { lines: [{ partner_name: 'Told to lines' }] },
    })
  })
  it('does not make a form stale: nobody changed the record', async () => {
    const one = await partner()
    const note = await create('trade.note', { partner: one.id, text: 't' })
    await update('trade.partner', one.id, { name: 'Renamed' })
    await update('trade.note', note.id, { text: 'u', version: note.version })
    expect(await read('trade.note', note.id)).toMatchObject({ text: 'u', partner_name: 'Renamed!' })
  })
  it('is right when the far record and the one that points to it are written at once', async () => {
    const one = await partner()
    for (let round = 0; round < 5; round++) {
      const [, note] = await Promise.all([
        update('trade.partner', one.id, { name: `At once ${round}` }),
        create('trade.note', { partner: one.id, text: 't' }),
      ])
      expect(await read('trade.note', note.id)).toMatchObject({ partner_name: `At once ${round}!` })
    }
  })
})

describe('a list through a reference', () => {
  it('takes a far record that is deleted for absent, in filters and sorts, as the formulas do; its name is still shown', async () => {
    const group = await partner({ name: 'Deleted far end' })
    const note = await create('trade.note', { partner: group.id, text: 'points to what is gone' })
    const through = (op: 'eq' | 'empty') =>
      tenant.system((work) =>
        work.records.list('trade.note', {
          filter: {
            and: [
              { field: 'id', op: 'eq', value: note.id },
              { field: 'partner.name', op, ...(op === 'eq' ? { value: 'Deleted far end' } : {}) },
            ],
          },
          fields: ['partner', 'partner_name'],
          titles: true,
        }),
      )
    expect((await through('eq')).data).toHaveLength(1)
    // Straight at the table: a note goes with its partner, and here it is the way through that is asked about.
    await tenant.system((work) => work.sql('update trade_partner set deleted_at = now() where id = $1', [group.id]))
    expect((await through('eq')).data).toEqual([])
    expect((await through('empty')).data).toMatchObject([{ partner: { id: group.id, title: 'Deleted far end' } }])
  })
})

describe('more records than one transaction should write', () => {
  it('follow behind it, in sets, and end where a later write left them', async () => {
    const one = await partner()
    const rows = Array.from({ length: 2300 }, (_, n) => ({ partner: one.id, text: `n${n}` }))
    await tenant.system((work) => work.records.upsert({ object: 'trade.note', rows }))
    await update('trade.partner', one.id, { name: 'Later' })
    const waiting = await tenant.system((work) => work.sql<{ id: string }>('select id from following', []))
    expect(waiting.length).toBeGreaterThan(0)
    await update('trade.partner', one.id, { name: 'Last' })
    await workAll()
    const found = await tenant.system((work) =>
      work.sql<{ partner_name: string; partner_score: string; n: string }>(
        'select partner_name, partner_score::text, count(*)::text as n from trade_note where partner = $1 group by 1, 2',
        [one.id],
      ),
    )
    expect(found).toEqual([{ partner_name: 'Last!', partner_score: '2300.0000', n: '2300' }])
  })
})

/** Does all background following that is asked for, breaking off after every set and beginning again where it was. */
const workAll = async (): Promise<void> => {
  for (let turn = 0; turn < 200; turn++) {
    const [next] = await tenant.system((work) => work.sql<{ id: string }>('select id from following limit 1', []))
    if (!next) return
    const work = {
      platform: tenant.platform,
      tenant: tenant.id,
      signal: new AbortController().signal,
      transaction: tenant.system,
      progress: async () => {
        throw new Error('broken off')
      },
    }
    await followJob.run(work, { id: next.id }).catch((error: Error) => expect(error.message).toBe('broken off'))
  }
  throw new Error(`${followJobName} does not end`)
}
