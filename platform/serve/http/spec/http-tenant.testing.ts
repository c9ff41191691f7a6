import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ModuleDefinition, ObjectRight } from '@lianke/kernel'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { v7 as uuid } from 'uuid'
import { makeAccount } from '../../auth/accounts.ts'
import { type Auth, openAuth } from '../../auth/auth.ts'
import { openLog } from '../../../run/log/log.ts'
import { exportRoutes } from '../../exports/index.ts'
import { localStore } from '../../../store/files/file-store.ts'
import { importRoutes } from '../../imports/routes/upload.ts'
import { testTenant } from '../../../testing/test-tenant.ts'
import type { Platform } from '../../../platform.ts'
import { type HttpOptions, openHttp } from '../open-http.ts'
import { platformModule } from '../platform.module.ts'
import type { RateLimits } from '../rate-limit.ts'
import { mountForSpec } from './mount-for-spec.testing.ts'
import { type Document, OpenApiCheck } from './openapi-check.testing.ts'

export const everything: ObjectRight = { read: 'all', update: 'all', delete: 'all', create: true, import: true, export: true }
export const goodPassword = 'Klein-aber-fein-77'
const wide = { perSecond: 10_000, burst: 10_000 }

export interface Person {
  readonly account: string
  readonly staff: string
  readonly email: string
  readonly cookie: string
  send(options: InjectOptions): Promise<LightMyRequestResponse>
}
export interface HttpTenant {
  readonly app: FastifyInstance
  readonly auth: Auth
  readonly platform: Platform
  readonly tenant: string
  readonly folder: string
  /** A signed-in person with one role. */
  person(role: { objects?: Record<string, ObjectRight>; rights?: readonly string[] }): Promise<Person>
  close(): Promise<void>
}

export const cookieOf = (response: LightMyRequestResponse): string =>
  response.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

/** A real server over a tenant of its own. */
export const httpTenant = async (
  modules: readonly ModuleDefinition[],
  options: {
    limits?: Partial<RateLimits>
    /** Doors of the application, instead of exports, uploads of tables and what the modules define. */
    doors?: (app: FastifyInstance, given: { platform: Platform; auth: Auth; publicUrl: string }) => unknown
    bodyBytesMax?: number
    fileBytesMax?: number
    clickhouseUrl?: string
  } & Pick<HttpOptions, 'trustProxy' | 'metricsToken' | 'publishedPassword' | 'machine' | 'allowPrivate'> = {},
): Promise<HttpTenant> => {
  const made = await testTenant({
    modules: modules.some((each) => each.name === 'platform') ? modules : [...modules, platformModule],
    ...(options.clickhouseUrl ? { clickhouseUrl: options.clickhouseUrl } : {}),
  })
  const { platform, id: tenant } = made
  const folder = await mkdtemp(join(tmpdir(), 'lianke-http-'))
  const publicUrl = 'http://localhost:3000'
  const auth = await openAuth(platform, { secret: 'a secret for the tests only', publicUrl })
  const app = await openHttp(platform, {
    ...(process.env.SPEC_LOG ? { log: openLog({ name: 'spec', level: 'error' }) } : {}),
    auth,
    publicUrl,
    bodyBytesMax: options.bodyBytesMax,
    trustProxy: options.trustProxy,
    metricsToken: options.metricsToken,
    publishedPassword: options.publishedPassword,
    ...(options.allowPrivate ? { allowPrivate: options.allowPrivate } : {}),
    ...(options.machine ? { machine: options.machine } : {}),
    limits: { key: wide, session: wide, address: wide, signIn: wide, ...options.limits },
    files: { store: localStore(join(folder, 'files')), root: folder, bytesMax: options.fileBytesMax ?? 1024 * 1024 },
  })
  if (options.doors) await options.doors(app, { platform, auth, publicUrl })
  else {
    exportRoutes(app, platform)
    importRoutes(app, platform)
    await mountForSpec(app, { platform, auth, publicUrl })
  }
  await app.ready()
  const checks = new Map<string, OpenApiCheck>()
  const person = async (role: { objects?: Record<string, ObjectRight>; rights?: readonly string[] }): Promise<Person> => {
    const email = `${uuid()}@example.com`
    const account = await makeAccount(platform.database, { name: '林小满', email, password: goodPassword }, tenant)
    const staff = await made.system(async ({ records }) => {
      const { id } = await records.create('organisation.role', {
        name: `role ${email}`,
        objects: role.objects ?? {},
        rights: role.rights ?? [],
      })
      return (await records.create('organisation.staff', { name: '林小满', account, roles: [id], status: 'active' })).id
    })
    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/sign-in',
      payload: { login: email, password: goodPassword },
    })
    const cookie = cookieOf(response)
    const text = (await app.inject({ url: '/api/v1/openapi.json', headers: { cookie } })).body
    const check = checks.get(text) ?? new OpenApiCheck(JSON.parse(text) as Document)
    checks.set(text, check)
    // Every answer of every test is held against the description that this person gets.
    const send = async (request: InjectOptions) => {
      const answer = await app.inject({ ...request, headers: { cookie, ...request.headers } })
      check.judge(request.method ?? 'GET', String(request.url), answer)
      return answer
    }
    return { account, staff, email, cookie, send }
  }
  return {
    app,
    auth,
    platform,
    tenant,
    folder,
    person,
    async close() {
      await app.close()
      await platform.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
