import exceljs from 'exceljs'
import type { FastifyInstance } from 'fastify'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeAccount } from '../../auth/accounts.ts'
import { openAuth } from '../../auth/auth.ts'
import { exportRoutes } from '../../exports/index.ts'
import { localStore } from '../../../store/files/file-store.ts'
import { openHttp } from '../../http/open-http.ts'
import { platformModule } from '../../http/platform.module.ts'
import { mountForSpec } from '../../http/spec/mount-for-spec.testing.ts'
import { testTenant, type TestTenant, tinyShop } from '../../../testing/index.ts'
import { importRoutes, importsModule, runImport } from '../index.ts'

const all = { read: 'all', update: 'all', delete: 'all', create: true, import: true, export: true } as const
const password = 'Klein-aber-fein-77'
let tenant: TestTenant
let app: FastifyInstance
let folder: string

beforeAll(async () => {
  tenant = await testTenant({ modules: [...tinyShop, importsModule, platformModule] })
  folder = await mkdtemp(join(tmpdir(), 'import-http-'))
  const publicUrl = 'http://localhost:3000'
  const auth = await openAuth(tenant.platform, { secret: 'a secret for the tests only', publicUrl })
  app = await openHttp(tenant.platform, {
    auth,
    publicUrl,
    files: { store: localStore(join(folder, 'files')), root: folder, bytesMax: 1024 * 1024 },
  })
  importRoutes(app, tenant.platform)
  await mountForSpec(app, { platform: tenant.platform, auth, publicUrl })
  exportRoutes(app, tenant.platform)
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await tenant.close()
  await rm(folder, { recursive: true })
})

const signedIn = async (objects: Record<string, typeof all | Omit<typeof all, 'import' | 'export'>>) => {
  const email = `${tenant.id}-${Object.keys(objects).length}-${Math.floor(performance.now() * 1000)}@example.com`
  const account = await makeAccount(tenant.platform.database, { name: '林小满', email, password }, tenant.id)
  await tenant.system(async ({ records }) => {
    const role = await records.create('organisation.role', { name: `role ${email}`, objects, rights: ['records.reveal'] })
    await records.create('organisation.staff', { name: '林小满', account, roles: [role.id], status: 'active' })
  })
  const response = await app.inject({ method: 'POST', url: '/api/v1/sign-in', payload: { login: email, password } })
  return response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}
const upload = (cookie: string, text: string, name = '客户.csv') =>
  app.inject({
    method: 'POST',
    url: '/api/v1/imports?object=customer.person',
    headers: { cookie, 'content-type': 'multipart/form-data; boundary=xyz' },
    payload: `--xyz\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${text}\r\n--xyz--\r\n`,
  })

describe('the wizard over HTTP', () => {
  it('goes from upload to report: suggestion, dry run, start, progress, problems, error file, undo', async () => {
    const cookie = await signedIn({ '*': all })
    const send = (method: 'GET' | 'POST' | 'PUT', rest: string, payload?: object) =>
      app.inject({ method, url: `/api/v1/imports${rest}`, headers: { cookie }, ...(payload ? { payload } : {}) })
    const seen = (await upload(cookie, '姓名,手机,城市\n张三,19900000001,=cmd()\n李四,错,杭州')).json()
    expect(seen).toMatchObject({
      status: 'new',
      rows_estimated: 2,
      suggested: {
        columns: [
          { column: 0, field: 'name' },
          { column: 1, field: 'phone' },
          { column: 2, field: 'city' },
        ],
      },
    })
    expect((await send('PUT', `/${seen.id}/mapping`, { ...seen.suggested, key: ['phone'] })).statusCode).toBe(200)
    expect((await send('POST', `/${seen.id}/dry-run`)).json()).toMatchObject({
      created: 1,
      refused: 1,
      problems: [{ row: 2, code: 'field.phone_invalid', detail: expect.any(String) }],
    })
    expect((await send('POST', `/${seen.id}/start`)).json()).toMatchObject({ status: 'running' })
    await runImport(tenant.platform, tenant.id, seen.id)
    expect((await send('GET', `/${seen.id}`)).json()).toMatchObject({
      status: 'done',
      created: 1,
      refused: 1,
      rows_per_second: expect.any(Number),
    })
    const file = await send('GET', `/${seen.id}/error-file`)
    expect(file.headers['content-type']).toContain('text/csv')
    expect(file.body).toContain('李四')
    expect((await send('GET', '')).json().data).toHaveLength(1)
    expect((await send('POST', `/${seen.id}/undo`)).json()).toMatchObject({ status: 'undoing' })
    expect((await send('POST', `/${seen.id}/start`)).json()).toMatchObject({ code: 'import.wrong_state', status: 409 })
  })

  it('answers bad files with a problem document and leaves nothing behind', async () => {
    const cookie = await signedIn({ '*': all })
    const before = await tenant.platform.database.query(tenant.id, { text: 'select id from import_run' })
    const answer = await upload(cookie, '姓名,手机')
    expect(answer.statusCode).toBe(422)
    expect(answer.json()).toMatchObject({ code: 'import.header_only', detail: '文件只有表头，没有数据' })
    expect(await tenant.platform.database.query(tenant.id, { text: 'select id from import_run' })).toEqual(before)
  })

  it('is closed to those without the right', async () => {
    const cookie = await signedIn({ '*': { read: 'all', update: 'all', delete: 'all', create: true } })
    expect((await upload(cookie, '姓名\n张三')).statusCode).toBe(403)
    expect((await app.inject({ url: '/api/v1/exports/customer/person.csv', headers: { cookie } })).statusCode).toBe(403)
  })
})

describe('export', () => {
  it('writes what the actor sees, by filter and chosen fields, and no formula of a stranger', async () => {
    const cookie = await signedIn({ '*': all })
    await tenant.system((work) =>
      work.records.upsert({
        object: 'customer.person',
        rows: Array.from({ length: 450 }, (_, index) => ({ name: index === 0 ? '=1+1' : `客${index}`, city: '海口' })),
      }),
    )
    const filter = encodeURIComponent(JSON.stringify({ field: 'city', op: 'eq', value: '海口' }))
    const csv = await app.inject({
      url: `/api/v1/exports/customer/person.csv?filter=${filter}&fields=name,city&sort=created_at`,
      headers: { cookie },
    })
    const lines = csv.body.trimEnd().split('\r\n')
    expect(lines).toHaveLength(451)
    expect(lines[0]).toBe('\ufeff姓名,城市')
    expect(lines).toContain("'=1+1,海口")
    const xlsx = await app.inject({
      url: `/api/v1/exports/customer/person.xlsx?filter=${filter}&fields=name,stage`,
      headers: { cookie },
    })
    const book = new exceljs.Workbook()
    await book.xlsx.load(xlsx.rawPayload as never)
    expect(book.worksheets[0]?.rowCount).toBe(451)
    expect(book.worksheets[0]?.getRow(1).values).toEqual([undefined, '姓名', '阶段'])
  })
})
