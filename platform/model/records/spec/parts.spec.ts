import { type Actor, add, minus, plus } from '@lianke/kernel'
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

type Line = Record<string, unknown> & { id: string }
const line = (name: string, quantity = 1, price = '10.00', more: object = {}) => ({
  name,
  quantity,
  price: { amount: price, currency: 'CNY' },
  ...more,
})
const make = (lines: object[], more: object = {}) =>
  tenant.as(seller, (work) => work.records.create('trade.deal', { lines, ...more }))
const read = (id: string) => tenant.as(seller, (work) => work.records.get('trade.deal', id, { parts: true }))
const linesOf = async (id: string) => (await read(id)).lines as Line[]
const change = (id: string, values: Record<string, unknown>) =>
  tenant.as(seller, (work) => work.records.update('trade.deal', id, values))
const factsOf = (id: string) =>
  tenant.system((work) =>
    work.sql<{ name: string; before: Record<string, unknown>; after: Record<string, unknown>; payload: Record<string, unknown> }>(
      'select name, before, after, payload from fact where record = $1 order by seq',
      [id],
    ),
  )

describe('a whole and its lines', () => {
  it('are written in one request, derived, in order, and told as one fact', async () => {
    const { id } = await make([line('A', 2), line('B', 1, '5.50')])
    const row = await read(id)
    expect(row).toMatchObject({ total: { amount: '25.50', currency: 'CNY' }, lines_count: 2, version: 1 })
    expect((row.lines as Line[]).map(({ name, position, total }) => [name, position, total])).toEqual([
      ['A', 1, { amount: '20.00', currency: 'CNY', base_amount: '20.00' }],
      ['B', 2, { amount: '5.50', currency: 'CNY', base_amount: '5.50' }],
    ])
    const facts = await factsOf(id)
    expect(facts).toHaveLength(1)
    expect(facts[0]?.after.lines).toMatchObject([{ name: 'A', quantity: 2 }, { name: 'B' }])
    const [{ count }] = (await tenant.system((work) =>
      work.sql<{ count: number }>(`select count(*)::int as count from fact where object = 'trade.line'`),
    )) as [{ count: number }]
    expect(count).toBe(0)
  })
  it('take a whole list: named lines change, new ones come, missing ones go, the order is the list’s', async () => {
    const { id } = await make([line('A'), line('B'), line('C')])
    const [a, , c] = await linesOf(id)
    await change(id, { lines: [{ ...c, quantity: 3 }, line('D'), a] })
    const row = await read(id)
    expect(row).toMatchObject({ version: 2, total: { amount: '50.00' }, lines_count: 3 })
    expect((row.lines as Line[]).map(({ name, position, quantity }) => [name, position, quantity])).toEqual([
      ['C', 1, 3],
      ['D', 2, 1],
      ['A', 3, 1],
    ])
    const [, fact] = await factsOf(id)
    expect(fact?.payload.parts).toMatchObject({ lines: { created: [expect.any(String)], deleted: [expect.any(String)] } })
  })
  it('take what is added, changed, removed and restored, the rest stays', async () => {
    const { id } = await make([line('A'), line('B')])
    const [a, b] = (await linesOf(id)) as [Line, Line]
    await change(id, { lines: { add: [line('C')], change: [{ id: b.id, quantity: plus(4) }], remove: [a.id] } })
    expect((await linesOf(id)).map(({ name, quantity, position }) => [name, quantity, position])).toEqual([
      ['B', 5, 1],
      ['C', 1, 2],
    ])
    await change(id, { lines: { restore: [a.id] } })
    expect(await read(id)).toMatchObject({ total: { amount: '70.00' }, lines_count: 3 })
  })
  it('keep their version when nothing changes, and count a changed line as a change of the whole', async () => {
    const { id } = await make([line('A')])
    const [a] = (await linesOf(id)) as [Line]
    await change(id, { lines: [a] })
    expect(await read(id)).toMatchObject({ version: 1 })
    const stale = await refused(change(id, { version: 7, lines: [] }))
    expect(stale.code).toBe('record.stale_version')
    await change(id, { version: 1, lines: { change: [{ id: a.id, quantity: 2 }] } })
    expect(await read(id)).toMatchObject({ version: 2, total: { amount: '20.00' } })
  })
  it('change the whole also when a line is written by itself: by its own route, in a set, deleted and restored', async () => {
    const { id } = await make([line('A')])
    const made = await tenant.as(seller, (work) => work.records.create('trade.line', { deal: id, ...line('B', 2) }))
    expect(await read(id)).toMatchObject({ total: { amount: '30.00' }, version: 2 })
    await tenant.as(seller, (work) => work.records.update('trade.line', made.id, { quantity: 5, version: 1 }))
    expect(await read(id)).toMatchObject({ total: { amount: '60.00' }, version: 3 })
    await tenant.as(seller, (work) => work.records.remove('trade.line', made.id))
    expect(await read(id)).toMatchObject({ total: { amount: '10.00' }, lines_count: 1, version: 4 })
    await tenant.as(seller, (work) => work.records.restore('trade.line', made.id))
    expect(await read(id)).toMatchObject({ total: { amount: '60.00' }, lines_count: 2, version: 5 })
    const other = await make([line('X')])
    const set = await tenant.as(seller, (work) =>
      work.records.upsert({
        object: 'trade.line',
        partial: true,
        rows: [
          { deal: id, ...line('C') },
          { deal: other.id, ...line('Y', 0) },
          { deal: other.id, ...line('Z') },
          line('nowhere'),
        ],
      }),
    )
    expect(set).toMatchObject({
      created: 2,
      refused: [
        { row: 1, path: '/quantity' },
        { row: 3, path: '/deal', code: 'field.required' },
      ],
    })
    expect(await read(other.id)).toMatchObject({ total: { amount: '20.00' }, lines_count: 2 })
  })
  it('lose nothing when many write at once', async () => {
    const { id } = await make([line('A')])
    await Promise.all(Array.from({ length: 10 }, (_, n) => change(id, { lines: { add: [line(`L${n}`)] } })))
    expect(await read(id)).toMatchObject({ lines_count: 11, total: { amount: '110.00' }, version: 11 })
    expect((await linesOf(id)).map(({ position }) => position)).toEqual(Array.from({ length: 11 }, (_, n) => n + 1))
  })
  it('follow the right to the whole: who may not change it writes no line', async () => {
    const { id } = await make([line('A')])
    const reader = await tenant.staff({
      name: 'Reader',
      objects: { 'trade.deal': { ...scoped('all'), update: 'none' }, 'trade.line': scoped('all') },
    })
    const [a] = (await linesOf(id)) as [Line]
    const works: readonly (() => Promise<unknown>)[] = [
      () => tenant.as(reader, (work) => work.records.create('trade.line', { deal: id, ...line('B') })),
      () => tenant.as(reader, (work) => work.records.update('trade.line', a.id, { quantity: 9 })),
      () => tenant.as(reader, (work) => work.records.remove('trade.line', a.id)),
      () => tenant.as(reader, (work) => work.records.update('trade.deal', id, { lines: [] })),
    ]
    for (const work of works) expect((await refused(work())).code).toBe('access.denied')
    expect(await read(id)).toMatchObject({ version: 1, lines_count: 1 })
  })
})

