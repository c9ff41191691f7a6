import { offeredOn } from '@lianke/platform/commands'
import { refused, scoped, type TestTenant, testTenant } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../../apps/definitions.ts'
import { prepayment } from '../index.ts'

let tenant: TestTenant
let seller: Awaited<ReturnType<TestTenant['staff']>>
let tea = ''
let person = ''
beforeAll(async () => {
  tenant = await testTenant({ modules: definitions })
  seller = await tenant.staff({ name: '王小明', objects: { '*': scoped('all') }, rights: [] })
  tea = (await create('commerce.product', { name: '茶', code: 'TEA', price: { amount: '100', currency: 'CNY' } })).id
  person = (await create('customer.person', { name: '买' })).id
})
afterAll(() => tenant?.close())

const create = (object: string, values: Record<string, unknown>) =>
  tenant.system((work) => work.records.create(object, { owner: seller.id, ...values }))
const run = <O = { id: string }>(name: string, input: unknown) => tenant.as(seller, (work) => work.run<O>(name, input))
const place = async (confirm = true) =>
  (await run('order.place', { person, lines: [{ product: tea, quantity: '2' }], confirm })).id
const order = (id: string) => tenant.system((work) => work.records.get('commerce.order', id))
const offered = async (id: string): Promise<string[]> =>
  (await tenant.as(seller, (work) => offeredOn(work, 'commerce.order', [id]))).map(({ command }) => command)

describe('order.receive', () => {
  it('takes all that is open where no amount is said, and says what came of it', async () => {
    const id = await place()
    const answer = await run<{ payment: string }>('order.receive', { id })
    expect(answer).toMatchObject({ received: { amount: '200.00', currency: 'CNY' }, open: { amount: '0.00' } })
    expect(await order(id)).toMatchObject({ payment_status: 'paid', paid: { amount: '200.00' } })
    const paid = await tenant.system((work) => work.records.get('commerce.payment', answer.payment))
    expect(paid).toMatchObject({ person, method: 'bank', prepaid: { amount: '0.00' } })
  })
  it('leaves the rest open, and gives what is too much to the prepayment', async () => {
    const id = await place()
    expect(await run('order.receive', { id, amount: '50', method: 'cash' })).toMatchObject({ open: { amount: '150.00' } })
    expect(await run('order.receive', { id, amount: { amount: '180', currency: 'CNY' } })).toMatchObject({
      open: { amount: '0.00' },
    })
    expect(await order(id)).toMatchObject({ payment_status: 'paid' })
    const [left] = await tenant.system((work) => work.ledger(prepayment).balances([{ person, currency: 'CNY' }]))
    expect(left?.balance).toBe('30.00')
  })
  it('is refused where nothing is open, and offered only where it will work', async () => {
    const [draft, open] = [await place(false), await place()]
    expect(await offered(draft)).not.toContain('order.receive')
    expect(await offered(open)).toContain('order.receive')
    await run('order.receive', { id: open })
    expect(await offered(open)).not.toContain('order.receive')
    expect((await refused(run('order.receive', { id: open }))).code).toBe('prepayment.nothing_open')
  })
})

describe('acts on an order', () => {
  it('that must fail are not offered: confirming an empty one, cancelling one with money', async () => {
    const empty = (await create('commerce.order', { person, lines: [] })).id
    expect(await offered(empty)).not.toContain('order.confirm')
    expect(await offered(await place(false))).toContain('order.confirm')
    const paid = await place()
    expect(await offered(paid)).toContain('order.cancel')
    await run('order.receive', { id: paid, amount: '10' })
    expect(await offered(paid)).not.toContain('order.cancel')
  })
})
