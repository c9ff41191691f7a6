import type { Actor, Row } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoped, type TestTenant, testTenant } from '../../../testing/test-tenant.ts'
import { tinyShop } from '../../../testing/tiny-shop.ts'
import { explainAccess } from '../explain.ts'

let tenant: TestTenant
const people: Record<string, Actor> = {}
const rows: Record<string, Row> = {}

beforeAll(async () => {
  tenant = await testTenant({ modules: tinyShop })
  const head = await tenant.department('总部')
  const [east, west] = [await tenant.department('华东', head), await tenant.department('华西', head)]
  const staff = async (name: string, scope: 'own' | 'team' | 'below' | 'all', department: string) => {
    people[name] = await tenant.staff({ name, department, objects: { '*': scoped(scope) } })
  }
  await staff('anna', 'own', east)
  await staff('ben', 'own', east)
  await staff('eva', 'team', east)
  await staff('wei', 'team', west)
  await staff('boss', 'below', head)
  for (const name of ['anna', 'ben', 'wei']) {
    rows[name] = await tenant.as(people[name] as Actor, (work) =>
      work.records.create('customer.person', { name: `customer of ${name}`, phone: name === 'anna' ? '13812345678' : null }),
    )
  }
})
afterAll(() => tenant?.close())

const sees = async (name: string) =>
  await tenant.as(people[name] as Actor, (work) => work.records.list('customer.person', { sort: ['name'], count: true }))
const names = async (name: string) => (await sees(name)).data.map((row) => String(row.name).replace('customer of ', ''))

describe('the data scope of a role', () => {
  it('own: what one owns; team: what the department owns; below: the departments under it too', async () => {
    expect(await names('anna')).toEqual(['anna'])
    expect(await names('eva')).toEqual(['anna', 'ben'])
    expect(await names('wei')).toEqual(['wei'])
    expect(await names('boss')).toEqual(['anna', 'ben', 'wei'])
  })
  it('holds for counts, single records, changes, deletions and filters through references alike', async () => {
    expect((await sees('wei')).count).toEqual({ value: 1, capped: false })
    const order = await tenant.as(people.anna as Actor, (work) =>
      work.records.create('shop.order', { person: rows.anna?.id, amount: '7' }),
    )
    for (const work of [
      () => tenant.as(people.wei as Actor, (work) => work.records.get('customer.person', rows.anna?.id ?? '')),
      () => tenant.as(people.wei as Actor, (work) => work.records.update('customer.person', rows.anna?.id ?? '', { city: 'x' })),
      () => tenant.as(people.wei as Actor, (work) => work.records.remove('customer.person', rows.anna?.id ?? '')),
      () => tenant.as(people.wei as Actor, (work) => work.records.get('shop.order', order.id)),
    ])
      await expect(work()).rejects.toMatchObject({ code: 'record.not_found', status: 404 })
    const found = await tenant.as(people.wei as Actor, (work) =>
      work.records.list('shop.order', { filter: { field: 'person.name', op: 'starts_with', value: 'customer' } }),
    )
    expect(found.data).toEqual([])
  })
  it('lets a child be seen by whoever sees its parent', async () => {
    await tenant.system((work) => work.records.create('shop.order', { person: rows.ben?.id, amount: '8' }))
    const mine = await tenant.as(people.ben as Actor, (work) => work.records.list('shop.order'))
    expect(mine.data).toHaveLength(1)
  })
})

describe('more people on a record', () => {
  it('a relation makes a colleague an owner as well', async () => {
    await tenant.system((work) => work.records.create('shop.guide', { person: rows.anna?.id, staff: people.wei?.id }))
    expect(await names('wei')).toEqual(['anna', 'wei'])
  })
  it('a grant shares one record until it expires, for reading only unless it says write', async () => {
    const grant = (level: string, until: string) =>
      tenant.system((work) =>
        work.sql(
          `insert into record_grant (object, record, principal_kind, principal, level, source, expires_at) values ('customer.person', $1, 'user', $2, $3, 'test', now() + $4::interval)`,
          [rows.wei?.id, people.anna?.id, level, until],
        ),
      )
    await grant('read', '-1 hour')
    expect(await names('anna')).toEqual(['anna'])
    await tenant.system((work) => work.sql('delete from record_grant'))
    await grant('read', '1 hour')
    expect(await names('anna')).toEqual(['anna', 'wei'])
    await expect(
      tenant.as(people.anna as Actor, (work) => work.records.update('customer.person', rows.wei?.id ?? '', { city: 'x' })),
    ).rejects.toMatchObject({ code: 'access.denied', status: 403 })
  })
  it('explains why', async () => {
    const why = async (name: string, row: Row | undefined) => {
      const actor = people[name] as Actor
      const { platform, id } = tenant
      return explainAccess({
        database: platform.database,
        tenant: id,
        model: await platform.model(id),
        access: await platform.access(id, actor),
        rules: [],
        filter: { now: new Date().toISOString(), zone: 'Asia/Shanghai', me: actor.id, team: [], teamAndBelow: [] },
        object: 'customer.person',
        id: row?.id ?? '',
      })
    }
    expect((await why('anna', rows.anna)).reasons.map((reason) => reason.code)).toEqual(['owner'])
    expect((await why('eva', rows.ben)).reasons.map((reason) => reason.code)).toEqual(['team'])
    expect((await why('wei', rows.anna)).reasons.map((reason) => reason.code)).toEqual(['through'])
    expect((await why('anna', rows.wei)).reasons.map((reason) => reason.code)).toEqual(['grant'])
    expect(await why('ben', rows.wei)).toMatchObject({ read: false, reasons: [] })
  })
})

describe('field rights', () => {
  it('a marked field is masked for those who may not reveal it', async () => {
    const row = await tenant.as(people.anna as Actor, (work) => work.records.get('customer.person', rows.anna?.id ?? ''))
    expect(row.phone).not.toContain('13812345678')
    expect(String(row.phone)).toMatch(/5678$/)
  })
  it('a hidden field does not exist: not in answers, filters, sorts or input', async () => {
    const blind = await tenant.staff({ name: 'blind', objects: { '*': { ...scoped('all'), fields: { city: 'hidden' } } } })
    const row = await tenant.as(blind, (work) => work.records.get('customer.person', rows.ben?.id ?? ''))
    expect('city' in row).toBe(false)
    await expect(
      tenant.as(blind, (work) => work.records.list('customer.person', { filter: { field: 'city', op: 'not_empty' } })),
    ).rejects.toMatchObject({ code: 'filter.unknown_field' })
    await expect(tenant.as(blind, (work) => work.records.list('customer.person', { sort: ['city'] }))).rejects.toMatchObject({
      code: 'filter.unknown_field',
    })
    await expect(
      tenant.as(blind, (work) => work.records.update('customer.person', rows.ben?.id ?? '', { city: 'x' })),
    ).rejects.toMatchObject({ code: 'record.invalid' })
  })
  it('a right taken away holds at once', async () => {
    const brief = await tenant.staff({ name: 'brief', objects: { '*': scoped('all') } })
    await tenant.as(brief, (work) => work.records.list('customer.person'))
    await tenant.system((work) => work.records.update('organisation.staff', brief.id, { status: 'left' }))
    await expect
      .poll(() =>
        tenant
          .as(brief, (work) => work.records.list('customer.person'))
          .then(
            () => 'seen',
            (error) => error.code,
          ),
      )
      .toBe('access.denied')
  })
})
