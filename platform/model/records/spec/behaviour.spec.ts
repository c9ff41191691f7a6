import type { Actor } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refused } from '../../../testing/refused.testing.ts'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyTrade } from '../../../testing/tiny-trade.ts'

let tenant: TestTenant
let seller: Actor
let boss: Actor
let mover: Actor
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyTrade })
  seller = await tenant.staff({ name: 'Seller', objects: { '*': scoped('all') } })
  mover = await tenant.staff({ name: 'Mover', objects: { '*': scoped('all') }, rights: ['records.migrate'] })
  boss = await tenant.staff({ name: 'Boss', objects: { '*': scoped('all') }, rights: ['trade.finish'] })
})
afterAll(() => tenant?.close())

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const line = (price: string, quantity = 1) => ({ name: 'A', quantity, price: cny(price) })
const as = (actor: Actor) => ({
  create: (object: string, values: Record<string, unknown>) => tenant.as(actor, (work) => work.records.create(object, values)),
  update: (object: string, id: string, values: Record<string, unknown>) =>
    tenant.as(actor, (work) => work.records.update(object, id, values)),
  run: (command: string, input: unknown) => tenant.as(actor, (work) => work.run(command, input)),
})
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id))
const deal = (values: Record<string, unknown> = {}) => as(seller).create('trade.deal', { lines: [line('10.00')], ...values })
let names = 0
const partner = (values: Record<string, unknown> = {}) => as(seller).create('trade.partner', { name: `P${names++}`, ...values })

describe('what only commands write', () => {
  it('is refused through every generic door, with the names of the acts', async () => {
    const { id } = await deal()
    const told = { path: '/status', code: 'field.by_command', params: { field: 'status', commands: 'deal.confirm, deal.finish' } }
    expect((await refused(as(seller).update('trade.deal', id, { status: 'confirmed' }))).problems).toEqual([told])
    expect((await refused(deal({ status: 'confirmed' }))).problems).toEqual([told])
    expect((await refused(as(seller).update('trade.deal', id, { paid: 999 }))).problems[0]).toMatchObject({
      code: 'field.by_command',
      params: { commands: 'deal.pay' },
    })
    expect((await refused(as(seller).update('trade.deal', id, { paid: { $plus: 5 } }))).problems[0]).toMatchObject({
      path: '/paid',
      code: 'field.by_command',
    })
    const set = await tenant.as(seller, (work) =>
      work.records.upsert({ object: 'trade.deal', rows: [{ id, status: 'done' }, { paid: 7 }], key: ['id'], partial: true }),
    )
    expect(set).toMatchObject({
      created: 0,
      updated: 0,
      refused: [
        { row: 0, code: 'field.by_command' },
        { row: 1, code: 'field.by_command' },
      ],
    })
    await refused(
      tenant.as(seller, (work) =>
        work.records.updateWhere('trade.deal', { field: 'id', op: 'eq', value: id }, { status: 'confirmed' }),
      ),
    )
    expect(await read('trade.deal', id)).toMatchObject({ status: 'draft', paid: 0, version: 1 })
  })
  it('is refused to a tool of the system that writes a field a user named, and open to the house', async () => {
    const { id } = await deal()
    expect(
      (await refused(tenant.system((work) => work.generic.records.update('trade.deal', id, { paid: 1 })))).problems[0],
    ).toMatchObject({ code: 'field.by_command' })
    await tenant.system((work) => work.records.update('trade.deal', id, { paid: 1 }))
    expect(await read('trade.deal', id)).toMatchObject({ paid: 1 })
  })
  it('may be said again as it is: a form sends back what it was shown', async () => {
    const { id } = await deal()
    await as(seller).update('trade.deal', id, { status: 'draft', paid: 0, remark: 'seen' })
    expect(await read('trade.deal', id)).toMatchObject({ remark: 'seen', version: 2 })
  })
  it('may come with a migration by whoever may migrate, and the record says so', async () => {
    const row = { status: 'done', lines: [line('4.00')] }
    const denied = tenant.as(seller, (work) => work.records.upsert({ object: 'trade.deal', rows: [row], migrating: true }))
    expect(await refused(denied)).toMatchObject({ code: 'access.denied', params: { right: 'records.migrate' } })
    const made = await tenant.as(mover, (work) =>
      work.records.upsert({
        object: 'trade.deal',
        rows: [{ status: 'done', paid: 40, lines: [line('4.00')], created_at: '2024-01-02T00:00:00Z' }],
        keepOrigins: true,
        migrating: true,
      }),
    )
    const id = made.ids[0] ?? ''
    expect(await read('trade.deal', id)).toMatchObject({ status: 'done', paid: 40, total: { amount: '4.00' } })
    const [fact] = await tenant.system((work) =>
      work.sql<{ payload: object }>('select payload from fact where record = $1', [id]),
    )
    expect(fact?.payload).toMatchObject({ migrated: true })
  })
})

