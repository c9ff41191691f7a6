import { customerModule } from '@lianke/customer'
import { leadModule } from '@lianke/lead'
import { Refusal } from '@lianke/kernel'
import { organisationModule } from '@lianke/organisation'
import { proveLedgers } from '@lianke/platform'
import { refused, type TestTenant, testTenant } from '@lianke/platform/testing'
import { salesModule } from '@lianke/sales'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountPrepayment, commerceModule, prepayment } from '../index.ts'

let tenant: TestTenant
let person: string
let product: string
beforeAll(async () => {
  tenant = await testTenant({ modules: [organisationModule, customerModule, leadModule, salesModule, commerceModule] })
  person = await create('customer.person', { name: '安' })
  product = await create('commerce.product', { name: '茶', code: 'tea', price: { amount: '100', currency: 'CNY' } })
})
afterAll(() => tenant.close())

const create = async (object: string, values: Record<string, unknown>) =>
  (await tenant.system((work) => work.records.create(object, values))).id
const run = <O = Record<string, unknown>>(name: string, input: Record<string, unknown>) =>
  tenant.system((work) => work.run<O>(name, input))
const refusal = async (work: Promise<unknown>) => {
  try {
    await work
    return 'nothing was refused'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.code
  }
}
const place = async (buyer: Record<string, string>, quantity: string) =>
  (await run<{ id: string }>('order.place', { ...buyer, lines: [{ product, quantity }], confirm: true })).id
const balance = async (of: string, currency = 'CNY') =>
  (await tenant.system((work) => work.ledger(prepayment).balances([{ person: of, currency }])))[0]?.balance
const order = async (id: string) =>
  (
    await tenant.platform.database.query(tenant.id, {
      text: 'select paid, payment_status from commerce_order where id = $1',
      values: [id],
    })
  )[0]

describe('a payment that was wrong', () => {
  it('is taken back whole: orders are open again and what was left over goes', async () => {
    const buyer = await create('customer.person', { name: '冲' })
    const [one, two] = [await place({ person: buyer }, '1'), await place({ person: buyer }, '2')]
    const paid = await run<{ id: string }>('payment.record', {
      amount: '350.5',
      allocations: [
        { order: one, amount: '100' },
        { order: two, amount: '200' },
      ],
    })
    expect(await balance(buyer)).toBe('50.50')
    const { id } = await run<{ id: string }>('payment.reverse', { id: paid.id, reason: '记错客户' })
    expect([await balance(buyer), await order(one), await order(two)]).toEqual([
      '0.00',
      { paid: '0.0000', payment_status: 'unpaid' },
      { paid: '0.0000', payment_status: 'unpaid' },
    ])
    const read = (of: string) => tenant.system((work) => work.records.get('commerce.payment', of))
    expect(await read(paid.id)).toMatchObject({ status: 'reversed', amount: { amount: '350.50' } })
    expect(await read(id)).toMatchObject({
      status: 'reversal',
      reverses: paid.id,
      amount: { amount: '-350.50' },
      remark: '记错客户',
    })
    expect(await refusal(run('payment.reverse', { id: paid.id, reason: 'x' }))).toBe('payment.already_reversed')
    expect(await refusal(run('payment.reverse', { id, reason: 'x' }))).toBe('payment.is_reversal')
    // Neither of the two is told apart anew, through no door.
    for (const settled of [paid.id, id]) {
      expect(await refusal(run('payment.allocate', { id: settled }))).toBe('payment.closed')
      for (const change of [{ allocations: [] }, { amount: { amount: '1', currency: 'CNY' } }])
        expect(
          await refused(tenant.system((work) => work.generic.records.update('commerce.payment', settled, change))),
        ).toMatchObject({ problems: [{ code: 'field.by_command' }] })
      const house = (change: object) =>
        refused(tenant.system((work) => work.records.update('commerce.payment', settled, { ...change })))
      expect((await house({ allocations: [] })).code).toBe('payment.closed')
      expect((await house({ paid_at: '2020-01-01T00:00:00Z' })).code).toBe('payment.stands')
    }
  })

  it('gives back to the prepayment what was paid out of it', async () => {
    const buyer = await create('customer.person', { name: '还' })
    await run('payment.record', { person: buyer, amount: '100' })
    const bought = await place({ person: buyer }, '1')
    const { id } = await run<{ id: string }>('prepayment.apply', { id: bought })
    expect(await balance(buyer)).toBe('0.00')
    await run('payment.reverse', { id, reason: '退货' })
    expect([await balance(buyer), await order(bought)]).toEqual(['100.00', { paid: '0.0000', payment_status: 'unpaid' }])
  })

  it('is held by prepayment that has been spent since, and nothing is left behind', async () => {
    const buyer = await create('customer.person', { name: '花' })
    const paid = await run<{ id: string }>('payment.record', { person: buyer, amount: '100' })
    const bought = await place({ person: buyer }, '1')
    await run('prepayment.apply', { id: bought })
    expect(await refusal(run('payment.reverse', { id: paid.id, reason: 'x' }))).toMatch(/^ledger\./)
    const [count] = await tenant.platform.database.query<{ n: number }>(tenant.id, {
      text: `select count(*)::int as n from commerce_payment where person = $1`,
      values: [buyer],
    })
    expect(count?.n).toBe(2)
  })

  it('is taken back once, however many try at once', async () => {
    const buyer = await create('customer.person', { name: '并' })
    const paid = await run<{ id: string }>('payment.record', { person: buyer, amount: '80' })
    const tried = await Promise.all(
      Array.from({ length: 8 }, () =>
        run('payment.reverse', { id: paid.id, reason: 'x' }).then(
          () => 'done',
          (error: Refusal) => error.code,
        ),
      ),
    )
    expect(tried.toSorted()).toEqual(['done', ...Array.from({ length: 7 }, () => 'payment.already_reversed')].toSorted())
    expect(await balance(buyer)).toBe('0.00')
  })
})

