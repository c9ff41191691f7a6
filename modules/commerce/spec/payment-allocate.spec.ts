import { offeredOn } from '@lianke/platform/commands'
import { proveLedgers } from '@lianke/platform'
import { refused, scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { accountPrepayment, prepayment } from '../index.ts'
import { units } from '../rules/amount.rule.ts'

let tenant: TestTenant
let seller: Awaited<ReturnType<TestTenant['staff']>>
let tea = ''
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  seller = await tenant.staff({ name: '王小明', objects: { '*': scoped('all') }, rights: ['records.migrate'] })
  tea = (await create('commerce.product', { name: '茶', code: 'TEA', price: cny('100') })).id
})
afterAll(() => tenant?.close())

const cny = (amount: string) => ({ amount, currency: 'CNY' })
const create = (object: string, values: Record<string, unknown>) =>
  tenant.system((work) => work.records.create(object, { owner: seller.id, ...values }))
const run = <O = { id: string }>(name: string, input: unknown) => tenant.as(seller, (work) => work.run<O>(name, input))
const buyer = async (name = '买') => (await create('customer.person', { name })).id
const place = async (of: Record<string, string>, quantity = '1', confirm = true) =>
  (await run('order.place', { ...of, lines: [{ product: tea, quantity }], confirm })).id
const record = async (input: object) => (await run('payment.record', input)).id
const allocate = (id: string, amounts: Record<string, string>) =>
  run('payment.allocate', { id, allocations: Object.entries(amounts).map(([order, amount]) => ({ order, amount })) })
const code = async (work: Promise<unknown>) => {
  const { code: own, problems } = await refused(work)
  return problems[0]?.code ?? own
}
const balance = async (person: string) =>
  (await tenant.system((work) => work.ledger(prepayment).balances([{ person, currency: 'CNY' }])))[0]?.balance
const paidOn = async (id: string) => (await tenant.system((work) => work.records.get('commerce.order', id))).paid
const read = (id: string) => tenant.system((work) => work.records.get('commerce.payment', id, { parts: true }))
const offered = async (object: string, id: string): Promise<string[]> =>
  (await tenant.as(seller, (work) => offeredOn(work, object, [id]))).map(({ command }) => command)

