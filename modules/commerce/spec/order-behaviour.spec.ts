import { type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true } as const
let tenant: TestTenant
let seller: Awaited<ReturnType<TestTenant['staff']>>
let person = ''
let cream = ''
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  seller = await tenant.staff({ name: '王小明', objects: { '*': all } })
  await tenant.system(async (work) => {
    person = (await work.records.create('customer.person', { name: '收货人', owner: seller.id })).id
    cream = (await work.records.create('commerce.product', { name: '面霜', code: 'CREAM', price: cny('899') })).id
  })
})
afterAll(() => tenant.close())

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const run = <O = { id: string }>(command: string, input: unknown) => tenant.as(seller, (work) => work.run<O>(command, input))
const change = (object: string, id: string, values: Record<string, unknown>) =>
  tenant.as(seller, (work) => work.records.update(object, id, values))
const read = (object: string, id: string) => tenant.system((work) => work.records.get(object, id, { parts: true }))
const codes = (work: Promise<unknown>): Promise<string[]> =>
  work.then(
    () => ['done'],
    (error: { code: string; problems: { code: string }[] }) =>
      error.problems.length > 0 ? error.problems.map((problem) => problem.code) : [error.code],
  )
const place = (lines: object[] = [{ product: cream, quantity: '1' }], more: object = {}) =>
  run('order.place', { person, lines, ...more })
const lineOf = async (id: string) => ((await read('commerce.order', id)).lines as { id: string }[])[0]?.id ?? ''