describe('an object that is made by a command', () => {
  it('is not made by a generic write, alone or in a set', async () => {
    expect(await refused(as(seller).create('trade.claim', { subject: 'x', opened_by: 'me' }))).toMatchObject({
      code: 'record.made_by_command',
      params: { command: 'trade.claim_open' },
    })
    await refused(
      tenant.as(seller, (work) => work.records.upsert({ object: 'trade.claim', rows: [{ subject: 'x', opened_by: 'me' }] })),
    )
  })
  it('is made by the command', async () => {
    expect(await as(seller).run('trade.claim_open', { subject: 'late' })).toMatchObject({ opened_by: 'user' })
  })
})

describe('states', () => {
  it('begin where the table says, move along it, and keep what they stand on', async () => {
    const empty = await deal({ lines: [] })
    expect((await refused(as(seller).run('deal.confirm', { id: empty.id }))).problems).toMatchObject([
      { path: '/status', code: 'record.guard', params: { guard: 'has_lines' } },
    ])
    const { id } = await deal()
    expect((await refused(as(seller).run('deal.finish', { id }))).problems[0]).toMatchObject({
      code: 'record.move_not_allowed',
      params: { from: 'draft', to: 'done' },
    })
    await as(seller).run('deal.confirm', { id })
    expect((await refused(as(seller).update('trade.deal', id, { lines: [] }))).problems[0]).toMatchObject({
      code: 'record.guard',
    })
    expect((await refused(as(seller).run('deal.finish', { id }))).problems[0]).toMatchObject({ code: 'record.move_not_yours' })
    await as(boss).run('deal.finish', { id })
    expect(await read('trade.deal', id)).toMatchObject({ status: 'done' })
  })
  it('are refused at birth other than the first ones, also to the house', async () => {
    const error = await refused(
      tenant.system((work) => work.records.create('trade.deal', { status: 'done', lines: [line('1.00')] })),
    )
    expect(error.problems[0]).toMatchObject({ path: '/status', code: 'record.state_not_initial', params: { allowed: ['draft'] } })
  })
  it('do not hold up a record that was brought without what they stand on', async () => {
    const made = await tenant.as(mover, (work) =>
      work.records.upsert({ object: 'trade.deal', rows: [{ status: 'confirmed' }], migrating: true }),
    )
    await as(seller).update('trade.deal', made.ids[0] ?? '', { remark: 'still' })
    expect(await read('trade.deal', made.ids[0] ?? '')).toMatchObject({ remark: 'still', status: 'confirmed' })
  })
  it('are kept with their durations', async () => {
    const { id } = await deal()
    await as(seller).run('deal.confirm', { id })
    await as(boss).run('deal.finish', { id })
    const stays = await tenant.system((work) =>
      work.sql<{ state: string; next: string | null; open: boolean; by: string }>(
        `select state, next, left_at is null as open, entered_by as by from record_state where record = $1 order by entered_at, left_at nulls last`,
        [id],
      ),
    )
    expect(stays).toEqual([
      { state: 'draft', next: 'confirmed', open: false, by: seller.id },
      { state: 'confirmed', next: 'done', open: false, by: seller.id },
      { state: 'done', next: null, open: true, by: boss.id },
    ])
  })
})