describe('prepayment', () => {
  it('is what is left over of a payment, in its currency, and pays orders', async () => {
    const first = await place({ person }, '2')
    await run('payment.record', { amount: '350.50', allocations: [{ order: first, amount: '200' }] })
    await run('payment.record', { person, amount: '70', currency: 'USD' })
    expect([await balance(person), await balance(person, 'USD')]).toEqual(['150.50', '70.00'])
    const second = await place({ person }, '1')
    await run('prepayment.apply', { id: second })
    expect(await order(second)).toEqual({ paid: '100.0000', payment_status: 'paid' })
    expect(await balance(person)).toBe('50.50')
    const third = await place({ person }, '3')
    await run('prepayment.apply', { id: third })
    expect(await order(third)).toEqual({ paid: '50.5000', payment_status: 'partly_paid' })
    expect(await refusal(run('prepayment.apply', { id: third }))).toBe('prepayment.nothing_there')
    expect(await refusal(run('prepayment.apply', { id: second }))).toBe('prepayment.nothing_open')
    // Refunded to where it came from.
    await run('payment.record', { amount: '-50.50', method: 'prepayment', allocations: [{ order: third, amount: '-50.50' }] })
    expect([await balance(person), (await order(third))?.paid]).toEqual(['50.50', '0.0000'])
    const kinds = await tenant.platform.database.query(tenant.id, {
      text: `select kind, sum(amount) as sum from commerce_payment where person = $1 and amount_currency = 'CNY' group by kind order by kind`,
      values: [person],
    })
    expect(kinds).toEqual([
      { kind: 'prepayment', sum: '100.0000' },
      { kind: 'receipt', sum: '350.5000' },
    ])
  })
  it('is given back, never more than is there, and leaves nothing behind when it is refused', async () => {
    const bob = await create('customer.person', { name: '博' })
    await run('payment.record', { person: bob, amount: '80' })
    const [account] = (
      await tenant.system((work) => work.records.list(prepayment.name, { filter: { field: 'person', op: 'eq', value: bob } }))
    ).data
    const payments = async () =>
      (
        await tenant.platform.database.query(tenant.id, {
          text: 'select 1 as one from commerce_payment where person = $1',
          values: [bob],
        })
      ).length
    expect(await refusal(run('prepayment.refund', { id: account?.id, amount: '80.01' }))).toBe('ledger.below_floor')
    expect([await balance(bob), await payments()]).toEqual(['80.00', 1])
    await run('prepayment.refund', { id: account?.id, amount: '30', method: 'wechat' })
    expect([await balance(bob), await payments()]).toEqual(['50.00', 2])
    expect(await refusal(run('payment.record', { person: bob, amount: '-51' }))).toBe('ledger.below_floor')
    expect(await refusal(run('payment.record', { person: bob, amount: '5', method: 'prepayment' }))).toBe(
      'payment.prepayment_unallocated',
    )
    expect(await refusal(run('payment.record', { amount: '-5' }))).toBe('payment.no_holder')
    expect(await refusal(run('prepayment.refund', { id: bob, amount: '1' }))).toBe('record.not_found')
  })
  it('is spent once by two who pay at the same moment', async () => {
    const fay = await create('customer.person', { name: '飞' })
    await run('payment.record', { person: fay, amount: '100' })
    const orders = await Promise.all(['1', '1', '1'].map((quantity) => place({ person: fay }, quantity)))
    const paid = await Promise.all(orders.map((id) => refusal(run('prepayment.apply', { id, amount: '100' }))))
    expect(paid.filter((said) => said === 'nothing was refused')).toHaveLength(1)
    expect(await balance(fay)).toBe('0.00')
  })
  it('of a company is the company’s, whoever of it buys', async () => {
    const account = await create('customer.account', { name: '茶业有限公司' })
    await run('payment.record', { account, amount: '500' })
    const id = await place({ person, account }, '2')
    await run('prepayment.apply', { id })
    const [left] = await tenant.system((work) => work.ledger(accountPrepayment).balances([{ account }]))
    expect(left?.balance).toBe('300.00')
    expect((await proveLedgers(tenant.platform, tenant.id)).flatMap(({ differences }) => differences)).toEqual([])
  })
  it('is seen by whoever sees the person', async () => {
    const right = { read: 'own', update: 'own', delete: 'none', create: true } as const
    const guide = await tenant.staff({ name: '林', objects: { '*': right } })
    const gus = await tenant.as(guide, (work) => work.records.create('customer.person', { name: '古', owner: guide.id }))
    await run('payment.record', { person: gus.id, amount: '9' })
    const seen = await tenant.as(guide, (work) => work.records.list(prepayment.name))
    expect(seen.data).toMatchObject([{ person: gus.id, balance: { amount: '9.00', currency: 'CNY' } }])
    expect((await tenant.as(guide, (work) => work.records.list(`${prepayment.name}_entry`))).data).toHaveLength(1)
  })
})
