import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { openAuth } from '../../auth/auth.ts'
import { makeSetupToken } from '../../auth/setup-link.ts'
import { localStore } from '../../../store/files/file-store.ts'
import { buildModel } from '../../../model/model/model.ts'
import { openDatabase } from '../../../store/db/open-database.ts'
import { openPlatform } from '../../../open-platform.ts'
import type { Platform } from '../../../platform.ts'
import { createTenant, installHome } from '../../../store/schema/index.ts'
import { testUrls, tinyShop } from '../../../testing/index.ts'
import { openHttp } from '../open-http.ts'
import { platformModule } from '../platform.module.ts'
import { cookieOf, goodPassword } from './http-tenant.testing.ts'

// A company of its own installation: the first run happens once per PostgreSQL database.
const name = `first_run_${uuid().replaceAll('-', '').slice(-12)}`
const urls = testUrls()
const databaseUrl = Object.assign(new URL(urls.databaseUrl), { pathname: `/${name}` }).href
let platform: Platform
let app: Awaited<ReturnType<typeof openHttp>>
let folder: string
let token: string
const admin = async (statement: string) => {
  const client = new pg.Client({ connectionString: urls.databaseUrl })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

beforeAll(async () => {
  await admin(`create database ${name}`)
  const database = openDatabase({ url: databaseUrl, max: 2 })
  await installHome(database)
  const modules = [...tinyShop, platformModule]
  await createTenant(
    database,
    { id: 'main', name: 'Lianke', zone: 'Asia/Shanghai', locale: 'zh-CN', baseCurrency: 'CNY' },
    buildModel(modules),
  )
  await database.close()
  platform = await openPlatform({
    databaseUrl,
    clickhouseUrl: urls.clickhouseUrl,
    secret: 'a secret for the tests only',
    modules,
  })
  await platform.work('main', { kind: 'system', id: 'spec' }, (work) =>
    work.records.create('organisation.role', {
      name: '管理员',
      objects: { '*': { read: 'all', update: 'all', delete: 'all', create: true } },
      rights: ['*'],
    }),
  )
  token = await makeSetupToken(platform.database)
  folder = await mkdtemp(join(tmpdir(), 'lianke-setup-'))
  const auth = await openAuth(platform, { secret: 'a secret for the tests only', publicUrl: 'http://localhost:3000' })
  app = await openHttp(platform, {
    auth,
    publicUrl: 'http://localhost:3000',
    files: { store: localStore(folder), root: folder, bytesMax: 1000 },
  })
})
afterAll(async () => {
  await app?.close()
  await platform?.close()
  await rm(folder, { recursive: true, force: true })
  await admin(`drop database if exists ${name} with (force)`)
})
const setup = (change: object = {}) =>
  app.inject({
    method: 'POST',
    url: '/api/v1/setup',
    payload: { company: '森屿茶', name: '王一诺', email: 'Yinuo@example.com', password: goodPassword, token, ...change },
  })

describe('the first run', () => {
  it('asks for an administrator, checks what is given, makes exactly one, and is over', async () => {
    expect((await app.inject({ url: '/api/v1/sign-in/ways' })).json()).toMatchObject({ setup_needed: true })
    for (const wrong of [undefined, 'x'.repeat(32), await makeSetupToken(platform.database).then(() => token)])
      expect((await setup({ token: wrong })).json()).toMatchObject({ status: 403, code: 'setup.link_needed' })
    token = await makeSetupToken(platform.database)
    expect((await setup({ password: 'short' })).json().problems[0].path).toBe('/password')
    expect((await setup({ compnay: '森屿茶' })).json().problems[0]).toMatchObject({ path: '/compnay', suggestion: 'company' })
    const answers = await Promise.all([setup(), setup({ email: 'other@example.com' }), setup({ email: 'third@example.com' })])
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409])
    const cookie = cookieOf(answers.find((answer) => answer.statusCode === 200) as (typeof answers)[number])
    const me = (await app.inject({ url: '/api/v1/me', headers: { cookie } })).json()
    expect(me).toMatchObject({
      tenant: { id: 'main', name: '森屿茶' },
      administrator: true,
      account: { installation: true },
      staff: { name: me.account.name },
    })
    expect(
      (await app.inject({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '第一位客户' }, headers: { cookie } }))
        .statusCode,
    ).toBe(201)
    expect((await app.inject({ url: '/api/v1/sign-in/ways' })).json()).toMatchObject({ setup_needed: false })
  })
})
