import type { Actor, Refusal, Row } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'

let tenant: TestTenant
let clerk: Actor
beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
  clerk = await tenant.staff({ name: 'Clerk', objects: { '*': scoped('all') }, rights: ['records.reveal'] })
})
afterAll(() => tenant?.close())

const refusal = async (work: Promise<unknown>): Promise<Refusal> => {
  const answer = await work.then(
    () => null,
    (error: unknown) => error,
  )
  expect(answer, 'is refused').toMatchObject({ name: 'Refusal' })
  return answer as Refusal
}
const person = (values: Record<string, unknown> = {}) =>
  tenant.as(clerk, (work) => work.records.create('customer.person', { name: '林小满', ...values }))
const factsOf = (id: string) =>
  tenant.system((work) =>
    work.sql<{ name: string; before: unknown; after: unknown }>(
      'select name, before, after from fact where record = $1 order by seq',
      [id],
    ),
  )

describe('a record is created', () => {
  it('with its defaults, its owner, version 1 and one fact of what was set', async () => {
    const row = await person({ city: '杭州' })
    expect(row).toMatchObject({ name: '林小满', stage: 'new', city: '杭州', version: 1, owner: clerk.id, created_by: clerk.id })
    const facts = await factsOf(row.id)
    expect(facts).toHaveLength(1)
    expect(facts[0]).toMatchObject({ name: 'customer.person.created', after: { name: '林小满', city: '杭州' } })
  })
  it('on the day it was created elsewhere, when it is brought from there: its fact too', async () => {
    const made = await tenant.system((work) =>
      work.records.upsert({
        object: 'customer.person',
        rows: [{ name: '老客户', created_at: '2024-03-05T02:00:00.000Z' }],
        keepOrigins: true,
      }),
    )
    const [fact] = await tenant.system((work) =>
      work.sql<{ occurred_at: string }>('select occurred_at from fact where record = $1', [made.ids[0]]),
    )
    expect(new Date(fact?.occurred_at ?? 0).toISOString()).toBe('2024-03-05T02:00:00.000Z')
  })
  it('with text normalised: one form of a phone number however it was typed', async () => {
    const row = await person({ phone: '0086-138-0013-8000' })
    expect(row.phone).toBe('+8613800138000')
    const other = await refusal(person({ phone: '+86 138 0013 8000' }))
    expect(other).toMatchObject({ code: 'record.duplicate', status: 409, problems: [{ path: '/phone' }] })
    expect(JSON.stringify(other)).not.toContain(row.id)
  })
  it('names every fault at once and writes nothing', async () => {
    const before = await tenant.system((work) => work.records.count('customer.person'))
    const refused = await refusal(
      tenant.as(clerk, (work) =>
        work.records.create('customer.person', { nmae: 'x', stage: 'unknown', birthday: 'yesterday-ish', name: 'x'.repeat(41) }),
      ),
    )
    expect(refused.code).toBe('record.invalid')
    expect(Object.fromEntries(refused.problems.map((problem) => [problem.path, problem.code]))).toMatchObject({
      '/nmae': 'field.unknown',
      '/name': 'field.too_long',
    })
    expect(refused.problems.map((problem) => problem.path).sort()).toEqual(['/birthday', '/name', '/nmae', '/stage'])
    expect(refused.problems.find((problem) => problem.path === '/nmae')?.params).toMatchObject({ suggestion: 'name' })
    expect(await tenant.system((work) => work.records.count('customer.person'))).toBe(before)
  })
  it('refuses a required field left empty and a field that only the system sets', async () => {
    const refused = await refusal(tenant.as(clerk, (work) => work.records.create('customer.person', { order_count: 3 })))
    expect(refused.problems.map((problem) => [problem.path, problem.code]).sort()).toEqual([
      ['/name', 'field.required'],
      ['/order_count', 'field.not_writable'],
    ])
  })
  it('answers the same for a reference that does not exist and one that may not be seen', async () => {
    const hidden = await tenant.system((work) => work.records.create('customer.person', { name: 'Hidden' }))
    const narrow = await tenant.staff({ name: 'Narrow', objects: { '*': scoped('own') } })
    const order = (id: string) =>
      refusal(
        tenant.as(narrow, (work) => work.records.create('shop.order', { person: id, amount: { amount: '1', currency: 'CNY' } })),
      )
    const [missing, unseen] = [await order('01900000-0000-7000-8000-000000000000'), await order(hidden.id)]
    expect(missing.problems.map(({ path, code }) => ({ path, code }))).toEqual([
      { path: '/person', code: 'field.reference_not_found' },
    ])
    expect(unseen.problems.map(({ path, code }) => ({ path, code }))).toEqual(
      missing.problems.map(({ path, code }) => ({ path, code })),
    )
  })
  it('gives numbers without gaps to concurrent creators', async () => {
    const buyer = await person()
    const made = await Promise.all(
      Array.from({ length: 12 }, () =>
        tenant.as(clerk, (work) =>
          work.records.create('shop.order', { person: buyer.id, amount: { amount: '10', currency: 'CNY' } }),
        ),
      ),
    )
    const numbers = made.map((row) => Number(String(row.number).split('-')[1])).sort((a, b) => a - b)
    expect(new Set(numbers).size).toBe(12)
    expect((numbers.at(-1) ?? 0) - (numbers[0] ?? 0)).toBe(11)
  })
})

