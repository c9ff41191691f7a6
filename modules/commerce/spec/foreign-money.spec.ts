import type { JobDefinition, Row } from '@lianke/kernel'
import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
let tenant: TestTenant
let seller: Awaited<ReturnType<TestTenant['staff']>>
let keeper: Awaited<ReturnType<TestTenant['staff']>>
let lamp = ''
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  seller = await tenant.staff({ name: '外贸', objects: { '*': all } })
  keeper = await tenant.staff({ name: '财务', objects: { '*': all }, rights: ['rates.keep'] })
  lamp = await tenant.system(
    async (work) => (await work.records.create('commerce.product', { name: '台灯', code: 'LAMP', price: usd('100.05') })).id,
  )
})
afterAll(() => tenant.close())

const usd = (amount: string) => ({ amount, currency: 'USD' })
const keep = (currency: string, holds_from: string, rate: string, who = keeper) =>
  tenant.as(who, (work) => work.run<{ id: string }>('rate.keep', { currency, holds_from, rate }))
const person = () =>
  tenant.system(async (work) => (await work.records.create('customer.person', { name: '海外客户', owner: seller.id })).id)
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id, { parts: true }))
const place = async (who: string, day: string, more: object = {}) =>
  (
    await tenant.as(seller, (work) =>
      work.run<{ id: string }>('order.place', {
        person: who,
        ordered_at: `${day}T08:00:00+08:00`,
        lines: [{ product: lamp, quantity: '1' }],
        confirm: true,
        ...more,
      }),
    )
  ).id
const codes = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['done'],
    (error: { code: string; problems: { code: string }[] }) =>
      error.problems.length > 0 ? error.problems.map((problem) => problem.code) : [error.code],
  )
const base = (row: Row, field = 'total') => (row[field] as { base_amount: string | null } | null)?.base_amount ?? null

/** Background work that rates asked for; answers how far it told it had come. */
const follow = async (): Promise<readonly (readonly [number, number | null])[]> => {
  const told: [number, number | null][] = []
  const job = (await tenant.platform.model(tenant.id)).jobs.get('records.rebase') as JobDefinition
  const work = {
    platform: tenant.platform,
    tenant: tenant.id,
    signal: new AbortController().signal,
    transaction: tenant.system,
    progress: async (done: number, total: number | null) => void told.push([done, total]),
  }
  await job.run(work, {})
  return told
}
/** The same, broken off after every set and begun again where it was. */
const followInPieces = async (): Promise<number> => {
  const job = (await tenant.platform.model(tenant.id)).jobs.get('records.rebase') as JobDefinition
  for (let pieces = 1; ; pieces += 1) {
    let sets = 0
    const work = {
      platform: tenant.platform,
      tenant: tenant.id,
      signal: new AbortController().signal,
      transaction: tenant.system,
      progress: async () => {
        sets += 1
        throw new Error('broken off')
      },
    }
    await job.run(work, {}).catch((error: Error) => expect(error.message).toBe('broken off'))
    if (sets === 0) return pieces - 1
  }
}
const untouched = async () => tenant.system((work) => work.sql('select 1 from rebasing union all select 1 from rate_change', []))