describe('a payment that is told apart anew', () => {
  it('takes what is missing out of the prepayment, and puts back what is left', async () => {
    const person = await buyer()
    const [one, two] = [await place({ person }), await place({ person }, '2')]
    const id = await record({ person, amount: '250', allocations: [{ order: one, amount: '100' }] })
    expect([await balance(person), (await read(id)).prepaid]).toMatchObject(['150.00', cny('150.00')])
    await allocate(id, { [one]: '50', [two]: '200' })
    expect([await balance(person), await paidOn(one), await paidOn(two)]).toMatchObject(['0.00', cny('50.00'), cny('200.00')])
    await allocate(id, { [two]: '120.5' })
    expect([await balance(person), await paidOn(one), await paidOn(two)]).toMatchObject(['129.50', cny('0.00'), cny('120.50')])
    expect((await read(id)).allocations).toHaveLength(1)
    // Said again as it is: nothing is posted and nothing changes.
    const { version } = await read(id)
    await allocate(id, { [two]: '120.5' })
    expect([await balance(person), (await read(id)).version]).toEqual(['129.50', version])
  })
  it('is held by prepayment that has been spent since, and leaves nothing behind', async () => {
    const person = await buyer()
    const [one, two] = [await place({ person }), await place({ person })]
    const id = await record({ person, amount: '100' })
    await run('prepayment.apply', { id: one })
    expect(await code(allocate(id, { [two]: '40' }))).toBe('ledger.below_floor')
    expect([await balance(person), (await read(id)).allocations, await paidOn(two)]).toMatchObject(['0.00', [], cny('0.00')])
  })
  it('goes to open orders of its buyer, in its currency, never beyond what came in or what is owed', async () => {
    const [person, other] = [await buyer(), await buyer('别人')]
    const [mine, theirs, draft] = [await place({ person }), await place({ person: other }), await place({ person }, '1', false)]
    const id = await record({ person, amount: '150' })
    expect(await code(allocate(id, { [theirs]: '10' }))).toBe('payment.other_buyer')
    expect(await code(allocate(id, { [mine]: '100.01' }))).toBe('payment.overpaid')
    expect(await code(allocate(id, { [mine]: '-1' }))).toBe('payment.overpaid')
    expect(await code(allocate(id, { [draft]: '10' }))).toBe('payment.order_not_open')
    const twice = [mine, mine].map((order) => ({ order, amount: '10' }))
    expect(await code(run('payment.allocate', { id, allocations: twice }))).toBe('payment.order_twice')
    const dollars = [{ order: mine, amount: { amount: '10', currency: 'USD' } }]
    expect(await code(run('payment.allocate', { id, allocations: dollars }))).toBe('payment.received_in')
    const unknown = [{ order: id, amount: '1' }]
    expect(await code(run('payment.allocate', { id, allocations: unknown }))).toBe('field.reference_not_found')
    const small = await record({ person, amount: '10' })
    expect(await code(allocate(small, { [mine]: '10.01' }))).toBe('payment.allocated_too_much')
    expect(await balance(person)).toBe('160.00')
  })
  it('of which nobody knew whose it was becomes the buyer’s whose order it pays', async () => {
    const account = (await create('customer.account', { name: '茶业' })).id
    const person = await buyer()
    const order = await place({ person, account })
    const id = await record({ amount: '130' })
    await allocate(id, { [order]: '100' })
    expect(await read(id)).toMatchObject({ account, person, prepaid: cny('30.00') })
    const [left] = await tenant.system((work) => work.ledger(accountPrepayment).balances([{ account, currency: 'CNY' }]))
    expect([left?.balance, await balance(person)]).toEqual(['30.00', '0.00'])
  })
  it('paid from the prepayment stays with orders whole', async () => {
    const person = await buyer()
    const [one, two] = [await place({ person }), await place({ person })]
    await record({ person, amount: '80' })
    const { id } = await run('prepayment.apply', { id: one })
    expect(await code(allocate(id, { [one]: '50' }))).toBe('payment.prepayment_unallocated')
    await allocate(id, { [one]: '30', [two]: '50' })
    expect([await balance(person), await paidOn(one), await paidOn(two)]).toMatchObject(['0.00', cny('30.00'), cny('50.00')])
  })
  it('tells that an order is paid by it, once', async () => {
    const person = await buyer()
    const order = await place({ person })
    const id = await record({ person, amount: '100' })
    for (const amount of ['60', '100', '100']) await allocate(id, { [order]: amount })
    const told = await tenant.platform.database.query(tenant.id, {
      text: `select 1 as one from fact where name = 'order.paid' and record = $1`,
      values: [order],
    })
    expect(told).toHaveLength(1)
  })
  it('is reversed to the last digit as it stands then', async () => {
    const person = await buyer()
    const [one, two] = [await place({ person }), await place({ person }, '3')]
    const id = await record({ person, amount: '350', allocations: [{ order: one, amount: '100' }] })
    await allocate(id, { [two]: '299.99' })
    const back = await run('payment.reverse', { id, reason: '记错' })
    expect([await balance(person), await paidOn(one), await paidOn(two)]).toMatchObject(['0.00', cny('0.00'), cny('0.00')])
    expect(await read(back.id)).toMatchObject({ amount: cny('-350.00'), prepaid: cny('-50.01'), status: 'reversal' })
    expect(await code(allocate(id, { [one]: '1' }))).toBe('payment.closed')
  })
  it('of a company takes back from the company, also where the payment was recorded by its order alone', async () => {
    const account = (await create('customer.account', { name: '甲公司' })).id
    const order = await place({ person: await buyer(), account })
    const id = await record({ amount: '180', allocations: [{ order, amount: '100' }] })
    const left = async () =>
      (await tenant.system((work) => work.ledger(accountPrepayment).balances([{ account, currency: 'CNY' }])))[0]?.balance
    expect(await left()).toBe('80.00')
    await run('payment.reverse', { id, reason: '记错' })
    expect(await left()).toBe('0.00')
  })
})

describe('two acts on one payment at the same moment', () => {
  it('leave it as one of them said, with the prepayment to the last digit', async () => {
    const person = await buyer()
    const orders = await Promise.all([place({ person }), place({ person }), place({ person })])
    const id = await record({ person, amount: '120' })
    await Promise.all(orders.map((order) => allocate(id, { [order]: '100' })))
    const paid = await Promise.all(orders.map(async (order) => await paidOn(order)))
    expect(paid.map((one) => JSON.stringify(one)).filter((one) => one.includes('100.00'))).toHaveLength(1)
    expect(await balance(person)).toBe('20.00')
  })
  it('give an order of it what is there, once', async () => {
    const person = await buyer()
    const orders = await Promise.all([place({ person }), place({ person }), place({ person })])
    const id = await record({ person, amount: '150' })
    await Promise.all(orders.map((order) => run('order.allocate', { id: order, payment: id }).catch(() => null)))
    expect(await balance(person)).toBe('0.00')
    expect((await read(id)).allocations).toHaveLength(2)
  })
  it('of which one takes it back: it is told apart before or not at all', async () => {
    const person = await buyer()
    const order = await place({ person })
    const id = await record({ person, amount: '100' })
    const done = await Promise.all([
      allocate(id, { [order]: '100' }).then(
        () => 'done',
        () => 'refused',
      ),
      run('payment.reverse', { id, reason: 'x' }).then(() => 'reversed'),
    ])
    expect(done[1]).toBe('reversed')
    expect([await balance(person), await paidOn(order)]).toMatchObject(['0.00', cny('0.00')])
  })
})

