import { defineCommand, defineModule, defineObject, encrypted, label, reference, text } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tinyShop } from '../../../testing/tiny-shop.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

const paper = defineObject({
  name: 'vault.paper',
  label: label('证件', 'Paper'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, max: 40 }),
    secret: encrypted(label('证件号', 'Number')),
    folder: reference(label('文件夹', 'Folder'), 'vault.folder', { fixed: true, onDelete: 'cascade' }),
  },
  access: { inherit: 'folder' },
  partOf: { object: 'vault.folder', reference: 'folder' },
})
const folder = defineObject({
  name: 'vault.folder',
  label: label('文件夹', 'Folder'),
  title: 'name',
  fields: {
    name: text(label('名称', 'Name'), { required: true, unique: true, max: 40 }),
    secret: encrypted(label('密语', 'Secret'), { required: true }),
    note: text(label('备注', 'Note'), { max: 40 }),
  },
  parts: { papers: paper },
})
const touch = defineCommand({
  name: 'folder.touch',
  label: label('碰一下', 'Touch'),
  may: { object: folder, action: 'update' },
  on: folder,
  run: async (work, { id }) => ({
    written: await work.records.update(folder, id, { note: `${work.now}` }),
    read: await work.records.get('vault.folder', id, { parts: true }),
    house: (await work.system.records.get(folder, id)).secret?.length,
  }),
})

const secret = '11010519491231002X'
const covered = '••••••'
let server: HttpTenant
let sees: Person
let clerk: Person
let reader: Person
let id = ''
beforeAll(async () => {
  server = await httpTenant([
    ...tinyShop,
    defineModule({ name: 'vault', label: label('保险柜', 'Vault'), objects: [folder, paper], commands: [touch] }),
  ])
  const all = { '*': everything }
  sees = await server.person({ objects: all, rights: ['records.reveal'] })
  clerk = await server.person({ objects: all, rights: [] })
  reader = await server.person({
    objects: {
      '*': everything,
      'vault.folder': { ...everything, fields: { secret: 'read' } },
      'vault.paper': { ...everything, fields: { secret: 'hidden' } },
    },
    rights: [],
  })
  id = (await ask(sees, 'POST', 'vault/folder', { name: 'A', secret, papers: [{ name: 'P', secret }] })).body.id
})
afterAll(() => server?.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT'
const ask = async (who: Person, method: Method, path: string, payload?: object) => {
  const answer = await who.send({ method, url: `/api/v1/${path}`, ...(payload ? { payload } : {}) })
  const json = String(answer.headers['content-type']).includes('json')
  return { status: answer.statusCode, text: answer.body, body: json ? answer.json() : answer.body }
}
const stored = (of = id) =>
  server.platform.database.query<{ secret: string; version: number }>(server.tenant, {
    text: 'select secret, version from vault_folder where id = $1',
    values: [of],
  })
const inside = /v1\.\d+\.[\w+/=-]{10,}/

/** Every door through which a record is answered. */
const doors = (who: Person) =>
  Promise.all([
    ask(who, 'GET', `vault/folder/${id}`),
    ask(who, 'GET', `vault/folder/${id}?fields=secret`),
    ask(who, 'GET', 'vault/folder'),
    ask(who, 'POST', 'vault/folder/query', { fields: ['name', 'secret'] }),
    ask(who, 'POST', 'vault/paper/query', { fields: ['name', 'folder.secret'] }),
    ask(who, 'GET', 'exports/vault/folder.csv?fields=name,secret'),
    ask(who, 'GET', 'exports/vault/folder.csv?fields=name,secret,papers.name'),
    ask(who, 'POST', 'commands/folder.touch', { id }),
    ask(who, 'PATCH', `vault/folder/${id}`, { note: 'x' }),
  ])

describe('what lies sealed', () => {
  it('is ciphertext in the database alone', async () => {
    const [row] = await stored()
    expect(row?.secret).toMatch(inside)
    const facts = await server.platform.database.query(server.tenant, {
      text: `select before, after, payload from fact where object like 'vault.%'`,
      values: [],
    })
    expect(JSON.stringify(facts)).not.toContain(secret)
    expect(JSON.stringify(facts)).not.toMatch(inside)
  })
  it('is answered plain to whoever may see it, through every door', async () => {
    for (const who of [sees, reader])
      for (const { status, text: told } of await doors(who)) {
        expect([status, told]).toEqual([200, expect.stringContaining(secret)])
        expect(told).not.toMatch(inside)
      }
    const { body } = await ask(sees, 'GET', `vault/folder/${id}`)
    expect(body).toMatchObject({ secret, papers: [{ name: 'P', secret }] })
    expect((await ask(reader, 'GET', `vault/folder/${id}`)).body.papers[0]).not.toHaveProperty('secret')
  })
  it('is covered for whoever may not reveal, through every door, and says only whether it is there', async () => {
    for (const { status, text: told } of await doors(clerk)) {
      expect([status, told]).toEqual([200, expect.stringContaining(covered)])
      expect(told).not.toContain(secret)
      expect(told).not.toMatch(inside)
    }
    const there = await ask(clerk, 'POST', 'vault/folder/query', { filter: { field: 'secret', op: 'not_empty' } })
    expect(there.body.data).toHaveLength(1)
    expect(
      (await ask(clerk, 'GET', 'meta')).body.objects.find((one: { name: string }) => one.name === 'vault.folder').fields.secret,
    ).toMatchObject({ access: 'masked' })
  })
  it('is opened for acts of the house, and never an answer of its own making', async () => {
    const { body } = await ask(clerk, 'POST', 'commands/folder.touch', { id })
    expect(body).toMatchObject({
      written: { secret: covered },
      read: { secret: covered, papers: [{ secret: covered }] },
      house: secret.length,
    })
  })
  it('stays when a form sends back what it was shown, and changes when something else is given', async () => {
    const [before] = await stored()
    expect((await ask(clerk, 'PATCH', `vault/folder/${id}`, { secret: covered })).status).toBe(200)
    expect((await ask(sees, 'PATCH', `vault/folder/${id}`, { secret })).status).toBe(200)
    expect(await stored()).toEqual([before])
    expect((await ask(clerk, 'PATCH', `vault/folder/${id}`, { secret: 'new' })).body).toMatchObject({ secret: covered })
    expect((await ask(sees, 'GET', `vault/folder/${id}`)).body).toMatchObject({ secret: 'new' })
    const lines = (await ask(clerk, 'GET', `vault/folder/${id}`)).body.papers.map((line: { id: string; secret: string }) => ({
      id: line.id,
      secret: line.secret,
    }))
    expect((await ask(clerk, 'PATCH', `vault/folder/${id}`, { papers: lines, secret })).status).toBe(200)
    expect((await ask(sees, 'GET', `vault/folder/${id}`)).body).toMatchObject({ secret, papers: [{ secret }] })
  })
  it('comes back with what was deleted', async () => {
    const { body } = await ask(sees, 'POST', 'vault/folder', { name: 'B', secret })
    await sees.send({ method: 'DELETE', url: `/api/v1/vault/folder/${body.id}` })
    const back = await ask(clerk, 'POST', `vault/folder/${body.id}/restore`)
    expect(back.text).not.toMatch(inside)
    expect((await ask(sees, 'GET', `vault/folder/${body.id}`)).body).toMatchObject({ secret })
  })
  it('stays readable when the data key was turned', async () => {
    await server.platform.secrets.rotate(server.tenant)
    expect((await ask(sees, 'GET', `vault/folder/${id}`)).body).toMatchObject({ secret })
  })
})