describe('an amount in another currency', () => {
  it('is worth what the newest rate on or before the day of its document says, to the fen', async () => {
    await keep('USD', '2026-01-01', '7.00')
    await keep('USD', '2026-02-01', '7.2055')
    await follow()
    const who = await person()
    const before = await read('commerce.order', await place(who, '2025-12-31'))
    const january = await read('commerce.order', await place(who, '2026-01-31'))
    const february = await read('commerce.order', await place(who, '2026-02-01'))
    expect([base(before), base(january), base(february)]).toEqual([null, '700.35', '720.91'])
    expect((february.lines as Row[]).map((line) => [base(line, 'price'), base(line)])).toEqual([['720.91', '720.91']])
    expect((await read('customer.person', who)).order_total).toBe('1421.2600')
    const found = await tenant.system((work) =>
      work.records.list('commerce.order', {
        filter: {
          and: [
            { field: 'person', op: 'eq', value: who },
            { field: 'total', op: 'gte', value: '700.36' },
          ],
        },
      }),
    )
    expect(found.data.map(({ id }) => id)).toEqual([february.id])
  })
  it('follows a rate that comes late, one that is corrected and one that goes, with the totals over it', async () => {
    const who = await person()
    const id = await place(who, '2024-05-20')
    expect([base(await read('commerce.order', id)), (await read('customer.person', who)).order_total]).toEqual([null, '0.0000'])
    const rate = await keep('USD', '2024-05-01', '7.10')
    const told = await follow()
    expect(told.length).toBeGreaterThan(0)
    expect(base(await read('commerce.order', id))).toBe('710.36')
    expect((await read('customer.person', who)).order_total).toBe('710.3600')
    expect(base(((await read('commerce.order', id)).lines as Row[])[0] as Row, 'price')).toBe('710.36')
    expect((await keep('USD', '2024-05-01', '7.2')).id).toBe(rate.id)
    await follow()
    expect((await read('customer.person', who)).order_total).toBe('720.3600')
    await tenant.as(keeper, (work) => work.run('rate.remove', { id: rate.id }))
    await follow()
    expect([base(await read('commerce.order', id)), (await read('customer.person', who)).order_total]).toEqual([null, '0.0000'])
    expect(await untouched()).toEqual([])
  })
  it('keeps its worth when something else of the document is written, and follows the day when that is', async () => {
    const who = await person()
    const id = await place(who, '2026-01-10', { confirm: false })
    const shown = await read('commerce.order', id)
    await tenant.as(seller, (work) =>
      work.records.update('commerce.order', id, { remark: '加急', total: shown.total, ordered_at: shown.ordered_at }),
    )
    expect(await read('commerce.order', id)).toMatchObject({
      version: Number(shown.version) + 1,
      total: { base_amount: '700.35' },
    })
    await tenant.as(seller, (work) => work.records.update('commerce.order', id, { ordered_at: '2026-03-01T00:00:00+08:00' }))
    const moved = await read('commerce.order', id)
    expect([base(moved), base((moved.lines as Row[])[0] as Row)]).toEqual(['720.91', '720.91'])
  })
  it('is worth its own day’s rate also where it follows from a payment', async () => {
    const who = await person()
    const id = await place(who, '2026-01-20')
    const { id: received } = await tenant.as(seller, (work) =>
      work.run<{ id: string }>('payment.record', {
        person: who,
        amount: '50',
        currency: 'USD',
        paid_at: '2026-02-20T00:00:00Z',
        allocations: [{ order: id, amount: '50' }],
      }),
    )
    expect(await read('commerce.order', id)).toMatchObject({
      payment_status: 'partly_paid',
      paid: { amount: '50.00', currency: 'USD', base_amount: '350.00' },
    })
    expect(base(await read('commerce.payment', received), 'amount')).toBe('360.28')
  })
  it('that no rate says the worth of can be asked for, and is not among those compared', async () => {
    const who = await person()
    const unrated = await place(who, '2020-01-01')
    await place(who, '2026-02-03')
    const found = (condition: object) =>
      tenant.system(async (work) => {
        const own = { field: 'person', op: 'eq', value: who } as const
        const { data } = await work.records.list('commerce.order', { filter: { and: [own, condition as typeof own] } })
        return data.map(({ id }) => id)
      })
    expect(await found({ field: 'total', op: 'no_rate' })).toEqual([unrated])
    expect(await found({ field: 'total', op: 'gte', value: '0' })).not.toContain(unrated)
  })
  it('tells of the new worth as a change that nobody made', async () => {
    const who = await person()
    const id = await place(who, '2023-06-01')
    await keep('USD', '2023-06-01', '7')
    await follow()
    const facts = await tenant.system((work) =>
      work.sql<{ after: Record<string, unknown>; payload: Record<string, unknown> }>(
        `select after, payload from fact where record = $1 and name = 'commerce.order.updated' order by id desc limit 2`,
        [id],
      ),
    )
    expect(facts.every(({ payload }) => payload.roll_up === true)).toBe(true)
    expect(facts.some(({ after }) => base(after as Row) === '700.35')).toBe(true)
  })
})

