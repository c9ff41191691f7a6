import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { syncAnalyticsSchema } from '../../../store/analytics/sync-analytics-schema.ts'
import { analyticsLoop } from '../../../store/analytics/analytics-loop.ts'
import { searchLoop } from '../../../store/search/index.ts'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let company: HttpTenant
let boss: Person
let ann: Person
let bob: Person
let person: string
const own = { read: 'own', update: 'own', delete: 'own', create: true, import: true, export: true } as const
const api = (path: string) => `/api/v1${path}`
const rules = '/settings/sharing-rules'
const ask = async (who: Person, method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, payload?: object) => {
  const answer = await who.send({ method, url: api(path), ...(payload ? { payload } : {}) })
  return answer.statusCode === 204 ? null : answer.json()
}
const sees = async (who: Person): Promise<boolean> =>
  (await ask(who, 'GET', '/customer/person')).data.some((row: { id: string }) => row.id === person)
/** Everything that stands beside PostgreSQL is brought up to date. */
const settle = async () => {
  for (const loop of [analyticsLoop(company.platform, { identified: false }), searchLoop(company.platform)])
    for (let turn = 0; turn < 20; turn++) if (!(await loop.turn(company.tenant)).more && turn > 1) break
}
/** Where somebody meets the customer: list, count, search, report, export. */
const everywhere = async (who: Person) => {
  const list = await ask(who, 'POST', '/customer/person/query', {
    filter: { field: 'city', op: 'eq', value: '上海' },
    count: true,
  })
  const found = await ask(who, 'GET', '/search?q=%E5%8D%8E%E4%B8%9C')
  const report = await ask(who, 'POST', '/customer/person/aggregate', {
    measures: [{ fn: 'count' }],
    filter: { field: 'city', op: 'eq', value: '上海' },
  })
  const file = (await who.send({ url: api('/exports/customer/person.csv') })).body
  return {
    list: list.data.length,
    count: list.count.value,
    search: found.data.length,
    report: Number(Object.values(report.data[0] ?? { n: 0 })[0]),
    export: file.split('华东大客户').length - 1,
  }
}
const nowhere = { list: 0, count: 0, search: 0, report: 0, export: 0 }
const once = { list: 1, count: 1, search: 1, report: 1, export: 1 }
const rule = (more: object = {}) => ({
  name: '上海的客户',
  object: 'customer.person',
  filter: { field: 'city', op: 'eq', value: '上海' },
  principals: [{ kind: 'user', id: bob.staff }],
  level: 'read',
  ...more,
})

beforeAll(async () => {
  company = await httpTenant(tinyShop)
  await syncAnalyticsSchema(company.platform.analytics, await company.platform.model(company.tenant))
  // Cursors of readers that begin at the present are made before anything happens.
  await settle()
  boss = await company.person({ objects: { '*': everything }, rights: ['*'] })
  ann = await company.person({ objects: { '*': own } })
  bob = await company.person({ objects: { '*': own } })
  person = (await ask(ann, 'POST', '/customer/person', { name: '华东大客户', city: '上海', owner: ann.staff })).id
  await settle()
})
afterAll(() => company?.close())