describe('from the order’s side', () => {
  it('what is left of a payment pays it, as far as it goes', async () => {
    const person = await buyer()
    const [one, two] = [await place({ person }), await place({ person }, '2')]
    const id = await record({ person, amount: '150' })
    await run('order.allocate', { id: one, payment: id })
    expect([await balance(person), await paidOn(one)]).toMatchObject(['50.00', cny('100.00')])
    expect(await code(run('order.allocate', { id: two, payment: id, amount: '50.01' }))).toBe('payment.allocated_too_much')
    await run('order.allocate', { id: two, payment: id, amount: '20' })
    await run('order.allocate', { id: two, payment: id })
    expect([await balance(person), await paidOn(two)]).toMatchObject(['0.00', cny('50.00')])
    expect(await code(run('order.allocate', { id: two, payment: id }))).toBe('payment.nothing_left')
    expect(await code(run('order.allocate', { id: one, payment: id }))).toBe('prepayment.nothing_open')
  })
})

describe('an act is offered where it will not be refused', () => {
  const acts = ['order.allocate', 'prepayment.apply', 'payment.allocate']
  const of = async (object: string, id: string) => (await offered(object, id)).filter((name) => acts.includes(name)).toSorted()

  it('by the balance of the buyer, in the currency of the order', async () => {
    const person = await buyer()
    const order = await place({ person })
    expect(await of('commerce.order', order)).toEqual([])
    await record({ person, amount: '70', currency: 'USD' })
    await record({ person: await buyer('别人'), amount: '70' })
    expect(await of('commerce.order', order)).toEqual([])
    const id = await record({ person, amount: '70' })
    expect(await of('commerce.order', order)).toEqual(['order.allocate', 'prepayment.apply'])
    await run('prepayment.apply', { id: order })
    expect(await of('commerce.order', order)).toEqual([])
    // What was left of it has been spent: no order can have it any more.
    await place({ person })
    expect(await of('commerce.payment', id)).toEqual([])
    await record({ person, amount: '70' })
    const returned = [{ product: tea, name: '茶', quantity: '-1', price: cny('100') }]
    const back = await create('commerce.order', { person, kind: 'return', lines: returned })
    await run('order.confirm', { id: back.id })
    expect(await of('commerce.order', back.id)).toEqual([])
  })
  it('of a company by the company’s, not by that of whoever buys for it', async () => {
    const account = (await create('customer.account', { name: '乙公司' })).id
    const person = await buyer()
    await record({ person, amount: '500' })
    const order = await place({ person, account })
    expect(await of('commerce.order', order)).toEqual([])
    await record({ account, amount: '5' })
    expect(await of('commerce.order', order)).toEqual(['order.allocate', 'prepayment.apply'])
  })
  it('on a payment that has orders or whose buyer has one that is open', async () => {
    const person = await buyer()
    const id = await record({ person, amount: '70' })
    expect(await of('commerce.payment', id)).toEqual([])
    const order = await place({ person })
    expect(await of('commerce.payment', id)).toEqual(['payment.allocate'])
    await allocate(id, { [order]: '70' })
    expect(await of('commerce.payment', id)).toEqual(['payment.allocate'])
    const back = await run('payment.reverse', { id, reason: 'x' })
    expect([await of('commerce.payment', id), await of('commerce.payment', back.id)]).toEqual([[], []])
  })
})