describe('an order', () => {
  it('takes no state, no payment and no sums from outside', async () => {
    const { id } = await place()
    const told = async (values: Record<string, unknown>) => codes(change('commerce.order', id, values))
    expect(await told({ status: 'completed' })).toEqual(['field.by_command'])
    expect(await told({ payment_status: 'paid' })).toEqual(['field.derived'])
    expect(await told({ paid: cny('999999') })).toEqual(['field.derived'])
    expect(await told({ total: cny('0.01') })).toEqual(['field.derived'])
    expect(await told({ paid_before: cny('1') })).toEqual(['field.by_command'])
    const made = tenant.as(seller, (work) =>
      work.records.create('commerce.order', { person, status: 'completed', payment_status: 'paid', paid: cny('100') }),
    )
    expect(await codes(made)).toEqual(['record.made_by_command'])
    expect(await read('commerce.order', id)).toMatchObject({
      status: 'draft',
      payment_status: 'unpaid',
      version: 1,
      total: cny('899.00'),
    })
  })
  it('may be begun by the house without a line', async () => {
    const { id } = await tenant.system((work) => work.records.create('commerce.order', { person }))
    expect(await read('commerce.order', id)).toMatchObject({ status: 'draft', lines: [] })
  })
  it('has its number, however many lines it has', async () => {
    const { id } = await place(Array.from({ length: 150 }, () => ({ product: cream, quantity: '1' })))
    const placed = await read('commerce.order', id)
    expect(placed.order_number).toEqual(expect.any(String))
    expect(placed.lines).toHaveLength(150)
  })
  it('sums anew when a draft line changes, and stands still once it is confirmed', async () => {
    const { id } = await place()
    await change('commerce.order_line', await lineOf(id), { quantity: '10' })
    expect(await read('commerce.order', id)).toMatchObject({ total: cny('8990.00'), lines: [{ total: cny('8990.00') }] })
    await run('order.confirm', { id })
    const line = await lineOf(id)
    expect(await codes(change('commerce.order_line', line, { price: cny('880') }))).toEqual(['record.fixed_in_state'])
    expect(await codes(change('commerce.order', id, { lines: [] }))).toEqual(
      ['record.fixed_in_state', 'record.guard'].slice(0, 1),
    )
    expect(await codes(tenant.as(seller, (work) => work.records.remove('commerce.order_line', line)))).toEqual([
      'record.fixed_in_state',
    ])
    await change('commerce.order', id, { remark: '加急' })
    expect(await read('commerce.order', id)).toMatchObject({ total: cny('8990.00'), remark: '加急', status: 'confirmed' })
  })
  it('is not sold below the lowest price at any door', async () => {
    const cheap = [{ product: cream, quantity: '1', price: '0.01' }]
    expect(await codes(place(cheap))).toEqual(['order.discount_over_limit'])
    const { id } = await place()
    expect(await codes(change('commerce.order_line', await lineOf(id), { price: cny('0.01') }))).toEqual([
      'order.discount_over_limit',
    ])
    expect(
      await codes(change('commerce.order', id, { lines: { add: [{ product: cream, quantity: '1', price: cny('0.01') }] } })),
    ).toEqual(['order.discount_over_limit'])
    expect(await codes(change('commerce.order_line', await lineOf(id), { price: { amount: '1', currency: 'USD' } }))).not.toEqual(
      ['done'],
    )
  })
  it('follows the books in force, the smallest priority first; a book that is off or over counts for nothing', async () => {
    const book = (values: Record<string, unknown>, price: string) =>
      tenant.system(async (work) => {
        const { id } = await work.records.create('commerce.price_book', { currency: 'CNY', ...values })
        await work.records.create('commerce.price_book_entry', {
          price_book: id,
          product: cream,
          price: cny(price),
          discount_max: '0.1',
        })
        return id
      })
    const total = async (more: object = {}) => (await read('commerce.order', (await place(undefined, more)).id)).total
    await book({ name: '停用', priority: 1, active: false }, '1')
    await book({ name: '过期', priority: 2, ends_on: '2020-01-01' }, '2')
    await book({ name: '未到', priority: 3, starts_on: '2199-01-01' }, '3')
    const dealer = await book({ name: '经销', priority: 4, applies: 'chosen' }, '600')
    expect(await total()).toMatchObject(cny('899.00'))
    await book({ name: '秋季', priority: 60 }, '850')
    const member = await book({ name: '会员', priority: 50 }, '800')
    expect(await total()).toMatchObject(cny('800.00'))
    expect(await codes(place([{ product: cream, quantity: '1', price: '719' }]))).toEqual(['order.discount_over_limit'])
    expect(await total({ price_book: dealer })).toMatchObject(cny('600.00'))
    await tenant.system((work) => work.records.update('commerce.price_book', member, { active: false }))
    expect(await total()).toMatchObject(cny('850.00'))
    expect(await codes(place(undefined, { price_book: member }))).toEqual(['order.price_book_not_in_force'])
  })
  it('counts each currency in its own minor unit', async () => {
    const [yen, dinar] = await tenant.system(async (work) => [
      (await work.records.create('commerce.product', { name: '円', code: 'JPY', price: { amount: '333', currency: 'JPY' } })).id,
      (
        await work.records.create('commerce.product', {
          name: '第纳尔',
          code: 'KWD',
          price: { amount: '1.255', currency: 'KWD' },
        })
      ).id,
    ])
    const jpy = await place([{ product: yen, quantity: '1.5' }])
    expect(await read('commerce.order', jpy.id)).toMatchObject({ total: { amount: '500', currency: 'JPY' } })
    const kwd = await place([{ product: dinar, quantity: '1' }], { confirm: true })
    expect(await read('commerce.order', kwd.id)).toMatchObject({ total: { amount: '1.255', currency: 'KWD' } })
    await run('payment.record', { amount: '1.255', currency: 'KWD', allocations: [{ order: kwd.id, amount: '1.255' }] })
    expect(await read('commerce.order', kwd.id)).toMatchObject({ payment_status: 'paid', paid: { amount: '1.255' } })
    expect(
      await codes(
        place([
          { product: yen, quantity: '1' },
          { product: cream, quantity: '1' },
        ]),
      ),
    ).toEqual(['order.currency_not_listed'])
  })
  it('lets a company buy up to its credit, also when two orders come at once', async () => {
    const account = await tenant.system((work) =>
      work.records.create('customer.account', { name: '大客户', owner: seller.id, credit_limit: cny('2000') }),
    )
    const orders = await Promise.all(
      Array.from({ length: 5 }, () =>
        run('order.place', { account: account.id, lines: [{ product: cream, quantity: '1', price: '899' }] }),
      ),
    )
    const done = await Promise.all(orders.map(({ id }) => codes(run('order.confirm', { id }))))
    expect(done.flat().toSorted()).toEqual(['done', 'done', 'order.over_credit', 'order.over_credit', 'order.over_credit'])
  })
})