describe('a sharing rule', () => {
  it('shares at once, in list, count, search and report alike, and ends at once', async () => {
    expect(await everywhere(bob)).toEqual(nowhere)
    const made = await ask(boss, 'POST', rules, rule())
    expect(made).toMatchObject({
      name: '上海的客户',
      level: 'read',
      active: true,
      broken: false,
      principals: [{ kind: 'user', id: bob.staff, title: '林小满' }],
    })
    await expect.poll(() => sees(bob)).toBe(true)
    expect(await everywhere(bob)).toEqual(once)
    expect(await ask(bob, 'PATCH', `/customer/person/${person}`, { city: '苏州' })).toMatchObject({ status: 403 })

    await ask(boss, 'PATCH', `${rules}/${made.id}`, { level: 'update' })
    await expect.poll(async () => (await ask(bob, 'GET', `/explain/customer.person/${person}`)).update).toBe(true)
    expect((await ask(bob, 'GET', `/explain/customer.person/${person}`)).reasons).toEqual([
      { code: 'rule', text: { zh: '共享规则「上海的客户」（可修改）', en: 'The sharing rule “上海的客户” (may change it)' } },
    ])

    expect(await ask(boss, 'PATCH', `${rules}/${made.id}`, { active: false })).toMatchObject({ active: false, level: 'update' })
    await expect.poll(() => sees(bob)).toBe(false)
    expect(await everywhere(bob)).toEqual(nowhere)
    expect(await ask(boss, 'DELETE', `${rules}/${made.id}`)).toBeNull()
    expect(await ask(boss, 'GET', `${rules}/${made.id}`)).toMatchObject({ status: 404, code: 'sharing.not_found' })
    const facts = await company.platform.database.query<{ name: string; actor: string }>(company.tenant, {
      text: "select name, actor from fact where name like 'sharing.%' order by seq",
    })
    expect(facts.map(({ name }) => name)).toEqual([
      'sharing.rule_created',
      'sharing.rule_updated',
      'sharing.rule_updated',
      'sharing.rule_deleted',
    ])
    expect(new Set(facts.map(({ actor }) => actor))).toEqual(new Set([boss.staff]))
  })
  it('reaches a department with those below it, and the holders of a role; the count says how many', async () => {
    const { id: head } = await ask(boss, 'POST', '/organisation/department', { name: '总部' })
    const { id: east } = await ask(boss, 'POST', '/organisation/department', {
      name: '华东',
      parent: head,
      path: `${head}/${'x'}`,
    })
    await ask(boss, 'PATCH', `/organisation/department/${head}`, { path: head })
    await ask(boss, 'PATCH', `/organisation/department/${east}`, { path: `${head}/${east}` })
    await ask(boss, 'PATCH', `/organisation/staff/${bob.staff}`, { department: east })
    const preview = {
      object: 'customer.person',
      filter: { field: 'city', op: 'eq', value: '上海' },
      principals: [{ kind: 'department', id: head }],
    }
    expect(await ask(boss, 'POST', `${rules}/preview`, preview)).toEqual({ records: { value: 1, capped: false }, people: 1 })
    expect(await ask(boss, 'POST', `${rules}/preview`, { ...preview, principals: [] })).toMatchObject({ people: 0 })
    const made = await ask(boss, 'POST', rules, rule({ principals: preview.principals }))
    await expect.poll(() => sees(bob)).toBe(true)
    await ask(boss, 'DELETE', `${rules}/${made.id}`)
  })
  it('is refused when it asks for what does not exist, for whom does not exist, or for events', async () => {
    expect(await ask(boss, 'POST', rules, rule({ object: 'customer.nothing' }))).toMatchObject({
      status: 422,
      code: 'object.unknown',
    })
    expect(await ask(boss, 'POST', rules, rule({ filter: { field: 'colour', op: 'eq', value: 'red' } }))).toMatchObject({
      status: 422,
      code: 'filter.unknown_field',
    })
    expect(
      await ask(boss, 'POST', rules, rule({ filter: { event: 'page.viewed', measure: { fn: 'count', op: 'gte', value: 1 } } })),
    ).toMatchObject({ status: 422, code: 'sharing.no_events' })
    expect(await ask(boss, 'POST', rules, rule({ principals: [{ kind: 'role', id: bob.staff }] }))).toMatchObject({
      status: 422,
      problems: [{ path: '/principals/0', code: 'sharing.unknown_principal' }],
    })
    expect(await ask(boss, 'POST', rules, rule({ principals: [] }))).toMatchObject({
      status: 422,
      problems: [{ path: '/principals' }],
    })
    expect(await ask(boss, 'POST', rules, rule({ level: 'delete' }))).toMatchObject({
      status: 422,
      problems: [{ path: '/level' }],
    })
    expect(await ask(boss, 'PATCH', `${rules}/${uuid()}`, { active: false })).toMatchObject({
      status: 404,
      code: 'sharing.not_found',
    })
    const clerk = await company.person({ objects: { '*': everything }, rights: ['platform.settings'] })
    for (const [method, path] of [
      ['GET', rules],
      ['POST', rules],
      ['POST', `${rules}/preview`],
      ['PATCH', `${rules}/${uuid()}`],
      ['DELETE', `${rules}/${uuid()}`],
    ] as const) {
      expect(await ask(clerk, method, path, method === 'GET' ? undefined : rule()), `${method} ${path}`).toMatchObject({
        status: 403,
        code: 'access.right_needed',
      })
    }
  })
  it('that does not fit the model any more shares nothing, breaks no list, and can be switched off', async () => {
    const { id } = await ask(boss, 'POST', rules, rule())
    await company.platform.database.query(company.tenant, {
      text: `update sharing_rule set filter = '{"field": "archived_since", "op": "eq", "value": 1}' where id = $1`,
      values: [id],
    })
    await company.platform.database.notify('lianke_access', company.tenant)
    await expect.poll(() => sees(bob)).toBe(false)
    expect(await everywhere(bob)).toEqual(nowhere)
    expect((await ask(boss, 'GET', rules)).data).toMatchObject([{ id, broken: true }])
    expect(await ask(boss, 'PATCH', `${rules}/${id}`, { active: false })).toMatchObject({ active: false, broken: true })
    expect(await ask(boss, 'PATCH', `${rules}/${id}`, { active: true })).toMatchObject({
      status: 422,
      code: 'filter.unknown_field',
    })
    await ask(boss, 'DELETE', `${rules}/${id}`)
  })
})

