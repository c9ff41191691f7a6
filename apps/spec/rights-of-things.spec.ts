import { everything, type Person } from '@lianke/platform/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importOf, openRightsWorld, type RightsWorld } from './rights-world.testing.ts'

let world: RightsWorld
let one: Person
let two: Person
const own = { read: 'own', update: 'own', delete: 'own', create: true, import: true, export: true } as const
beforeAll(async () => {
  world = await openRightsWorld()
  const views = { 'insight.saved_view': { ...everything, read: 'all' as const }, 'insight.report': everything }
  one = await world.company.person({ objects: { '*': own, ...views }, rights: [] })
  two = await world.company.person({ objects: { '*': own, ...views }, rights: [] })
})
afterAll(() => world?.company.close())

const get = async (by: Person, path: string) => (await world.ask(by, { method: 'GET', url: `/api/v1${path}` })).json()
const post = async (by: Person, path: string, payload: object) =>
  (await world.ask(by, { method: 'POST', url: `/api/v1${path}`, payload })).json()

describe('private views and reports', () => {
  it.each([
    ['insight/saved_view', { object: 'customer.person', layout: 'table' }],
    ['insight/report', { source: 'object', subject: 'customer.person' }],
  ])('%s: are their maker’s alone, whatever the data scope; shared ones are for everybody', async (path, values) => {
    const secret = await post(one, `/${path}`, { name: '只有我看', ...values })
    const open = await post(one, `/${path}`, { name: '大家都看', shared: true, ...values })
    const names = async (by: Person) =>
      (await get(by, `/${path}?limit=200`)).data
        .map(({ name }: { name: string }) => name)
        .filter((name: string) => /看$/.test(name))
    expect((await names(one)).sort()).toEqual(['只有我看', '大家都看'].sort())
    for (const other of [two, world.boss]) {
      expect(await names(other)).toEqual(['大家都看'])
      expect((await get(other, `/${path}/${secret.id}`)).code).toBe('record.not_found')
      const change = await world.ask(other, { method: 'PATCH', url: `/api/v1/${path}/${secret.id}`, payload: { name: '改' } })
      expect(change.json().code).toBe('record.not_found')
      expect((await get(other, `/${path}/${open.id}`)).name).toBe('大家都看')
    }
    expect((await world.ask(world.boss, { method: 'GET', url: `/api/v1/exports/${path}.csv` })).body).not.toContain('只有我看')
  })
})

const upload = async (by: Person, text: string): Promise<string> => {
  const answer = await world.ask(by, {
    method: 'POST',
    url: '/api/v1/files',
    headers: { 'content-type': 'multipart/form-data; boundary=f' },
    payload: `--f\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--f--\r\n`,
  })
  return answer.json().id
}
const opens = async (by: Person, file: string, on?: string) =>
  (await world.ask(by, { method: 'GET', url: `/api/v1/files/${file}`, query: on ? { on } : {} })).statusCode