describe('money for orders', () => {
  it('comes by the command alone, and goes when its payment goes: the order follows', async () => {
    const { id } = await place(undefined, { confirm: true })
    const due = ((await read('commerce.order', id)).total as { amount: string }).amount
    expect(
      await codes(
        tenant.as(seller, (work) =>
          work.records.create('commerce.payment', { person, amount: cny('1'), paid_at: '2026-01-01T00:00:00Z' }),
        ),
      ),
    ).toEqual(['record.made_by_command'])
    const payment = await run('payment.record', { amount: due, allocations: [{ order: id, amount: due }] })
    const paid = await read('commerce.order', id)
    expect(paid).toMatchObject({ payment_status: 'paid', paid: cny(due) })
    expect(paid.paid_at).not.toBeNull()
    // What was received is not deleted but taken back by a payment that stands against it.
    expect(await codes(tenant.as(seller, (work) => work.records.remove('commerce.payment', payment.id)))).toEqual([
      'record.removed_by_command',
    ])
    await tenant.system((work) => work.records.remove('commerce.payment', payment.id))
    expect(await read('commerce.order', id)).toMatchObject({ payment_status: 'unpaid', paid: cny('0.00'), paid_at: null })
    await tenant.system((work) => work.records.restore('commerce.payment', payment.id))
    expect(await read('commerce.order', id)).toMatchObject({ payment_status: 'paid', paid: cny(due) })
    expect(await codes(run('payment.record', { amount: '1', allocations: [{ order: id, amount: '1' }] }))).toEqual([
      'payment.overpaid',
    ])
  })
  it('is never told apart twice, whoever comes first of many', async () => {
    const { id } = await place(undefined, { confirm: true })
    const due = ((await read('commerce.order', id)).total as { amount: string }).amount
    const done = await Promise.all(
      Array.from({ length: 6 }, () => codes(run('payment.record', { amount: due, allocations: [{ order: id, amount: due }] }))),
    )
    expect(done.flat().filter((code) => code === 'done')).toHaveLength(1)
    expect(await read('commerce.order', id)).toMatchObject({ payment_status: 'paid', paid: cny(due) })
  })
  it('is told apart later through the payment, by the same rules', async () => {
    const { id } = await place(undefined, { confirm: true })
    const payment = await run('payment.record', { amount: '100' })
    expect(
      await codes(change('commerce.payment', payment.id, { allocations: { add: [{ order: id, amount: cny('60') }] } })),
    ).toEqual(['field.by_command'])
    const allocate = (amount: string) => run('payment.allocate', { id: payment.id, allocations: [{ order: id, amount }] })
    await allocate('60')
    expect(await read('commerce.order', id)).toMatchObject({ payment_status: 'partly_paid', paid: cny('60.00') })
    expect(await codes(allocate('100.01'))).toEqual(['payment.allocated_too_much'])
    expect(await codes(change('commerce.payment', payment.id, { amount: cny('50') }))).toEqual(['field.by_command'])
    expect(await codes(change('commerce.payment', payment.id, { kind: 'refund' }))).toEqual(['field.derived'])
  })
})

describe('what orders say of a person', () => {
  it('goes with them: totals, first and last order, stage', async () => {
    const buyer = await tenant.system((work) =>
      work.records.create('customer.person', { name: '只买一次', owner: seller.id, stage: 'interested' }),
    )
    const { id } = await run('order.place', {
      person: buyer.id,
      lines: [{ product: cream, quantity: '1', price: '899' }],
      confirm: true,
    })
    expect(await read('customer.person', buyer.id)).toMatchObject({
      order_count: expect.stringMatching(/^1(\.|$)/),
      order_total: expect.stringMatching(/^899/),
    })
    await tenant.as(seller, (work) => work.records.remove('commerce.order', id))
    expect(await read('customer.person', buyer.id)).toMatchObject({
      order_count: expect.stringMatching(/^0(\.|$)/),
      order_total: expect.stringMatching(/^0/),
    })
  })
})