describe('the team of a record', () => {
  const team = () => `/customer/person/${person}/team`
  const member = (more: object = {}) => ({ kind: 'user', id: bob.staff, level: 'read', ...more })
  it('lets a colleague in at once, in list, search and report, by the hand of whoever may change the record', async () => {
    expect(await everywhere(bob)).toEqual(nowhere)
    expect(await ask(ann, 'PUT', team(), member())).toMatchObject({
      data: [{ kind: 'user', id: bob.staff, title: '林小满', level: 'read', until: null, source: 'manual' }],
      may_change: true,
    })
    expect(await everywhere(bob)).toEqual(once)
    expect(await ask(bob, 'GET', team())).toMatchObject({ may_change: false })
    expect((await ask(bob, 'GET', `/explain/customer.person/${person}`)).reasons).toEqual([
      { code: 'grant', text: { zh: '在记录的团队里：本人（可查看）', en: 'On the team of the record personally (may read it)' } },
    ])
    expect(await ask(bob, 'PUT', team(), member({ level: 'update' }))).toMatchObject({ status: 403, code: 'access.denied' })

    await ask(ann, 'PUT', team(), member({ level: 'update' }))
    expect(await ask(bob, 'PATCH', `/customer/person/${person}`, { birthday: '1990-01-01' })).toMatchObject({ id: person })
    expect(await ask(bob, 'PUT', team(), member())).toMatchObject({ status: 409, code: 'team.not_yourself' })

    expect(await ask(bob, 'DELETE', `${team()}?principal=${bob.staff}`)).toMatchObject({ data: [] })
    expect(await everywhere(bob)).toEqual(nowhere)
    const told = (
      await ask(ann, 'GET', `/customer/person/${person}/history?names=record.team_added,record.team_changed,record.team_removed`)
    ).data
    expect(told.map(({ name }: { name: string }) => name)).toEqual([
      'record.team_removed',
      'record.team_changed',
      'record.team_added',
    ])
    expect(told[2]).toMatchObject({ payload: { member: '林小满', kind: 'user', level: 'read' } })
  })
  it('lets go when the time has come, without anybody doing anything', async () => {
    const until = new Date(Date.now() + 1500).toISOString()
    await ask(ann, 'PUT', team(), member({ until }))
    expect(await sees(bob)).toBe(true)
    await expect.poll(() => sees(bob), { timeout: 45_000, interval: 200 }).toBe(false)
    expect(await everywhere(bob)).toEqual(nowhere)
    expect((await ask(ann, 'GET', team())).data).toEqual([])
    expect(await ask(ann, 'PUT', team(), member({ until: '2020-01-01T00:00:00Z' }))).toMatchObject({
      status: 422,
      problems: [{ path: '/until', code: 'input.in_the_past' }],
    })
  })
  it('answers for a record that may not be seen as for one that nobody has, and names who does not exist', async () => {
    for (const method of ['GET', 'PUT', 'DELETE'] as const)
      expect(await ask(bob, method, team(), method === 'GET' ? undefined : member()), method).toMatchObject({
        status: 404,
        code: 'record.not_found',
      })
    expect(await ask(ann, 'PUT', team(), member({ id: uuid() }))).toMatchObject({
      status: 422,
      problems: [{ path: '/id', code: 'sharing.unknown_principal' }],
    })
    expect(await ask(ann, 'PUT', team(), member({ kind: 'department' }))).toMatchObject({ status: 422 })
    expect(await ask(ann, 'DELETE', `${team()}?principal=${uuid()}`)).toMatchObject({ status: 404, code: 'team.no_such_member' })
    expect(await ask(ann, 'DELETE', team())).toMatchObject({ status: 400, problems: [{ path: '/principal' }] })
  })
  it('reaches what hangs on the record', async () => {
    const { id: order } = await ask(ann, 'POST', '/shop/order', { person, amount: { amount: '5', currency: 'CNY' } })
    expect(await ask(bob, 'GET', `/shop/order/${order}`)).toMatchObject({ status: 404 })
    await ask(ann, 'PUT', team(), member())
    expect(await ask(bob, 'GET', `/shop/order/${order}`)).toMatchObject({ id: order })
    await ask(ann, 'DELETE', `${team()}?principal=${bob.staff}`)
  })
})