describe('a file', () => {
  it('does not open itself to who puts its id into a record of his own', async () => {
    const file = await upload(one, '机密')
    const stolen = await post(two, '/ticket/ticket', { subject: '偷', attachments: [file] })
    expect(stolen.problems).toMatchObject([{ path: '/attachments', code: 'field.file_not_found' }])
    const nobodys = await post(two, '/ticket/ticket', { subject: '偷', attachments: ['01a218e8-eb54-7049-bf17-74bc4208fc00'] })
    expect(nobodys.problems).toMatchObject([{ path: '/attachments', code: 'field.file_not_found' }])
    const mine = await post(two, '/ticket/ticket', { subject: '空' })
    const patched = await world.ask(two, {
      method: 'PATCH',
      url: `/api/v1/ticket/ticket/${mine.id}`,
      payload: { attachments: [file] },
    })
    expect(patched.json().problems).toMatchObject([{ code: 'field.file_not_found' }])
    expect(await opens(two, file, `ticket.ticket/${mine.id}`)).toBe(404)
    expect(await opens(one, file)).toBe(200)
  })

  it('is its uploader’s until a record holds it, then whoever may read the record and the field', async () => {
    const file = await upload(one, '合同')
    const ticket = await post(one, '/ticket/ticket', { subject: '附件', attachments: [file], owner: one.staff })
    expect([await opens(one, file), await opens(two, file), await opens(world.boss, file)]).toEqual([200, 404, 200])
    const moved = await world.ask(world.boss, {
      method: 'PATCH',
      url: `/api/v1/ticket/ticket/${ticket.id}`,
      payload: { owner: two.staff },
    })
    expect(moved.statusCode).toBe(200)
    // The ticket has gone to a colleague, and the file with it.
    expect([await opens(one, file), await opens(two, file)]).toEqual([404, 200])
    const blind = await world.company.person({
      objects: { '*': everything, 'ticket.ticket': { ...everything, fields: { attachments: 'hidden' } } },
    })
    expect(await opens(blind, file, `ticket.ticket/${ticket.id}`)).toBe(404)
    // Who may read it may put it on a record of his own.
    const copy = await post(two, '/ticket/ticket', { subject: '再附', attachments: [file], owner: two.staff })
    expect(copy.attachments).toEqual([file])
    expect((await world.ask(one, { method: 'DELETE', url: `/api/v1/files/${file}` })).json().code).toBe('file.not_found')
    expect((await world.ask(two, { method: 'DELETE', url: `/api/v1/files/${file}` })).json().code).toBe('access.right_needed')
  })
})

describe('names of other people’s records', () => {
  it('are shown by a multi-reference as little as by a reference', async () => {
    const { ids, boss, clerk } = world
    const people = async (by: Person) => (await get(by, `/customer/account/${ids.account}`)).c_people
    expect(await people(boss)).toEqual([
      { id: ids.person, title: '大家认识的客户' },
      { id: ids.foreign, title: '绝密客户甲乙丙' },
    ])
    expect(await people(clerk)).toEqual([
      { id: ids.person, title: '大家认识的客户' },
      { id: ids.foreign, title: null },
    ])
    expect((await get(clerk, `/fieldwork/task/${ids.task}`)).person).toEqual({ id: ids.foreign, title: null })
  })

  it('are no names where the field that names them is closed', async () => {
    const { ids, company } = world
    const blind = await company.person({
      objects: { '*': everything, 'customer.person': { ...everything, fields: { name: 'masked' } } },
      rights: [],
    })
    expect((await get(blind, `/commerce/order/${ids.order}`)).person).toEqual({ id: ids.person, title: null })
    expect((await get(blind, `/customer/account/${ids.account}`)).c_people).toEqual([
      { id: ids.person, title: null },
      { id: ids.foreign, title: null },
    ])
    // Lists go on without an order that would tell the name.
    expect((await get(blind, '/customer/tag?limit=1')).data).toBeDefined()
    expect((await get(blind, `/customer/person/${ids.person}`)).name).toBe('大******')
  })
})

describe('an import taken back', () => {
  it('leaves alone what the one who asks might not delete himself', async () => {
    const { company, ask } = world
    const keeper = await company.person({ objects: { '*': { ...everything, delete: 'own' } }, rights: ['platform.imports'] })
    const run = await importOf(ask, world.boss, '姓名,所有者\n留下的人,\n可删的人,\n')
    const mapping = { columns: [{ column: 0, field: 'name' }] }
    await ask(world.boss, { method: 'PUT', url: `/api/v1/imports/${run}/mapping`, payload: mapping })
    await post(world.boss, `/imports/${run}/start`, {})
    const { runImport, undoImport } = await import('@lianke/platform/imports')
    await runImport(company.platform, company.tenant, run)
    const [his] = (await get(world.boss, '/customer/person?filter={"field":"name","op":"eq","value":"可删的人"}')).data
    await company.platform.database.query(company.tenant, {
      text: 'update customer_person set owner = $2 where id = $1',
      values: [his.id, keeper.staff],
    })
    expect((await post(keeper, `/imports/${run}/undo`, {})).status).toBe('undoing')
    await undoImport(company.platform, company.tenant, run)
    expect(await get(world.boss, `/imports/${run}`)).toMatchObject({ status: 'undone', removed: 1, kept: 1 })
  })
})