describe('misshapen lines are refused and leave nothing behind', () => {
  const cases: readonly [string, unknown, { path: string; code: string }][] = [
    ['no list', 'A', { path: '/lines', code: 'parts.malformed' }],
    ['no object', ['A'], { path: '/lines/0', code: 'parts.malformed' }],
    ['an unknown word', { insert: [] }, { path: '/lines/insert', code: 'parts.malformed' }],
    ['too many', Array.from({ length: 2001 }, () => line('A')), { path: '/lines', code: 'parts.too_many' }],
    ['an unknown field', [{ ...line('A'), nmae: 'x' }], { path: '/lines/0/nmae', code: 'field.unknown' }],
    ['a wrong value', [line('A'), line('B', 0)], { path: '/lines/1/quantity', code: 'field.out_of_range' }],
    ['a missing value', [{ name: 'A' }], { path: '/lines/0/quantity', code: 'field.required' }],
    [
      'a line that is not there',
      [{ id: '0199aaaa-0000-7000-8000-000000000000', quantity: 2 }],
      { path: '/lines/0/id', code: 'parts.not_here' },
    ],
    [
      'a derived value',
      [{ ...line('A'), total: { amount: '1.00', currency: 'CNY' } }],
      { path: '/lines/0/total', code: 'field.derived' },
    ],
  ]
  for (const [name, lines, problem] of cases)
    it(name, async () => {
      const { id } = await make([line('A')])
      const error = await refused(change(id, { remark: 'x', lines }))
      expect(error.problems).toContainEqual(expect.objectContaining(problem))
      expect(await read(id)).toMatchObject({ version: 1, remark: null, lines_count: 1 })
    })
  it('a line of another whole, and one named twice', async () => {
    const [one, two] = [await make([line('A')]), await make([line('B')])]
    const [[a], [b]] = [await linesOf(one.id), await linesOf(two.id)] as [[Line], [Line]]
    expect((await refused(change(one.id, { lines: [a, { id: b.id }] }))).problems[0]).toMatchObject({
      path: '/lines/1/id',
      code: 'parts.not_here',
    })
    expect((await refused(change(one.id, { lines: [a, a] }))).problems[0]).toMatchObject({
      path: '/lines/1/id',
      code: 'parts.twice',
    })
    expect((await refused(change(one.id, { lines: [{ ...line('C'), deal: two.id }] }))).problems[0]).toMatchObject({
      path: '/lines/0/deal',
      code: 'parts.of_other',
    })
  })
  it('a key of a line that is taken refuses the whole', async () => {
    await make([line('A', 1, '1.00', { code: 'K1' })])
    expect((await refused(make([line('B'), line('C', 1, '1.00', { code: 'K1' })]))).code).toBe('record.duplicate')
  })
})