describe('whatever acts follow each other', () => {
  it('what orders have and what is prepaid is what came in, of every payment', async () => {
    const act = fc.record({
      kind: fc.constantFrom('record', 'allocate', 'take', 'apply', 'reverse', 'spend'),
      payment: fc.nat(5),
      amount: fc.integer({ min: 1, max: 250 }),
      orders: fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 0, max: 130 })), { maxLength: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 12 }), async (acts) => {
        const person = await buyer()
        const orders = await Promise.all(['1', '2', '1', '3'].map((quantity) => place({ person }, quantity)))
        const payments: string[] = []
        for (const { kind, payment: at, amount, orders: told } of acts) {
          const id = payments[at % Math.max(1, payments.length)] ?? ''
          const order = orders[(told[0]?.[0] ?? 0) % orders.length] ?? ''
          const amounts = Object.fromEntries(told.map(([index, of]) => [orders[index] ?? '', String(of)]))
          const allocations = Object.entries(amounts).map(([of, given]) => ({ order: of, amount: given }))
          const work = {
            record: () => run('payment.record', { person, amount: String(amount), allocations }),
            allocate: () => allocate(id, amounts),
            take: () => run('order.allocate', { id: order, payment: id }),
            apply: () => run('prepayment.apply', { id: order }),
            reverse: () => run('payment.reverse', { id, reason: 'x' }),
            spend: () => run('payment.record', { person, amount: String(-amount) }),
          }[kind]
          const made = await work().catch(() => null)
          if (made && kind === 'record') payments.push(made.id)
        }
        const { data } = await tenant.system((work) =>
          work.records.list('commerce.payment', { filter: { field: 'person', op: 'eq', value: person }, limit: 200 }),
        )
        const posted = await tenant.platform.database.query<{ entry_key: string; amount: string }>(tenant.id, {
          text: `select e.entry_key, e.amount::text from commerce_prepayment_entry e join commerce_prepayment a on a.id = e.account where a.person = $1`,
          values: [person],
        })
        for (const { id } of data) {
          const row = await read(id)
          const own = posted.filter(({ entry_key }) => entry_key.startsWith(`payment:${id}`))
          const ledger = own.reduce((sum, one) => sum + units(one.amount), 0n)
          const allocated = (row.allocations as { amount: { amount: string } }[]).reduce(
            (sum, one) => sum + units(one.amount.amount),
            0n,
          )
          const money = units((row.amount as { amount: string }).amount)
          expect(allocated + ledger).toBe(row.method === 'prepayment' ? 0n : money)
          expect(units((row.prepaid as { amount: string } | null)?.amount)).toBe(ledger)
          if (row.method === 'prepayment') expect(allocated).toBe(money)
        }
        expect(units(await balance(person))).toBe(posted.reduce((sum, one) => sum + units(one.amount), 0n))
      }),
      { numRuns: 20 },
    )
    expect((await proveLedgers(tenant.platform, tenant.id)).flatMap(({ differences }) => differences)).toEqual([])
  })
})

describe('a payment brought from elsewhere', () => {
  const bring = async (person: string, order: string, rows: Record<string, unknown>) =>
    tenant.as(seller, (work) =>
      work.records.upsert({
        object: 'commerce.payment',
        rows: [
          { person, amount: cny('100'), paid_at: '2024-05-01T00:00:00Z', allocations: [{ order, amount: cny('60') }], ...rows },
        ],
        migrating: true,
      }),
    )

  it('moves no prepayment until it is told apart here; taken back before, it takes nothing', async () => {
    const person = await buyer()
    const [one, two] = [await place({ person }), await place({ person })]
    const brought = String((await bring(person, one, {})).ids[0])
    expect([await balance(person), (await read(brought)).prepaid]).toEqual(['0.00', null])
    await allocate(brought, { [one]: '60', [two]: '30' })
    expect([await balance(person), await paidOn(two)]).toMatchObject(['10.00', cny('30.00')])
    await run('payment.reverse', { id: brought, reason: 'x' })
    expect(await balance(person)).toBe('0.00')
    const other = String((await bring(person, one, {})).ids[0])
    await run('payment.reverse', { id: other, reason: 'x' })
    expect([await balance(person), await paidOn(one)]).toMatchObject(['0.00', cny('0.00')])
  })
  it('may be changed by a migration, but not what the ledger speaks of', async () => {
    const person = await buyer()
    const order = await place({ person })
    expect(await code(bring(person, order, { prepaid: cny('40') }))).toBe('payment.prepaid_not_brought')
    const migrate = (id: string, values: Record<string, unknown>) =>
      tenant.as(seller, (work) =>
        work.records.upsert({ object: 'commerce.payment', rows: [{ id, ...values }], key: ['id'], migrating: true }),
      )
    const brought = String((await bring(person, order, {})).ids[0])
    await migrate(brought, { amount: cny('90'), paid_at: '2024-05-02T00:00:00Z' })
    expect(await read(brought)).toMatchObject({ amount: cny('90.00'), prepaid: null })
    const ours = await record({ person, amount: '50' })
    expect(await code(migrate(ours, { amount: cny('60') }))).toBe('payment.stands')
    expect(await code(migrate(ours, { allocations: [{ order, amount: cny('10') }] }))).toBe('payment.prepaid_differs')
    expect(await balance(person)).toBe('50.00')
  })
})
