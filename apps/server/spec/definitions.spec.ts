import { checkExpression, checkFields } from '@lianke/platform'
import { decimal, label } from '@lianke/kernel'
import { describeEvents, everything, type HttpTenant, httpTenant, type Person } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { definitions } from '../../definitions.ts'

let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant(definitions)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & {
    id: string
    code?: string
    problems?: { path: string; code: string; detail: string }[]
    uses?: { object: string; via: string; count: number; records: { id: string; title: string | null }[] }[]
    data: { object: string; count: number }[]
  }
}
const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, who = admin): Promise<Answer> => {
  const answer = await who.send({ method, url: `/api/v1${url}`, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body ? answer.json() : { id: '', data: [] } }
}
let made = 0
const segment = (filter: object, more: object = {}) =>
  ask('POST', '/marketing/segment', { name: `分群 ${++made}`, filter, ...more })
const first = ({ body }: Answer) => ({ code: body.problems?.[0]?.code, path: body.problems?.[0]?.path })

describe('what the product itself brings', () => {
  it('stands the same test as what an administrator describes', async () => {
    const model = await server.platform.model(server.tenant)
    for (const object of model.objects.values()) {
      checkFields(
        model,
        [...object.fields].map(([name, field]) => ({ on: object.name, name, field })),
      )
      for (const { name, rule } of object.definition.validations ?? [])
        expect(checkExpression(rule, object.fields).problem, `${object.name} ${name}`).toBeNull()
    }
  })
})

describe('a segment', () => {
  it.each([
    [
      'the sum of a text',
      { event: 'order.cancelled', measure: { fn: 'sum', of: 'reason', op: 'gte', value: 1 } },
      'filter.measure_not_a_number',
    ],
    ['an unknown field', { field: 'nothing', op: 'eq', value: 1 }, 'filter.unknown_field'],
    ['an operator that does not fit', { field: 'birthday', op: 'contains', value: 'x' }, 'filter.operator_not_for_type'],
    ['an unknown event', { event: 'nothing.done' }, 'filter.unknown_event'],
    [
      'an unknown field of an event',
      { event: 'page.viewed', where: { field: 'nothing', op: 'eq', value: 1 } },
      'filter.unknown_field',
    ],
    ['a child that is none', { child: 'commerce.product', via: 'person' }, 'filter.unknown_child'],
    ['a value that is no date', { field: 'birthday', op: 'eq', value: 'soon' }, 'filter.bad_value'],
    ['a segment that does not exist', { segment: '0190a000-0000-7000-8000-000000000000' }, 'filter.unknown_segment'],
    ['no condition at all', { nonsense: 1 }, 'filter.malformed'],
    [
      'a measure of another kind',
      { event: 'page.viewed', measure: { fn: 'constructor', op: 'gte', value: 1 } },
      'filter.unknown_measure',
    ],
  ])('with %s is refused by every door, at its field', async (_what, filter, code) => {
    expect(first(await segment(filter))).toEqual({ code, path: '/filter' })
    const good = await segment({ field: 'name', op: 'contains', value: '林' })
    expect(good.status).toBe(201)
    expect(first(await ask('PATCH', `/marketing/segment/${good.body.id}`, { filter }))).toEqual({ code, path: '/filter' })
    const bulk = await ask('POST', '/marketing/segment/bulk', { update: [{ id: good.body.id, filter }] })
    expect(bulk.status).toBe(422)
    expect(await ask('GET', `/marketing/segment/${good.body.id}`)).toMatchObject({ body: { version: 1 } })
  })
  it('that looks at one that looks back is refused with the way round', async () => {
    const a = await segment({ field: 'name', op: 'contains', value: 'a' }, { name: '甲' })
    const b = await segment({ segment: a.body.id }, { name: '乙' })
    const c = await segment({ not: { segment: b.body.id } }, { name: '丙' })
    const answer = await ask('PATCH', `/marketing/segment/${a.body.id}`, { filter: { segment: c.body.id } })
    expect(first(answer)).toEqual({ code: 'filter.segment_circle', path: '/filter' })
    expect(answer.body.problems?.[0]?.detail).toContain('甲 → 丙 → 乙 → 甲')
  })
})

describe('a view and a report', () => {
  const view = (more: object) =>
    ask('POST', '/insight/saved_view', { name: `视图 ${++made}`, object: 'customer.person', ...more })
  const report = (more: object) =>
    ask('POST', '/insight/report', { name: `报表 ${++made}`, subject: 'commerce.order', measures: [{ fn: 'count' }], ...more })
  it.each([
    [{ filter: { field: 'nothing', op: 'eq', value: 1 } }, { code: 'filter.unknown_field', path: '/filter' }],
    [{ columns: [{ field: 'name' }, { field: 'nothing' }] }, { code: 'filter.unknown_field', path: '/columns' }],
    [{ sort: ['-nothing'] }, { code: 'filter.unknown_field', path: '/sort' }],
    [{ group_by: 'owner.nothing' }, { code: 'filter.unknown_field', path: '/group_by' }],
    [
      { object: 'customer.nothing', filter: { and: [] } },
      { code: 'object.unknown', path: '/filter' },
    ],
  ])('a view of %j is refused', async (more, wrong) => {
    expect(first(await view(more))).toEqual(wrong)
  })
  it.each([
    [{ groups: [{ field: 'nothing' }] }, 'filter.unknown_field'],
    [{ measures: [{ fn: 'sum', field: 'status' }] }, 'report.field_not_for_this'],
    [{ filter: { field: 'total', op: 'contains', value: 'x' } }, 'filter.operator_not_for_type'],
    [{ source: 'event', subject: 'nothing.done' }, 'filter.unknown_event'],
    [{ source: 'event', subject: 'page.viewed', groups: [{ field: 'nothing' }] }, 'filter.unknown_field'],
  ])('a report of %j is refused', async (more, code) => {
    expect(first(await report(more)).code).toBe(code)
  })
  it('that fit are kept', async () => {
    expect((await view({ columns: [{ field: 'name' }, { field: 'owner.name' }], sort: ['-created_at'] })).status).toBe(201)
    expect(
      (await report({ groups: [{ field: 'ordered_at', bucket: 'month' }], measures: [{ fn: 'sum', field: 'total' }] })).status,
    ).toBe(201)
  })
})

describe('a journey', () => {
  const branch = (filter: object) => ({
    entry: 'b',
    nodes: [
      {
        id: 'b',
        step: 'flow.branch',
        config: { branches: [{ outlet: 'yes', filter }] },
        next: { yes: null, else: null },
        position: { x: 0, y: 0 },
      },
    ],
  })
  it('may be saved unfinished, but with no condition that its maker may not ask; one that got in is refused at its place when it is published', async () => {
    const faulty = { name: '旅程', trigger: { on: 'manual' }, graph: branch({ field: 'nothing', op: 'eq', value: 1 }) }
    const place = { code: 'filter.unknown_field', path: '/graph/nodes/0/config/branches/0/filter' }
    expect(first(await ask('POST', '/marketing/journey', faulty))).toEqual(place)
    const draft = {
      body: await server.platform.work(server.tenant, { kind: 'system', id: 'test' }, (work) =>
        work.records.create('marketing.journey', faulty),
      ),
    }
    const refused = await ask('POST', '/commands/journey.publish', { id: draft.body.id })
    expect(first(refused)).toEqual(place)
    expect(await ask('GET', `/marketing/journey/${draft.body.id}`)).toMatchObject({ body: { status: 'draft' } })
    await ask('PATCH', `/marketing/journey/${draft.body.id}`, { graph: branch({ field: 'name', op: 'contains', value: '林' }) })
    expect((await ask('POST', '/commands/journey.publish', { id: draft.body.id })).status).toBe(200)
  })
  it('asks of an event only what it carries, as its type allows, one of the company itself too; an event that nobody defined is none', async () => {
    const { platform, tenant } = server
    const parcel = 'parcel.weighed'
    await describeEvents(
      { platform, id: tenant, system: (act) => platform.work(tenant, { kind: 'system', id: 'test' }, act) },
      [parcel],
      { weight: decimal(label('重量', 'Weight')) },
    )
    const publish = async (trigger: object) => {
      const draft = await ask('POST', '/marketing/journey', { name: `等 ${++made}`, trigger, graph: branch({ and: [] }) })
      return draft.status === 201 ? ask('POST', '/commands/journey.publish', { id: draft.body.id }) : draft
    }
    const on = (where: object) => ({ on: 'event', event: 'page.viewed', where })
    expect(first(await publish(on({ child: 'commerce.order', via: 'person' })))).toEqual({
      code: 'filter.malformed',
      path: '/trigger/where',
    })
    expect(first(await publish(on({ field: 'url', op: 'within', value: { this: 'day' } })))).toEqual({
      code: 'filter.operator_not_for_type',
      path: '/trigger/where',
    })
    const heavy = { field: 'weight', op: 'gt', value: 3 }
    expect((await publish({ on: 'event', event: parcel, where: heavy })).status).toBe(200)
    expect(first(await publish({ on: 'event', event: 'parcel.lost', where: heavy }))).toMatchObject({
      code: 'process.unknown_event',
    })
  })
})

describe('a definition that is used', () => {
  it('a segment that another excludes is not deleted, by any door, and the refusal names the other', async () => {
    const vip = await segment({ field: 'name', op: 'contains', value: 'v' }, { name: '会员' })
    const rest = await segment({ not: { segment: vip.body.id } }, { name: '非会员' })
    const url = `/marketing/segment/${vip.body.id}`
    const refused = await ask('DELETE', url)
    expect([refused.status, refused.body.code]).toEqual([409, 'definition.in_use'])
    expect(refused.body.uses).toEqual([
      { object: 'marketing.segment', via: 'filter', count: 1, capped: false, records: [{ id: rest.body.id, title: '非会员' }] },
    ])
    expect(await ask('POST', '/marketing/segment/bulk', { delete: [vip.body.id] })).toMatchObject({
      status: 409,
      body: { code: 'definition.in_use' },
    })
    expect((await ask('GET', `${url}/uses`)).body.data).toMatchObject([{ object: 'marketing.segment', count: 1 }])
    expect((await ask('DELETE', `/marketing/segment/${rest.body.id}`)).status).toBe(204)
    expect((await ask('GET', `${url}/uses`)).body.data).toEqual([])
    expect((await ask('DELETE', url)).status).toBe(204)
  })
  it('deleted together with all that uses it, a definition goes', async () => {
    const a = await segment({ and: [] })
    const b = await segment({ segment: a.body.id })
    expect((await ask('POST', '/marketing/segment/bulk', { delete: [a.body.id, b.body.id] })).status).toBe(200)
  })
  it('a segment that starts a journey is not deleted', async () => {
    const one = await segment({ and: [] })
    await ask('POST', '/marketing/journey', { name: '入群', trigger: { on: 'segment', segment: one.body.id, change: 'entered' } })
    const refused = await ask('DELETE', `/marketing/segment/${one.body.id}`)
    expect(refused.body.uses).toMatchObject([{ object: 'marketing.journey', records: [{ title: '入群' }] }])
  })
  it('a tag on persons, in a segment and in a journey is not deleted; what one may not see is counted and not named', async () => {
    const group = await ask('POST', '/customer/tag_group', { name: '等级' })
    const tag = await ask('POST', '/customer/tag', { name: '黑金"卡', tag_group: group.body.id })
    await ask('POST', '/customer/person', { name: '林一', tags: ['黑金"卡'] })
    await ask('POST', '/customer/person', { name: '林二', tags: ['黑金"卡', '别的'] })
    await segment({ field: 'tags', op: 'any_of', value: ['黑金"卡'] })
    await ask('POST', '/marketing/journey', {
      name: '打标签',
      graph: { entry: 't', nodes: [{ id: 't', step: 'add_tag', config: { tags: ['黑金"卡'] }, next: { next: null } }] },
    })
    const uses = (await ask('DELETE', `/customer/tag/${tag.body.id}`)).body.uses ?? []
    expect(uses.map(({ object, count }) => [object, count]).sort()).toEqual([
      ['customer.person', 2],
      ['marketing.journey', 1],
      ['marketing.segment', 1],
    ])
    const narrow = await server.person({
      objects: { 'customer.tag': everything, 'customer.person': { read: 'own', update: 'own', delete: 'own', create: true } },
    })
    const seen = (await ask('DELETE', `/customer/tag/${tag.body.id}`, undefined, narrow)).body.uses ?? []
    expect(seen.find(({ object }) => object === 'customer.person')).toMatchObject({ count: 2, records: [] })
    expect(await ask('DELETE', `/customer/tag_group/${group.body.id}`)).toMatchObject({
      status: 409,
      body: { uses: [{ object: 'customer.tag', count: 1 }] },
    })
  })
  it('a stage with deals, its pipeline, a role with members: not deleted', async () => {
    const pipeline = await ask('POST', '/sales/pipeline', { name: '流程' })
    const stage = await ask('POST', '/sales/stage', {
      name: '一',
      pipeline: pipeline.body.id,
      position: 1,
      kind: 'open',
      probability: '10',
    })
    const opened = await server.platform.work(server.tenant, { kind: 'system', id: 'test' }, (work) =>
      work.records.create('sales.opportunity', { name: '商机', pipeline: pipeline.body.id, stage: stage.body.id }),
    )
    expect(await ask('DELETE', `/sales/stage/${stage.body.id}`)).toMatchObject({
      status: 409,
      body: { code: 'definition.in_use', uses: [{ object: 'sales.opportunity', records: [{ id: opened.id }] }] },
    })
    expect((await ask('DELETE', `/sales/pipeline/${pipeline.body.id}`)).status).toBe(409)
    const roles = await server.platform.work(server.tenant, { kind: 'system', id: 'test' }, (work) =>
      work.records.list('organisation.role', { limit: 1 }),
    )
    expect(await ask('DELETE', `/organisation/role/${roles.data[0]?.id}`)).toMatchObject({
      status: 409,
      body: { uses: [{ object: 'organisation.staff' }] },
    })
  })
  it('a business record is let go of as its references say', async () => {
    const person = await ask('POST', '/customer/person', { name: '走' })
    expect((await ask('DELETE', `/customer/person/${person.body.id}`)).status).toBe(204)
  })
  it('an own field in a view, a report, a formula and a sharing rule is not archived, and its page says where', async () => {
    const label = { zh: '评级', en: 'Grade' }
    const field = { type: 'integer', label }
    await ask('POST', '/settings/fields', { on: 'customer.person', name: 'c_grade', field })
    const known = async (name: string) => {
      for (
        let time = 0;
        time < 100 && !(await server.platform.model(server.tenant)).objects.get('customer.person')?.fields.has(name);
        time++
      )
        await new Promise((resolve) => setTimeout(resolve, 50))
    }
    await known('c_grade')
    await ask('POST', '/insight/saved_view', { name: '评级', object: 'customer.person', columns: [{ field: 'c_grade' }] })
    await ask('POST', '/insight/report', {
      name: '评级',
      subject: 'commerce.order',
      groups: [{ field: 'person.c_grade' }],
      measures: [{ fn: 'count' }],
    })
    await ask('POST', '/settings/fields', {
      on: 'customer.person',
      name: 'c_twice',
      field: { type: 'formula', label, options: { expression: 'c_grade * 2', result: 'decimal' } },
    })
    await known('c_twice')
    const refused = await ask('PATCH', '/settings/fields/customer.person/c_grade', { archived: true })
    expect([refused.status, refused.body.code]).toEqual([409, 'definition.in_use'])
    expect(refused.body.uses?.map(({ object }) => object).sort()).toEqual([
      'insight.report',
      'insight.saved_view',
      'platform.field',
    ])
    expect((await ask('GET', '/settings/fields/customer.person/c_grade/uses')).body.data.length).toBe(3)
    expect((await ask('PATCH', '/settings/fields/customer.person/c_twice', { archived: true })).status).toBe(200)
  })
})