describe('changes that commute', () => {
  it('all count when ten come at once', async () => {
    const { id } = await make([line('A')])
    await Promise.all(Array.from({ length: 10 }, (_, n) => change(id, { labels: add([`t${n}`]) })))
    expect(((await read(id)).labels as string[]).toSorted()).toEqual(Array.from({ length: 10 }, (_, n) => `t${n}`))
    await Promise.all(Array.from({ length: 10 }, () => tenant.as(seller, (work) => work.run('deal.pay', { id, amount: 3 }))))
    expect(await read(id)).toMatchObject({ paid: 30 })
  })
  it('take members out, set a value only if it is what it was thought to be', async () => {
    const { id } = await make([line('A')], { labels: ['x', 'y'], remark: 'old' })
    await change(id, { labels: { $remove: ['x'], $add: ['z'] } })
    expect(await read(id)).toMatchObject({ labels: ['y', 'z'] })
    await change(id, { remark: { $if: 'old', $set: 'new' } })
    expect((await refused(change(id, { remark: { $if: 'old', $set: 'other' } }))).problems[0]).toMatchObject({
      code: 'field.changed_meanwhile',
    })
    expect(await read(id)).toMatchObject({ remark: 'new' })
  })
  it('are refused where they make no sense', async () => {
    const { id } = await make([line('A')])
    const [a] = (await linesOf(id)) as [Line]
    const wrong = async (values: Record<string, unknown>) => (await refused(change(id, values))).problems[0]
    expect(await wrong({ remark: plus(1) })).toMatchObject({ path: '/remark', code: 'field.change_not_for_type' })
    expect(await wrong({ labels: { $push: ['x'] } })).toMatchObject({ path: '/labels', code: 'field.unknown_change' })
    expect(await wrong({ labels: { $add: 'x' } })).toMatchObject({ path: '/labels', code: 'field.wrong_type' })
    expect(await wrong({ lines: { change: [{ id: a.id, quantity: plus(5000) }] } })).toMatchObject({
      path: '/lines/change/0/quantity',
      code: 'field.out_of_range',
    })
    expect(await wrong({ lines: { change: [{ id: a.id, price: minus({ amount: '1', currency: 'USD' }) }] } })).toMatchObject({
      code: 'field.other_currency',
    })
    await refused(tenant.as(seller, (work) => work.run('deal.pay', { id, amount: 1001 })))
    expect(await read(id)).toMatchObject({ version: 1, paid: 0 })
  })
})