describe('derived values', () => {
  it('follow the lines and nobody else: a lie is refused, the truth may be said', async () => {
    expect((await refused(deal({ total: cny('1.00') }))).problems).toEqual([
      { path: '/total', code: 'field.derived', params: { field: 'total' } },
    ])
    const { id } = await deal({ total: cny('10.00') })
    await refused(as(seller).update('trade.deal', id, { lines_count: 7 }))
    await refused(tenant.system((work) => work.records.update('trade.deal', id, { total: cny('0.01') })))
    await as(seller).update('trade.deal', id, { total: cny('10.00'), lines: { add: [line('5.00', 3)] } })
    expect(await read('trade.deal', id)).toMatchObject({ total: cny('25.00'), lines_count: 2, big: false })
  })
  it('are worked out in a dry run, too', async () => {
    const dry = await tenant.as(seller, (work) =>
      work.records.upsert({
        object: 'trade.deal',
        rows: [{ lines: [line('1.00')], total: cny('2.00') }],
        dryRun: true,
        partial: true,
      }),
    )
    expect(dry).toMatchObject({ created: 0, refused: [{ code: 'field.derived' }] })
  })
})

describe('checks over other records', () => {
  it('see what a set and others hold, and name what is in the way', async () => {
    const { id: buyer } = await partner({ credit: '15.00' })
    const first = await deal({ partner: buyer })
    const second = await deal({ partner: buyer })
    await as(seller).run('deal.confirm', { id: first.id })
    const error = await refused(as(seller).run('deal.confirm', { id: second.id }))
    expect(error.problems).toMatchObject([
      {
        path: '/total',
        code: 'trade.over_credit',
        params: { credit: '15.00', in_the_way: { object: 'trade.partner', id: buyer } },
      },
    ])
    const blind = await tenant.staff({ name: 'Blind', objects: { 'trade.deal': scoped('all'), 'trade.line': scoped('all') } })
    const unseen = await refused(as(blind).run('deal.confirm', { id: second.id }))
    expect(unseen.problems[0]?.params).not.toHaveProperty('in_the_way')
  })
  it('hold when many write at once', async () => {
    const { id: buyer } = await partner({ credit: '35.00' })
    const deals = await Promise.all(Array.from({ length: 8 }, () => deal({ partner: buyer })))
    const done = await Promise.allSettled(deals.map(({ id }) => as(seller).run('deal.confirm', { id })))
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  })
})

describe('what rolls up', () => {
  it('takes formulas over it and the roll-ups above it along', async () => {
    const { id: group } = await partner()
    const { id } = await partner({ group })
    const one = await deal({ partner: id, lines: [line('1200.00')] })
    expect(await read('trade.partner', id)).toMatchObject({ deals: '1.0000', turnover: '0.0000', rank: 'B' })
    await as(seller).run('deal.confirm', { id: one.id })
    expect(await read('trade.partner', id)).toMatchObject({ turnover: '1200.0000', rank: 'A' })
    expect(await read('trade.partner', group)).toMatchObject({ in_group: '1200.0000' })
    await as(seller).update('trade.deal', one.id, { lines: { add: [line('300.00')] } })
    expect(await read('trade.partner', group)).toMatchObject({ in_group: '1500.0000' })
    await tenant.as(seller, (work) => work.records.remove('trade.deal', one.id))
    expect(await read('trade.partner', id)).toMatchObject({ turnover: '0.0000', rank: 'B', deals: '0.0000' })
    expect(await read('trade.partner', group)).toMatchObject({ in_group: '0.0000' })
    await tenant.as(seller, (work) => work.records.restore('trade.deal', one.id))
    expect(await read('trade.partner', group)).toMatchObject({ in_group: '1500.0000' })
    const { id: other } = await partner()
    await as(seller).update('trade.deal', one.id, { partner: other })
    expect(await read('trade.partner', id)).toMatchObject({ deals: '0.0000', rank: 'B' })
    expect(await read('trade.partner', other)).toMatchObject({ deals: '1.0000', turnover: '1500.0000', rank: 'A' })
    expect(await read('trade.partner', group)).toMatchObject({ in_group: '0.0000' })
  })
})
