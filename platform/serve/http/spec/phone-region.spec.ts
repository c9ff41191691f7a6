import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testUrls, tinyShop } from '../../../testing/index.ts'
import { openPlatform } from '../../../open-platform.ts'
import { importsModule, type Mapping, moveRun, newImport, runImport, setMapping } from '../../imports/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
let folder: string
beforeAll(async () => {
  server = await httpTenant([...tinyShop, importsModule])
  admin = await server.person({ objects: { '*': { ...everything, import: true } }, rights: ['*'] })
  folder = await mkdtemp(join(tmpdir(), 'region-'))
})
afterAll(async () => {
  await server?.close()
  await rm(folder, { recursive: true })
})

const people = '/api/v1/customer/person'
const put = (value: unknown, who = admin) =>
  who.send({ method: 'PUT', url: '/api/v1/settings/platform.phone_region', payload: { value } as object })
const create = async (phone: string) => (await admin.send({ method: 'POST', url: people, payload: { name: '客', phone } })).json()
const found = async (payload: object): Promise<string[]> =>
  (await admin.send({ method: 'POST', url: `${people}/query`, payload })).json().data.map(({ id }: { id: string }) => id)
const bring = async (rows: readonly string[], more: object = {}) => {
  const { platform, tenant } = server
  const actor = { kind: 'system', id: 'spec' } as const
  const path = join(folder, `${rows.length}-${performance.now()}.csv`)
  await writeFile(path, `姓名,手机\n${rows.join('\n')}\n`)
  const { run, suggested } = await newImport(platform, tenant, actor, { object: 'customer.person', path, fileName: 'a.csv' })
  const columns = suggested.columns.map((one) => (one.field === 'phone' ? { ...one, ...more } : one))
  await setMapping(platform, tenant, actor, run.id, { columns } as Mapping)
  await moveRun(platform, tenant, actor, run.id, 'start')
  await runImport(platform, tenant, run.id)
  const names = rows.map((row) => row.split(',')[0])
  const { data } = (
    await admin.send({
      method: 'POST',
      url: `${people}/query`,
      payload: { filter: { field: 'name', op: 'in', value: names }, sort: ['name'] },
    })
  ).json()
  return data.map(({ phone }: { phone: string }) => phone)
}

describe('the country of numbers without one', () => {
  it('is China until a company says otherwise, and then read at every door; what is stored stays', async () => {
    const old = await create('138 0013 8001')
    expect(old.phone).toBe('+8613800138001')
    expect((await put('XX')).statusCode).toBe(422)
    expect((await put('GB')).json()).toMatchObject({ value: 'GB', schema: { format: 'country' } })
    expect((await admin.send({ url: '/api/v1/me' })).json().tenant.phone_region).toBe('GB')

    const made = await create('07911 123456')
    expect(made.phone).toBe('+447911123456')
    expect((await admin.send({ url: `${people}/${old.id}` })).json().phone).toBe('+8613800138001')
    expect(await found({ filter: { field: 'phone', op: 'eq', value: '07911 123456' } })).toEqual([made.id])
    expect(await found({ search: '07911 123456' })).toEqual([made.id])
    const bulk = { upsert: { key: ['phone'], rows: [{ name: '同一位', phone: '(07911) 123 456' }] } }
    expect((await admin.send({ method: 'POST', url: `${people}/bulk`, payload: bulk })).json()).toMatchObject({ updated: 1 })
  })

  it('is that of an import too, below what is chosen of its column', async () => {
    expect(await bring(['甲,07911 123457', '乙,+86 138 0013 8002'])).toEqual(['+8613800138002', '+447911123457'].toSorted())
    expect(await bring(['丙,98765 01234'], { region: 'IN' })).toEqual(['+919876501234'])
  })

  it('is heard of by other processes', async () => {
    const other = await openPlatform({
      ...testUrls(),
      secret: 'a secret for the tests only',
      modules: server.platform.modules,
    })
    try {
      expect((await other.model(server.tenant)).phoneRegion).toBe('GB')
      await put('FR')
      await expect.poll(async () => (await other.model(server.tenant)).phoneRegion).toBe('FR')
      expect((await server.platform.model(server.tenant)).phoneRegion).toBe('FR')
    } finally {
      await other.close()
    }
  })

  it('is changed by nobody without the right to settings', async () => {
    const clerk = await server.person({ objects: { '*': everything } })
    expect((await put('CN', clerk)).statusCode).toBe(403)
  })
})
