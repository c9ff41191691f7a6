import { defineModule, defineSetting, label } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { openSecrets } from '../../../store/secrets/secrets.ts'
import { openPlatform } from '../../../open-platform.ts'
import { testUrls, tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

const quiet = defineModule({
  name: 'quiet',
  label: label('免打扰', 'Quiet'),
  settings: [
    defineSetting({
      name: 'quiet.hour',
      label: label('几点起免打扰', 'Quiet from'),
      section: label('触达', 'Reaching out'),
      schema: z.number().int().min(0).max(23),
      default: 21,
    }),
    defineSetting({
      name: 'quiet.secret',
      label: label('密钥', 'Secret'),
      section: label('触达', 'Reaching out'),
      schema: z.string().min(4),
      default: '',
      secret: true,
    }),
  ],
})
let server: HttpTenant
let admin: Person
beforeAll(async () => {
  server = await httpTenant([...tinyShop, quiet])
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
})
afterAll(() => server?.close())
const put = (name: string, value: unknown, who = admin) =>
  who.send({ method: 'PUT', url: `/api/v1/settings/${name}`, payload: { value } as object })

describe('settings', () => {
  it('answers the default until it is set, checks values, and goes back', async () => {
    expect((await admin.send({ url: '/api/v1/settings/quiet.hour' })).json()).toMatchObject({
      value: 21,
      is_set: false,
      schema: { type: 'integer' },
    })
    expect((await put('quiet.hour', 22)).json()).toMatchObject({ value: 22, is_set: true })
    expect(await server.platform.settings.get(server.tenant, 'quiet.hour')).toBe(22)
    expect((await put('quiet.hour', 99)).json()).toMatchObject({
      status: 422,
      code: 'setting.bad_value',
      problems: [{ path: '/value' }],
    })
    expect((await put('quiet.minute', 1)).json()).toMatchObject({ status: 404, code: 'setting.unknown' })
    expect((await admin.send({ method: 'DELETE', url: '/api/v1/settings/quiet.hour' })).json()).toMatchObject({
      value: 21,
      is_set: false,
    })
    const person = await server.person({})
    expect((await put('quiet.hour', 1, person)).json().code).toBe('access.right_needed')
  })
  it('refuses a value that was read before somebody else changed it, and keeps theirs', async () => {
    const putFrom = (value: number, version: string | null) =>
      admin.send({ method: 'PUT', url: '/api/v1/settings/quiet.hour', payload: { value, version } })
    const unset = (await admin.send({ url: '/api/v1/settings/quiet.hour' })).json()
    expect(unset.version).toBeNull()
    const first = (await putFrom(20, null)).json()
    expect(first).toMatchObject({ value: 20, version: expect.stringMatching(/^\d+$/) })
    expect((await putFrom(19, null)).json()).toMatchObject({
      status: 409,
      code: 'setting.stale_version',
      given_version: null,
      current_version: first.version,
    })
    const second = (await putFrom(18, first.version)).json()
    expect((await putFrom(17, first.version)).json()).toMatchObject({
      status: 409,
      detail: expect.stringContaining('几点起免打扰：别人刚改过'),
      current_version: second.version,
    })
    expect((await admin.send({ url: '/api/v1/settings/quiet.hour' })).json()).toMatchObject({ value: 18 })
    await admin.send({ method: 'DELETE', url: '/api/v1/settings/quiet.hour' })
  })
  it('keeps several that belong together, or none', async () => {
    const patch = (payload: object) => admin.send({ method: 'PATCH', url: '/api/v1/settings', payload })
    const hour = async () => (await admin.send({ url: '/api/v1/settings/quiet.hour' })).json()
    expect((await patch({ set: { 'quiet.hour': 3, 'quiet.secret': 'abc' } })).json()).toMatchObject({
      status: 422,
      code: 'setting.bad_value',
      setting: 'quiet.secret',
    })
    expect(await hour()).toMatchObject({ value: 21, is_set: false })
    const both = await patch({ set: { 'quiet.hour': 3, 'quiet.secret': 'abcd' } })
    expect(both.json().data).toMatchObject([{ value: 3 }, { name: 'quiet.secret', is_set: true }])
    expect(both.body).not.toContain('abcd')
    await patch({ set: { 'quiet.secret': 'efgh' }, reset: ['quiet.hour'] })
    expect(await hour()).toMatchObject({ value: 21, is_set: false })
    expect((await patch({ set: { 'quiet.minute': 1, 'quiet.hour': 3 } })).json()).toMatchObject({ code: 'setting.unknown' })
    expect(await hour()).toMatchObject({ is_set: false })
    await patch({ reset: ['quiet.secret'] })
    const person = await server.person({})
    expect(
      (await person.send({ method: 'PATCH', url: '/api/v1/settings', payload: { set: { 'quiet.hour': 1 } } })).json().code,
    ).toBe('access.right_needed')
  })
  it('never answers a secret, and keeps it sealed', async () => {
    const said = await put('quiet.secret', 'hush-hush')
    expect(said.json()).toMatchObject({ secret: true, is_set: true })
    expect(`${said.body}${(await admin.send({ url: '/api/v1/settings' })).body}`).not.toContain('hush-hush')
    expect(await server.platform.settings.get(server.tenant, 'quiet.secret')).toBe('hush-hush')
    const stored = await server.platform.database.query(server.tenant, {
      text: `select value, sealed from setting where name = 'quiet.secret'`,
    })
    expect(JSON.stringify(stored)).not.toContain('hush')
    expect(stored[0]).toMatchObject({ value: null, sealed: expect.stringMatching(/^v1\./) })
  })
})

describe('secrets', () => {
  it('stay readable after the data key is rotated and after the master key is changed', async () => {
    const { database } = server.platform
    const tenant = `${server.tenant}_safe`.slice(0, 31)
    const first = openSecrets(database, 'the first master secret', { adoptAfterMs: 0 })
    const old = await first.encrypt(tenant, '老的秘密')
    await first.rotate(tenant)
    const fresh = await first.encrypt(tenant, '新的秘密')
    expect(old.split('.')[1]).not.toBe(fresh.split('.')[1])
    expect(await openSecrets(database, 'the first master secret').decrypt(tenant, old)).toBe('老的秘密')
    await expect(openSecrets(database, 'another master secret').decrypt(tenant, old)).rejects.toThrow()
    await expect(first.decrypt(`${tenant}x`.slice(-31), old)).rejects.toThrow()
    expect(await first.rewrap('the second master secret', tenant)).toBe(2)
    const second = openSecrets(database, 'the second master secret')
    expect(await second.decrypt(tenant, old)).toBe('老的秘密')
    expect(await second.decrypt(tenant, fresh)).toBe('新的秘密')
    const broken = `${fresh.slice(0, -2)}${fresh.endsWith('AA') ? 'BB' : 'AA'}`
    await expect(second.decrypt(tenant, broken)).rejects.toThrow()
  })
  it('of a key that is new are sealed with it only once every process has read it, so that none meets a value it cannot open', async () => {
    const { database } = server.platform
    const tenant = `${server.tenant}_slow`.slice(0, 31)
    const [one, other] = [openSecrets(database, 'the first master secret'), openSecrets(database, 'the first master secret')]
    const sealed = await one.encrypt(tenant, '以前的')
    await other.sealer(tenant)
    await one.rotate(tenant)
    const next = (await one.sealer(tenant)).seal('刚刚的')
    expect(next.split('.')[1]).toBe(sealed.split('.')[1])
    expect((await other.sealer(tenant)).open(next)).toBe('刚刚的')
    await database.home.query({
      text: `update lianke.data_key set created_at = created_at - interval '2 minutes' where tenant = $1`,
      values: [tenant],
    })
    const later = openSecrets(database, 'the first master secret')
    const fresh = await later.encrypt(tenant, '换了之后')
    expect(fresh.split('.')[1]).not.toBe(sealed.split('.')[1])
    expect(await other.decrypt(tenant, fresh)).toBe('换了之后')
    expect(await later.decrypt(tenant, sealed)).toBe('以前的')
  })
})

describe('the key of a company', () => {
  const secrets = (who: Person, method: 'GET' | 'POST') =>
    who.send({ method, url: `/api/v1/secrets${method === 'POST' ? '/rotate' : ''}` })
  it('is turned by who may change settings; what was sealed before reads after, and the audit knows it', async () => {
    const plain = await server.person({ objects: { '*': everything }, rights: [] })
    for (const method of ['GET', 'POST'] as const)
      expect((await secrets(plain, method)).json()).toMatchObject({ status: 403, code: 'access.right_needed' })
    await put('quiet.secret', 'before the turn')
    expect((await secrets(admin, 'GET')).json()).toEqual({ keys: 1, rotated_at: null })
    const turned = (await secrets(admin, 'POST')).json()
    expect(turned).toEqual({ keys: 2, rotated_at: expect.stringMatching(/^\d{4}-/) })
    expect((await secrets(admin, 'POST')).json()).toMatchObject({ status: 409, code: 'secrets.too_soon' })
    const elsewhere = await openPlatform({
      ...testUrls(),
      secret: 'a secret for tests only',
      modules: server.platform.modules,
      connectionsMax: 2,
    })
    expect(await elsewhere.settings.get(server.tenant, 'quiet.secret')).toBe('before the turn')
    await elsewhere.close()
    const { data } = (await admin.send({ url: '/api/v1/audit/changes?name=secrets.rotated' })).json()
    expect(data).toMatchObject([{ actor: admin.staff, name: 'secrets.rotated' }])
  })
})

describe('a file that proves the domain', () => {
  const asked = (path: string) => server.app.inject({ method: 'GET', url: path })
  it('is served at the root to anybody, as plain text; what nobody keeps is not there', async () => {
    expect((await asked('/WW_verify_none.txt')).statusCode).toBe(404)
    const kept = await put('platform.proof_files', ['WW_verify_3fK.txt 3fK-<b>'])
    expect(kept.statusCode).toBe(200)
    const found = async () => {
      const { statusCode, headers, body } = await asked('/WW_verify_3fK.txt')
      return [statusCode, String(headers['content-type']).split(';')[0], body]
    }
    await expect.poll(found).toEqual([200, 'text/plain', '3fK-<b>'])
    for (const wrong of ['WW_verify_a.html x', 'robots.txt x', '../secret.txt x', 'two words.txt', 'a.txt two words'])
      expect((await put('platform.proof_files', [wrong])).statusCode).toBe(422)
  })
})