describe('a record is changed', () => {
  it('only where it differs, and says before and after', async () => {
    const row = await person({ city: '苏州' })
    const same = await tenant.as(clerk, (work) => work.records.update('customer.person', row.id, { city: '苏州' }))
    expect(same.version).toBe(1)
    const changed = await tenant.as(clerk, (work) =>
      work.records.update('customer.person', row.id, { city: '南京', name: '林小满' }),
    )
    expect(changed).toMatchObject({ city: '南京', version: 2 })
    expect((await factsOf(row.id)).at(-1)).toEqual({
      name: 'customer.person.updated',
      before: { city: '苏州' },
      after: { city: '南京' },
    })
  })
  it('once, when two people save the same version', async () => {
    const row = await person()
    const save = (city: string) =>
      tenant.as(clerk, (work) => work.records.update('customer.person', row.id, { version: 1, city }))
    const answers = await Promise.allSettled([save('甲'), save('乙')])
    const lost = answers.filter((answer) => answer.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect((lost[0] as PromiseRejectedResult).reason).toMatchObject({
      code: 'record.stale_version',
      status: 409,
      extra: { given_version: 1, current_version: 2 },
    })
  })
  it('also when an order came in meanwhile: a roll-up that moved is nobody’s change', async () => {
    const buyer = await person()
    await tenant.as(clerk, (work) => work.records.create('shop.order', { person: buyer.id, amount: '20' }))
    const saved = await tenant.as(clerk, (work) => work.records.update('customer.person', buyer.id, { version: 1, city: '宁波' }))
    expect(saved.city).toBe('宁波')
    expect(Number(saved.order_count)).toBe(1)
    expect(
      await refusal(tenant.as(clerk, (work) => work.records.update('customer.person', buyer.id, { version: 1, city: '温州' }))),
    ).toMatchObject({ code: 'record.stale_version' })
  })
  it('only along the moves its states allow', async () => {
    const row = await person()
    await tenant.as(clerk, (work) => work.records.update('customer.person', row.id, { stage: 'gone' }))
    const refused = await refusal(tenant.as(clerk, (work) => work.records.update('customer.person', row.id, { stage: 'buyer' })))
    expect(refused.problems).toMatchObject([{ path: '/stage', code: 'record.move_not_allowed' }])
  })
  it('only within its validation rules, with formulas and roll-ups following', async () => {
    const buyer = await person()
    const order = await tenant.as(clerk, (work) =>
      work.records.create('shop.order', { person: buyer.id, amount: { amount: '1200.50', currency: 'CNY' } }),
    )
    expect(order.big).toBe(true)
    await tenant.as(clerk, (work) => work.records.create('shop.order', { person: buyer.id, amount: '99.5' }))
    const after = await tenant.as(clerk, (work) => work.records.get('customer.person', buyer.id))
    expect(Number(after.order_count)).toBe(2)
    expect(Number(after.order_total)).toBe(1300)
    const refused = await refusal(
      tenant.as(clerk, (work) =>
        work.records.update('shop.order', order.id, { amount: { amount: '0', currency: 'CNY' }, paid: true }),
      ),
    )
    expect(refused.problems).toMatchObject([{ path: '/amount', code: 'record.validation' }])
  })
  it('with roll-ups that miss nobody, when several people write children of one record at once', async () => {
    const buyer = await person()
    await Promise.all(
      Array.from({ length: 8 }, () =>
        tenant.as(clerk, (work) => work.records.create('shop.order', { person: buyer.id, amount: '10' })),
      ),
    )
    const after = await tenant.as(clerk, (work) => work.records.get('customer.person', buyer.id))
    expect([Number(after.order_count), Number(after.order_total)]).toEqual([8, 80])
    const told = (await factsOf(buyer.id)).filter(({ name }) => name === 'customer.person.updated')
    expect(told.at(-1)?.after).toEqual({ order_count: after.order_count, order_total: after.order_total })
  })
  it('by filter, in sets, also when the change alters what the filter sees', async () => {
    await tenant.as(clerk, (work) =>
      work.records.upsert({
        object: 'customer.person',
        rows: Array.from({ length: 450 }, (_, n) => ({ name: `批量 ${n}`, city: '成都' })),
      }),
    )
    const changed = await tenant.as(clerk, (work) =>
      work.records.updateWhere('customer.person', { field: 'city', op: 'eq', value: '成都' }, { city: '重庆' }),
    )
    expect(changed).toBe(450)
  })
})

describe('a record is deleted', () => {
  it('softly: it is gone from lists, its unique keys are free, and it can come back', async () => {
    const row = await person({ phone: '13911112222' })
    await tenant.as(clerk, (work) => work.records.remove('customer.person', row.id))
    expect(await refusal(tenant.as(clerk, (work) => work.records.get('customer.person', row.id)))).toMatchObject({
      code: 'record.not_found',
      status: 404,
    })
    const next = await person({ phone: '13911112222' })
    expect(await refusal(tenant.as(clerk, (work) => work.records.restore('customer.person', row.id)))).toMatchObject({
      code: 'record.restore_conflict',
    })
    await tenant.as(clerk, (work) => work.records.remove('customer.person', next.id))
    const back = await tenant.as(clerk, (work) => work.records.restore('customer.person', row.id))
    expect(back).toMatchObject({ id: row.id, deleted_at: null, phone: '+8613911112222' })
  })
  it('with its parts, and not while a child holds it', async () => {
    const buyer = await person()
    const order = await tenant.as(clerk, (work) => work.records.create('shop.order', { person: buyer.id, amount: '5' }))
    const line = await tenant.as(clerk, (work) => work.records.create('shop.line', { order: order.id, product: '面霜' }))
    expect(await refusal(tenant.as(clerk, (work) => work.records.remove('customer.person', buyer.id)))).toMatchObject({
      code: 'record.has_children',
    })
    await tenant.as(clerk, (work) => work.records.remove('shop.order', order.id))
    expect(await refusal(tenant.as(clerk, (work) => work.records.get('shop.line', line.id)))).toMatchObject({
      code: 'record.not_found',
    })
    expect(Number((await tenant.as(clerk, (work) => work.records.get('customer.person', buyer.id))).order_count)).toBe(0)
    await tenant.as(clerk, (work) => work.records.restore('shop.order', order.id))
    expect((await tenant.as(clerk, (work) => work.records.get('shop.line', line.id))).product).toBe('面霜')
  })
})

describe('a set of records is upserted', () => {
  const rows = (n: number): Record<string, unknown>[] =>
    Array.from({ length: n }, (_, index) => ({
      name: `人 ${index}`,
      phone: `1370000${String(index).padStart(4, '0')}`,
      source_id: `S${index}`,
    }))
  it('creates, then changes nothing when sent again', async () => {
    const send = () =>
      tenant.as(clerk, (work) =>
        work.records.upsert({ object: 'customer.person', rows: rows(1500), source: 'old-crm', key: ['phone'] }),
      )
    const first = await send()
    expect(first).toMatchObject({ created: 1500, updated: 0, unchanged: 0, refused: [] })
    const second = await send()
    expect(second).toMatchObject({ created: 0, updated: 0, unchanged: 1500, refused: [] })
    expect(second.ids).toEqual(first.ids)
  })
  it('keeps the good rows and names the bad ones when asked to go on', async () => {
    const given = [
      { name: '好', phone: '13600000001' },
      { name: '', phone: '13600000002' },
      { name: '重', phone: '13600000001' },
      { name: '坏号', phone: '12' },
    ]
    const answer = await tenant.as(clerk, (work) =>
      work.records.upsert({ object: 'customer.person', rows: given, partial: true }),
    )
    expect(answer.created).toBe(1)
    expect(answer.refused.map(({ row, path, code }) => [row, path, code])).toEqual([
      [1, '/name', 'field.required'],
      [2, '/phone', 'field.duplicate'],
      [3, '/phone', 'field.phone_invalid'],
    ])
  })
  it('leaves nothing behind when one row is bad and nobody asked to go on', async () => {
    const before = await tenant.system((work) => work.records.count('customer.person'))
    await refusal(
      tenant.as(clerk, (work) =>
        work.records.upsert({ object: 'customer.person', rows: [{ name: '一' }, { name: '二', stage: 'no' }] }),
      ),
    )
    expect(await tenant.system((work) => work.records.count('customer.person'))).toBe(before)
  })
})

describe('a list', () => {
  it('pages through every record once, whatever the sort', async () => {
    const cities = ['甲', '乙', null, '丙', null, '丁', '甲']
    await tenant.as(clerk, (work) =>
      work.records.upsert({
        object: 'customer.person',
        rows: cities.map((city, n) => ({ name: `页 ${n}`, city, tags: ['paging'] })),
      }),
    )
    for (const sort of [['-city'], ['city', '-name'], ['-created_at'], ['name'], ['id']]) {
      const seen: Row[] = []
      let cursor: string | null = null
      do {
        const page: { data: Row[]; next: string | null } = await tenant.as(clerk, (work) =>
          work.records.list('customer.person', {
            filter: { field: 'tags', op: 'any_of', value: ['paging'] },
            sort,
            limit: 2,
            cursor,
          }),
        )
        seen.push(...page.data)
        cursor = page.next
      } while (cursor)
      expect(seen.map((row) => row.name).sort(), sort.join()).toEqual(cities.map((_, n) => `页 ${n}`))
    }
  })
  it('refuses a cursor that is none, or that belongs to another list', async () => {
    const page = await tenant.as(clerk, (work) => work.records.list('customer.person', { limit: 1 }))
    const ask = (cursor: string, sort?: string[]) =>
      refusal(tenant.as(clerk, (work) => work.records.list('customer.person', { cursor, sort })))
    expect(await ask('abc')).toMatchObject({ code: 'cursor.malformed', status: 400 })
    expect(await ask(page.next ?? '', ['name'])).toMatchObject({ code: 'cursor.foreign', status: 400 })
  })
  it('filters through references, children, counts, and never over a tree of 10,000 nodes', async () => {
    const rich = await person({ name: '大客户' })
    for (const amount of ['2000', '30'])
      await tenant.as(clerk, (work) => work.records.create('shop.order', { person: rich.id, amount }))
    const names = async (filter: unknown) =>
      (
        await tenant.as(clerk, (work) => work.records.list('customer.person', { filter: filter as never, fields: ['name'] }))
      ).data.map((row) => row.name)
    expect(
      await names({ child: 'shop.order', via: 'person', measure: { fn: 'sum', of: 'amount', op: 'gte', value: 2000 } }),
    ).toEqual(['大客户'])
    expect(
      await names({
        and: [
          { child: 'shop.order', via: 'person', where: { field: 'amount', op: 'lt', value: '50' } },
          { field: 'name', op: 'eq', value: '大客户' },
        ],
      }),
    ).toEqual(['大客户'])
    const orders = await tenant.as(clerk, (work) =>
      work.records.list('shop.order', {
        filter: { field: 'person.name', op: 'eq', value: '大客户' },
        fields: ['number', 'person', 'person.stage'],
        titles: true,
      }),
    )
    expect(orders.data).toHaveLength(2)
    expect(orders.data[0]).toMatchObject({ person: { id: rich.id, title: '大客户' }, 'person.stage': 'new' })
    const bomb = { and: Array.from({ length: 10_000 }, () => ({ field: 'name', op: 'eq', value: 'x' })) }
    expect(await refusal(names(bomb))).toMatchObject({ code: 'filter.too_large' })
    expect(await refusal(names({ field: 'name', op: 'sounds_like', value: 'x' }))).toMatchObject({
      code: 'filter.unknown_operator',
    })
    expect(await refusal(names({ field: 'nmae', op: 'eq', value: 'x' }))).toMatchObject({ code: 'filter.unknown_field' })
  })
  it('counts at once up to ten thousand, in the same statement', async () => {
    const page = await tenant.as(clerk, (work) => work.records.list('customer.person', { limit: 1, count: true }))
    expect(page.count).toMatchObject({ capped: false })
    expect(page.count?.value).toBe(await tenant.as(clerk, (work) => work.records.count('customer.person')))
  })
})
