import { type HttpTenant, httpTenant, type Person, scoped } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../definitions.ts'

let world: HttpTenant
let clerk: Person
let person: string
let order: string
let payment: string
let line: string
const cny = (amount: string) => ({ amount, currency: 'CNY' })

beforeAll(async () => {
  world = await httpTenant(definitions)
  clerk = await world.person({ objects: { '*': { ...scoped('all'), import: true, export: true } } })
  person = (await send('POST', 'customer/person', { name: '小鹿' })).body.id
  const product = (await send('POST', 'commerce/product', { name: '茶', code: 'TEA', price: cny('100') })).body.id
  const lines = [{ product, quantity: '1' }]
  order = (await send('POST', 'commands/order.place', { person, lines, confirm: true })).body.id
  payment = (await send('POST', 'commands/payment.record', { person, amount: '150', allocations: [{ order, amount: '60' }] }))
    .body.id
  line = (await read()).allocations[0].id
})
afterAll(() => world?.close())

const send = async (method: 'POST' | 'PATCH' | 'GET' | 'DELETE', path: string, payload?: object) => {
  const answer = await clerk.send({ method, url: `/api/v1/${path}`, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : null }
}
const read = async () => (await send('GET', `commerce/payment/${payment}`)).body
const left = async () =>
  (await send('POST', 'commerce/prepayment/query', { filter: { field: 'person', op: 'eq', value: person } })).body.data[0].balance
const problems = ({ status, body }: { status: number; body: { problems?: { path: string; code: string }[] } }) => [
  status,
  ...(body.problems ?? []).map(({ path, code }) => `${path} ${code}`),
]

/** Whatever is tried, the payment, its order and the prepayment stand as they did. */
const standing = async () => ({
  payment: await read(),
  order: (await send('GET', `commerce/order/${order}`)).body,
  left: await left(),
})
const leavesAll = async (work: () => Promise<void>) => {
  const before = await standing()
  await work()
  expect(await standing()).toEqual(before)
}

describe('what was received and how it is told apart', () => {
  it('is written through no generic door, and the act is named', () =>
    leavesAll(async () => {
      const changes: readonly (readonly [Record<string, unknown>, string])[] = [
        [{ amount: cny('999') }, '/amount field.by_command'],
        [{ amount: { $plus: cny('1') } }, '/amount field.by_command'],
        [{ amount: { amount: '150', currency: 'USD' } }, '/amount field.by_command'],
        [{ person: null }, '/person field.by_command'],
        [{ method: 'cash' }, '/method field.by_command'],
        [{ paid_at: '2020-01-01T00:00:00Z' }, '/paid_at field.by_command'],
        [{ prepaid: cny('0') }, '/prepaid field.by_command'],
        [{ allocations: [] }, '/allocations field.by_command'],
        [{ allocations: [{ id: line, amount: cny('90') }] }, '/allocations field.by_command'],
        [{ allocations: { remove: [line] } }, '/allocations field.by_command'],
        [{ allocations: { change: [{ id: line, amount: cny('90') }] } }, '/allocations field.by_command'],
      ]
      for (const [change, said] of changes) {
        expect(problems(await send('PATCH', `commerce/payment/${payment}`, change)), said).toEqual([422, said])
        const bulk = await send('POST', 'commerce/payment/bulk', { update: [{ id: payment, ...change }] })
        expect(JSON.stringify(bulk.body), said).toContain('field.by_command')
      }
      const { body } = await send('PATCH', `commerce/payment/${payment}`, { allocations: [] })
      expect(body.problems[0]).toMatchObject({ detail: '只能通过操作修改：分配收款' })
    }))
  it('nor through the lines themselves', () =>
    leavesAll(async () => {
      const of = `commerce/payment_allocation/${line}`
      expect(problems(await send('PATCH', of, { amount: cny('90') }))).toEqual([422, '/allocations field.by_command'])
      expect((await send('DELETE', of)).body).toMatchObject({ status: 422 })
      const other = await send('POST', 'commerce/payment_allocation', { payment, order, amount: cny('1') })
      expect(JSON.stringify(other.body)).toContain('field.by_command')
      const bulk = await send('POST', 'commerce/payment_allocation/bulk', { update: [{ id: line, amount: cny('1') }] })
      expect(JSON.stringify(bulk.body)).toContain('field.by_command')
    }))
  it('nor by a table that is imported without the right to migrate', () =>
    leavesAll(async () => {
      const rows = [{ id: payment, amount: cny('999') }]
      const actor = { kind: 'user', id: clerk.staff } as const
      const done = await world.platform.work(world.tenant, actor, (work) =>
        work.records.upsert({ object: 'commerce.payment', rows, key: ['id'], partial: true }),
      )
      expect(done.refused).toMatchObject([{ path: '/amount', code: 'field.by_command' }])
    }))
  it('may be said again as it is, and what is no money may be changed', async () => {
    const { amount, allocations, paid_at, method } = await read()
    const said = {
      amount: cny(amount.amount),
      allocations: [{ id: line, amount: cny(allocations[0].amount.amount) }],
      paid_at,
      method,
    }
    expect(await send('PATCH', `commerce/payment/${payment}`, { ...said, remark: '对过账' })).toMatchObject({
      status: 200,
      body: { remark: '对过账', allocations: [{ id: line }] },
    })
  })
  it('is shown as it stands and not asked in forms; lines are neither made nor changed there', async () => {
    const { objects } = (await send('GET', 'meta')).body
    const of = (name: string) => objects.find((one: { name: string }) => one.name === name)
    const { fields, parts } = of('commerce.payment')
    for (const name of ['amount', 'method', 'person', 'account', 'paid_at', 'prepaid', 'status'])
      expect(fields[name], name).toMatchObject({ writable: false, migrates: true })
    expect(fields.remark).toMatchObject({ writable: true })
    expect(parts).toMatchObject([{ name: 'allocations', writable: false }])
    expect(of('commerce.payment_allocation').may).toMatchObject({ read: true, create: false, update: false, delete: false })
    expect(of('commerce.order').parts).toMatchObject([{ name: 'lines', writable: true }])
    const { components } = (await send('GET', 'openapi.json')).body
    const changed = Object.entries<{ properties?: object }>(components.schemas).find(
      ([name]) => /payment.*(update|change)/i.test(name) && !/allocation/i.test(name),
    )
    expect(changed?.[1].properties).toHaveProperty('remark')
    expect(changed?.[1].properties).not.toHaveProperty('allocations')
    expect(changed?.[1].properties).not.toHaveProperty('amount')
  })
  it('is told apart anew by the act alone', async () => {
    const done = await send('POST', 'commands/payment.allocate', { id: payment, allocations: [{ order, amount: '100' }] })
    expect(done).toMatchObject({ status: 200, body: { prepaid: '50.00', orders: [{ id: order, payment_status: 'paid' }] } })
    expect(await left()).toMatchObject(cny('50.00'))
  })
})
