import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { everything, type HttpTenant, httpTenant, type Person, tinyShop } from '../../../testing/index.ts'

let server: HttpTenant
let admin: Person
let clerk: Person
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  clerk = await server.person({ objects: { '*': everything } })
})
afterAll(() => server?.close())

const person = 'customer.person'
const path = `/api/v1/platform/overlay/${person}`
const said = (zh: string, en: string) => ({ zh, en })
/** What is asked by a request; answers without the OpenAPI description that was read before the model changed. */
const ask = async (who: Person, method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
  const answer = await server.app.inject({ method, url, headers: { cookie: who.cookie }, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.json() }
}
const designed = async () => (await ask(admin, 'GET', path)).body
const change = async (field: string, what: object) => {
  const now = await designed()
  const version = field ? now.fields[field].version : now.version
  return ask(admin, 'PATCH', field ? `${path}/${field}` : path, { version, ...what })
}
const meta = async (who: Person) =>
  (await ask(who, 'GET', '/api/v1/meta')).body.objects.find(({ name }: { name: string }) => name === person)
const schema = async () => (await ask(admin, 'GET', '/api/v1/openapi.json')).body.components.schemas.CustomerPersonCreate
const parts = ['label', 'help', 'required', 'default', 'hidden', 'options']

beforeEach(async () => {
  for (const field of ['phone', 'city', 'stage', 'birthday', 'name', 'tags']) await change(field, { reset: parts })
  await change('', { reset: ['label', 'plural', 'sections'] })
})

describe('what a company says over the release', () => {
  it('is in meta and OpenAPI for everybody at once, and is the release’s again when it is reset', async () => {
    const before = await meta(clerk)
    expect(
      (await change('city', { label: said('所在城市', 'Town'), help: said('客户常住的城市', 'Where they live') })).status,
    ).toBe(200)
    expect((await change('', { label: said('会员', 'Member'), plural: said('会员', 'Members') })).status).toBe(200)
    const object = await meta(clerk)
    expect(object).toMatchObject({ label: said('会员', 'Member'), plural: said('会员', 'Members') })
    expect(object.fields.city).toMatchObject({
      label: said('所在城市', 'Town'),
      options: { help: said('客户常住的城市', 'Where they live'), indexed: true },
    })
    expect((await schema()).properties.city).toMatchObject({ title: 'Town', description: '所在城市' })
    await change('city', { reset: ['label', 'help'] })
    await change('', { reset: ['label', 'plural'] })
    expect(await meta(clerk)).toEqual(before)
  })

  it('puts fields in order and under headings', async () => {
    const reach = said('怎么联系', 'How to reach')
    await change('', {
      sections: [
        { label: reach, fields: ['city', 'phone'] },
        { label: null, fields: ['birthday', 'name'] },
      ],
    })
    const { fields } = await meta(clerk)
    // What was not placed stands behind the field that it follows in the release.
    expect(Object.keys(fields)).toEqual(['city', 'order_count', 'order_total', 'phone', 'stage', 'tags', 'birthday', 'name'])
    expect(fields.phone.options.section).toEqual(reach)
    expect(fields.name.options.section).toBeUndefined()
  })

  it('is for who may customise', async () => {
    for (const [method, url] of [
      ['GET', path],
      ['PATCH', path],
      ['PATCH', `${path}/city`],
      ['POST', `${path}/city/plan`],
      ['GET', `${path}/stage/options`],
      ['GET', '/api/v1/platform/definition-changes'],
      ['POST', '/api/v1/platform/definition-changes/0197c0de-0000-7000-8000-000000000000/undo'],
    ] as const)
      expect((await ask(clerk, method, url, method === 'GET' ? undefined : { version: 0 })).body.code, url).toBe(
        'access.right_needed',
      )
  })

  it.each([
    ['nowhere', { label: said('甲', 'A') }, 404, 'overlay.field_unknown', undefined],
    ['name', { hidden: true }, 422, 'overlay.cannot_hide', '/hidden'],
    ['name', { required: true }, 422, 'overlay.cannot_require', '/required'],
    ['order_count', { required: true }, 422, 'overlay.cannot_require', '/required'],
    ['order_count', { default: 3 }, 422, 'overlay.no_default', '/default'],
    ['birthday', { default: 'soon' }, 422, 'overlay.bad_default', '/default'],
    ['birthday', { options: [{ value: 'c_a', label: said('甲', 'A') }] }, 422, 'overlay.no_options', '/options'],
    ['city', { required: true, hidden: true }, 422, 'overlay.hidden_required', '/hidden'],
    ['stage', { options: [{ value: 'c_vip', label: said('贵宾', 'VIP') }] }, 422, 'overlay.options_closed', '/options/0'],
    ['stage', { options: [{ value: 'gone', archived: true }] }, 422, 'overlay.option_kept', '/options/0'],
    ['stage', { options: [{ value: 'nobody' }] }, 422, 'overlay.option_unknown', '/options/0'],
    ['stage', { options: [{ value: 'gone', label: said('新客', 'Lost') }] }, 422, 'overlay.option_twice', '/options/1/label'],
    ['stage', { options: [{ value: 'gone' }, { value: 'gone' }] }, 422, 'overlay.option_twice', '/options/1/value'],
    ['city', { label: said('', 'A') }, 422, undefined, '/label/zh'],
    ['city', { length: 3 }, 422, undefined, undefined],
  ])('refuses for %s what %o would say, and keeps nothing', async (field, what, status, code, at) => {
    const before = await designed()
    const answer = await ask(admin, 'PATCH', `${path}/${field}`, { version: before.fields[field]?.version ?? 0, ...what })
    expect(answer.status).toBe(status)
    if (code) expect(answer.body.code).toBe(code)
    if (at) expect(answer.body.problems[0].path).toBe(at)
    expect(answer.body.detail ?? answer.body.title).not.toContain('overlay.')
    expect(await designed()).toEqual(before)
  })

  it.each([
    [[{ label: null, fields: ['nowhere'] }], 'overlay.field_unknown', '/sections/0/fields/0'],
    [[{ label: null, fields: ['city', 'city'] }], 'overlay.field_twice', '/sections/0/fields/1'],
    [
      [
        { label: said('甲', 'A'), fields: ['city'] },
        { label: said('乙', 'A'), fields: ['phone'] },
      ],
      'overlay.section_twice',
      '/sections/1/label',
    ],
  ])('refuses the sections %j', async (sections, code, at) => {
    const answer = await change('', { sections })
    expect(answer.body).toMatchObject({ code, problems: [{ path: at }] })
  })
})

describe('changes of what is said', () => {
  type Change = {
    id: string
    field: string
    kind: string
    before: object
    after: object
    by: string | null
    undone_by: string | null
  }
  const changes = async (field?: string): Promise<Change[]> =>
    (
      await ask(
        admin,
        'GET',
        `/api/v1/platform/definition-changes?object=${person}${field === undefined ? '' : `&field=${field}`}`,
      )
    ).body.data
  const undo = (id: string) => ask(admin, 'POST', `/api/v1/platform/definition-changes/${id}/undo`, {})

  it('are kept with who, when, before and after, told in the audit, and taken back in one act', async () => {
    const made = await change('city', { label: said('所在城市', 'Town') })
    const [newest] = await changes()
    expect(newest).toMatchObject({
      id: made.body.change,
      field: 'city',
      kind: 'said',
      before: {},
      after: { label: said('所在城市', 'Town') },
      by: admin.staff,
      undone_by: null,
    })
    const told = await ask(admin, 'GET', '/api/v1/audit/changes?name=data.definition_changed&limit=1')
    expect(told.body.data[0]).toMatchObject({ name: 'data.definition_changed', actor: admin.staff })
    expect((await undo(made.body.change)).status).toBe(200)
    expect((await meta(clerk)).fields.city.label).toEqual(said('城市', 'City'))
    const [back, first] = await changes('city')
    expect(back).toMatchObject({ undoes: made.body.change, after: {} })
    expect(first?.undone_by).toBe(back?.id)
    expect((await undo(made.body.change)).body.code).toBe('overlay.undone_already')
    // Taking the undo back says it again.
    expect((await undo(back?.id ?? '')).status).toBe(200)
    expect((await meta(clerk)).fields.city.label).toEqual(said('所在城市', 'Town'))
  })

  it('leave what was said since, and are not taken back over a newer word', async () => {
    const first = await change('city', { label: said('所在城市', 'Town') })
    await change('city', { help: said('常住', 'Home') })
    expect((await undo(first.body.change)).status).toBe(200)
    expect((await designed()).fields.city.said).toEqual({ help: said('常住', 'Home') })
    const again = await change('city', { label: said('城', 'Burgh') })
    await change('city', { label: said('市', 'Borough') })
    expect((await undo(again.body.change)).body).toMatchObject({ status: 409, code: 'overlay.changed_since' })
    expect((await designed()).fields.city.said.label).toEqual(said('市', 'Borough'))
  })

  it('are not made where nothing changes', async () => {
    await change('city', { label: said('所在城市', 'Town') })
    const before = await changes()
    expect((await change('city', { label: said('所在城市', 'Town') })).body.change).toBeNull()
    expect(await changes()).toEqual(before)
  })

  it('of two administrators at once: the second is told what the first did, and loses nothing by saying his again', async () => {
    const { version } = (await designed()).fields.city
    const first = { version, label: said('所在城市', 'Town') }
    const second = { version, help: said('常住', 'Home') }
    const answers = await Promise.all([first, second].map((body) => ask(admin, 'PATCH', `${path}/city`, body)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const at = answers.findIndex(({ status }) => status === 409)
    const told = answers[at]?.body
    expect(told).toMatchObject({
      code: 'overlay.stale',
      current_version: version + 1,
      changes: [{ field: 'city', by: admin.staff }],
    })
    const again = await ask(admin, 'PATCH', `${path}/city`, { ...[first, second][at], version: told.current_version })
    expect(again.status).toBe(200)
    expect((await designed()).fields.city.said).toEqual({ label: first.label, help: second.help })
  })
})

describe('changes of a field of the company’s own', () => {
  const field = { type: 'text', label: said('血型', 'Blood group') }
  const own = (method: 'POST' | 'PATCH', payload: object, name = '') =>
    ask(admin, method, `/api/v1/settings/fields${name && `/${person}/${name}`}`, payload)
  const stored = async (name: string) =>
    (await ask(admin, 'GET', '/api/v1/settings/custom')).body.fields.find((one: { name: string }) => one.name === name)
  const changes = async (name: string) =>
    (await ask(admin, 'GET', `/api/v1/platform/definition-changes?object=${person}&field=${name}`)).body.data
  const undo = (id: string) => ask(admin, 'POST', `/api/v1/platform/definition-changes/${id}/undo`, {})

  it('are kept and taken back like what is said over the release', async () => {
    await own('POST', { on: person, name: 'blood', field })
    await own('PATCH', { label: said('血型（ABO）', 'ABO group') }, 'c_blood')
    const kinds = (list: { kind: string }[]) => list.map(({ kind }) => kind)
    expect(kinds(await changes('c_blood'))).toEqual(['defined', 'added'])
    const [renamed, added] = await changes('c_blood')
    expect((await undo(renamed.id)).status).toBe(200)
    expect((await meta(clerk)).fields.c_blood.label).toEqual(field.label)
    // A field that goes keeps its values, and comes back with them.
    const made = await ask(admin, 'POST', '/api/v1/customer/person', { name: '甲', c_blood: 'AB' })
    expect((await undo(added.id)).status).toBe(200)
    expect((await meta(clerk)).fields.c_blood).toBeUndefined()
    const [gone] = await changes('c_blood')
    expect(gone).toMatchObject({ kind: 'archived', undoes: added.id, by: admin.staff })
    expect((await undo(gone.id)).status).toBe(200)
    const back = await ask(admin, 'GET', `/api/v1/customer/person/${made.body.id}`)
    expect(back.body.c_blood).toBe('AB')
  })

  it('tell the second of two administrators what the first changed', async () => {
    await own('POST', { on: person, name: 'shoe', field })
    const { version } = await stored('c_shoe')
    await own('PATCH', { label: said('鞋码', 'Shoe'), version }, 'c_shoe')
    const second = await own('PATCH', { options: { required: true }, version }, 'c_shoe')
    expect(second.body).toMatchObject({
      status: 409,
      code: 'overlay.stale',
      current_version: version + 1,
      changes: [{ kind: 'defined', after: { label: said('鞋码', 'Shoe') } }],
    })
    expect((await own('PATCH', { options: { required: true }, version: version + 1 }, 'c_shoe')).status).toBe(200)
    expect(await stored('c_shoe')).toMatchObject({ field: { label: said('鞋码', 'Shoe'), options: { required: true } } })
    await own('PATCH', { archived: true }, 'c_shoe')
  })

  it('are asked of forms and calls, and not of what the house does by itself', async () => {
    await own('POST', { on: person, name: 'must', field: { ...field, options: { required: true } } })
    const refusal = await ask(admin, 'POST', '/api/v1/customer/person', { name: '乙' })
    expect(refusal.body.problems).toMatchObject([{ path: '/c_must', code: 'field.required' }])
    await server.platform.work(server.tenant, { kind: 'system', id: 'spec' }, (work) =>
      work.records.create(person, { name: '引擎建的' }),
    )
    await own('PATCH', { archived: true }, 'c_must')
  })

  it('may depend on another choice, and say so rightly or not at all', async () => {
    const when = (given: unknown) => own('POST', { on: person, name: 'why', field: { ...field, options: { when: given } } })
    expect((await when({ field: 'stage' })).body).toMatchObject({ status: 422, code: 'custom.bad_definition' })
    expect((await when({ field: 'stage', values: ['nowhere'] })).body).toMatchObject({ status: 422, code: 'overlay.when_values' })
    expect((await when({ field: 'city', values: ['x'] })).body).toMatchObject({ status: 422, code: 'overlay.when_field' })
    const choice = { type: 'select', label: field.label, options: { options: [{ value: 'a', label: said('甲', 'A'), when: 3 }] } }
    expect((await own('POST', { on: person, name: 'why', field: choice })).body.code).toBe('custom.bad_definition')
    expect((await when({ field: 'stage', values: ['gone'] })).status).toBe(201)
    const refusal = await ask(admin, 'POST', '/api/v1/customer/person', { name: '丙', c_why: 'A' })
    expect(refusal.body.problems).toMatchObject([{ path: '/c_why', code: 'field.not_asked_here' }])
    expect((await ask(admin, 'POST', '/api/v1/customer/person', { name: '丁', stage: 'gone', c_why: 'A' })).status).toBe(201)
  })
})