describe('amounts that follow a rate', () => {
  it('do so in sets, each with its place: what is broken off goes on where it was, and each is told once', async () => {
    const rows = Array.from({ length: 2300 }, (_, n) => ({
      name: `账户 ${n}`,
      annual_revenue: { amount: '10', currency: 'SGD' },
    }))
    await tenant.system((work) => work.records.upsert({ object: 'customer.account', rows }))
    await keep('SGD', '2020-01-01', '5.3')
    expect(await followInPieces()).toBeGreaterThanOrEqual(3)
    const worth = await tenant.system((work) =>
      work.sql(
        `select annual_revenue_base::text as base, count(*)::int as n from customer_account where annual_revenue_currency = 'SGD' group by 1`,
        [],
      ),
    )
    expect(worth).toEqual([{ base: '53.0000', n: 2300 }])
    const told = await tenant.system((work) =>
      work.sql(`select count(*)::int as n from fact where name = 'customer.account.updated'`, []),
    )
    expect(told).toEqual([{ n: 2300 }])
  })
  it('wait for writers who read the rate before: nobody’s amount is missed', async () => {
    await keep('GBP', '2026-01-01', '9')
    await follow()
    const mug = await tenant.system(
      async (work) =>
        (await work.records.create('commerce.product', { name: '马克杯', code: 'MUG', price: { amount: '10', currency: 'GBP' } }))
          .id,
    )
    const who = await person()
    const written = Promise.withResolvers<void>()
    const leave = Promise.withResolvers<void>()
    const slow = tenant.as(seller, async (work) => {
      const placed = await work.run<{ id: string }>('order.place', {
        person: who,
        ordered_at: '2026-01-10T00:00:00Z',
        lines: [{ product: mug, quantity: '1' }],
      })
      written.resolve()
      await leave.promise
      return placed.id
    })
    await written.promise
    await keep('GBP', '2026-01-01', '9.5')
    let over = false
    const following = follow().then(() => {
      over = true
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(over).toBe(false)
    leave.resolve()
    const id = await slow
    await following
    expect(base(await read('commerce.order', id))).toBe('95.00')
  })
})

describe('a rate', () => {
  it('is of a currency in use that is not the own one, above zero, and kept by those who may', async () => {
    expect(await codes(keep('USD', '2026-04-01', '0'))).toEqual(['rate.not_positive'])
    expect(await codes(keep('USD', '2026-04-01', '-7'))).toEqual(['rate.not_positive'])
    expect(await codes(keep('DEM', '2026-04-01', '3'))).toEqual(['rate.unknown_currency'])
    expect(await codes(keep('CNY', '2026-04-01', '1'))).toEqual(['rate.own_currency'])
    expect(await codes(keep('USD', '2026-04-01', '7', seller))).toEqual(['access.denied'])
    const direct = (values: object) =>
      codes(tenant.as(seller, (work) => work.records.create('organisation.exchange_rate', { ...values })))
    expect(await direct({ currency: 'USD', holds_from: '2026-04-01', rate: '7' })).toEqual(['access.right_needed'])
  })
  it('of a day to come holds from that day on', async () => {
    await keep('EUR', '2026-01-01', '8')
    await keep('EUR', '2199-01-01', '9')
    const cup = await tenant.system(
      async (work) =>
        (await work.records.create('commerce.product', { name: '杯', code: 'CUP', price: { amount: '10', currency: 'EUR' } })).id,
    )
    const who = await person()
    const on = async (day: string) => read('commerce.order', await place(who, day, { lines: [{ product: cup, quantity: '1' }] }))
    expect([base(await on('2026-11-11')), base(await on('2199-01-01'))]).toEqual(['80.00', '90.00'])
  })
  it('comes by import, by currency and day', async () => {
    const bring = (rate: string) =>
      tenant.as(keeper, (work) =>
        work.records.upsert({
          object: 'organisation.exchange_rate',
          key: ['currency', 'holds_from'],
          rows: [{ currency: 'JPY', holds_from: '2026-01-01', rate, source: 'import' }],
        }),
      )
    expect(await bring('0.0465')).toMatchObject({ created: 1 })
    expect(await bring('0.0470')).toMatchObject({ updated: 1 })
  })
})

describe('a document', () => {
  const product = async (name: string, code: string, price: object | null) =>
    tenant.system(async (work) => (await work.records.create('commerce.product', { name, code, price })).id)
  const placing = async (lines: object[], more: object = {}) => {
    const who = await person()
    return codes(tenant.as(seller, (work) => work.run('order.place', { person: who, lines, ...more })))
  }
  it('is in one currency: a product listed in another is named, never counted as the first one’s', async () => {
    const pen = await product('笔', 'PEN', { amount: '5', currency: 'CNY' })
    const bare = await product('样品', 'BARE', null)
    expect(
      await placing([
        { product: lamp, quantity: '1' },
        { product: pen, quantity: '1' },
      ]),
    ).toEqual(['order.currency_not_listed'])
    expect(await placing([{ product: bare, quantity: '1' }])).toEqual(['order.no_price'])
    expect(
      await placing([
        { product: bare, quantity: '1', price: usd('3') },
        { product: lamp, quantity: '1' },
      ]),
    ).toEqual(['done'])
    expect(
      await placing([
        { product: bare, quantity: '1', price: usd('3') },
        { product: bare, quantity: '1', price: { amount: '3', currency: 'EUR' } },
      ]),
    ).toEqual(['order.other_currency'])
    expect(await placing([{ product: lamp, quantity: '2', discount: { amount: '1', currency: 'CNY' } }])).toEqual([
      'order.other_currency',
    ])
  })
  it('changes its lines in its own currency only', async () => {
    const id = await place(await person(), '2026-01-10', { confirm: false })
    const add = (price: object) =>
      tenant.system((work) =>
        work.records.update('commerce.order', id, { lines: { add: [{ name: '运费', quantity: '1', price }] } }),
      )
    expect(await codes(add({ amount: '9', currency: 'CNY' }))).toEqual(['order.other_currency'])
    expect((await read('commerce.order', id)).total).toMatchObject({ amount: '100.05', currency: 'USD' })
    await add(usd('9'))
    expect((await read('commerce.order', id)).total).toEqual({ amount: '109.05', currency: 'USD', base_amount: '763.35' })
  })
  it('has a price book of one currency, whose prices are in it', async () => {
    const book = await tenant.system((work) =>
      work.records.create('commerce.price_book', { name: '美元价', currency: 'USD', applies: 'chosen' }),
    )
    const entry = (price: object) =>
      tenant.system((work) => work.records.create('commerce.price_book_entry', { price_book: book.id, product: lamp, price }))
    expect(await codes(entry({ amount: '80', currency: 'CNY' }))).toEqual(['price_book.other_currency'])
    await entry(usd('80'))
    expect(
      await codes(tenant.system((work) => work.records.update('commerce.price_book', book.id, { currency: 'EUR' }))),
    ).toEqual(['price_book.has_prices'])
    const id = await place(await person(), '2026-01-10', { price_book: book.id })
    expect((await read('commerce.order', id)).total).toEqual({ amount: '80.00', currency: 'USD', base_amount: '560.00' })
  })
})
