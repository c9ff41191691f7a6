import { randomBytes } from 'node:crypto'
import { check, refuse, Reply, type UnitOfWork, type RouteCall, type RouteCompany, type RouteDefinition } from '@lianke/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify'
import { scopeOf } from '../../../model/access/access-context.ts'
import { logSignIn } from '../../auth/sign-in-log.ts'
import { localeOf } from '../../../model/i18n/locale.ts'
import { wordsOf } from '../../../model/model/words-of.ts'
import type { Platform } from '../../../platform.ts'
import { type Caller, refuseOutOfScope } from '../caller.ts'
import { write } from '../host.ts'
import { parseInput } from '../../../model/problems/parse-input.ts'
import { refusalOf } from '../../../model/problems/problem.ts'
import { Buckets, rateLimits } from '../rate-limit.ts'
import { holds } from '../rights.ts'
import { openNotes } from './notes.ts'
import { refusalPage } from './refusal-page.ts'
import { companyIn, type RoutesGiven } from './route-company.ts'

const tenantPattern = /^[a-z][a-z0-9_]{0,30}$/
const standingForMs = 10_000

type Standing = 'served' | 'paused'

/** Which companies there are and which of them are paused; one that is not known is looked up at once. */
const openStandings = ({ database }: Platform) => {
  let known: { tenants: ReadonlyMap<string, Standing>; until: number } | null = null
  const look = async (): Promise<ReadonlyMap<string, Standing>> => {
    const rows = await database.home.query<{ id: string; paused: boolean }>({
      text: `select id, paused_at is not null as paused from lianke.tenant where status = 'active'`,
    })
    return new Map(rows.map(({ id, paused }) => [id, paused ? 'paused' : 'served']))
  }
  return async (tenant: string): Promise<Standing | null> => {
    if (!tenantPattern.test(tenant)) return null
    if (!known?.tenants.has(tenant) || known.until < Date.now())
      known = { tenants: await look(), until: Date.now() + standingForMs }
    return known.tenants.get(tenant) ?? null
  }
}

const refuseUnlessMay = async ({ may }: RouteDefinition, caller: Caller, platform: Platform): Promise<void> => {
  if (may === 'public' || may === 'principal') return
  if ('right' in may) {
    if (!(await holds({ platform }, caller, may.right)))
      refuse('access.right_needed', { status: 403, params: { right: may.right } })
    return
  }
  refuseOutOfScope(caller, may.object, may.action)
  const access = await platform.access(caller.tenant, caller.actor)
  if (!access.system && scopeOf(access, may.object, may.action) === 'none')
    refuse('access.denied', { status: 403, params: { object: may.object, action: may.action } })
}

const headersOf = (request: FastifyRequest): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  )

/** What a route answered, as it leaves: what its schema names and nothing beside. */
const answerOf = (route: RouteDefinition, answer: unknown): Answer => {
  if (answer instanceof Reply) return answer
  check(route.answer, `${route.name} answers as it says`)
  const read = route.answer.safeParse(answer)
  check(read.success, `${route.name} answers as its schema says: ${read.error?.message.slice(0, 500)}`)
  return { status: route.status ?? 200, body: read.data }
}

const send = (reply: FastifyReply, answer: Answer): FastifyReply => {
  for (const [name, value] of Object.entries(answer.headers ?? {}))
    for (const one of typeof value === 'string' ? [value] : value) reply.header(name, one)
  return reply.code(answer.status).send(answer.body)
}

interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
}
interface Mount extends RoutesGiven {
  readonly standing: (tenant: string) => Promise<Standing | null>
  readonly buckets: Buckets
  readonly takeStranger: NonNullable<FastifyInstance['takeStranger']>
}

const callOf = (
  mount: Mount,
  route: RouteDefinition,
  request: FastifyRequest,
  within?: UnitOfWork,
): RouteCall | (RouteCall & RouteCompany) => {
  const { platform, firstTenant, publicUrl } = mount
  const room = route.name.split('.')[0] ?? ''
  const about = { address: request.ip, agent: request.headers['user-agent'] ?? null }
  const caller = route.may === 'public' ? null : request.caller
  const call: RouteCall = {
    ...about,
    params: parseInput(route.params, request.params, 400),
    query: parseInput(route.query, request.query, 400),
    body: route.raw ? request.body : route.body ? parseInput(route.body, request.body) : undefined,
    headers: headersOf(request),
    locale: caller?.locale ?? localeOf(request.headers['accept-language']),
    publicUrl: publicUrl.replace(/\/$/, ''),
    notes: openNotes(mount.secret, room),
    nonce: () => randomBytes(16).toString('hex'),
    companyOf: async (tenant = firstTenant, options = {}) => {
      const standing = await mount.standing(tenant)
      const paused = standing === 'paused'
      if (standing === null || (paused && !options.paused)) return null
      return companyIn(mount, { ...about, route, tenant, paused, actor: { kind: 'system', id: room }, caller: null }, {})
    },
    signInRefused: ({ tenant, login }) => logSignIn(platform.database, { kind: 'channel_refused', login, tenant, ...about }),
  }
  if (!caller) return call
  return companyIn(mount, { ...about, route, tenant: caller.tenant, actor: caller.actor, caller, within }, call)
}

/** With an idempotency key all units of a write are one, in which its answer is kept; the second request gets that. */
const answer = async (mount: Mount, route: RouteDefinition, request: FastifyRequest, reply: FastifyReply) => {
  const kept = route.may !== 'public' && route.method !== 'GET' && request.headers['idempotency-key'] !== undefined
  if (!kept) return send(reply, answerOf(route, await route.run(callOf(mount, route, request))))
  return write(mount, request, reply, async (work) => {
    const { status, body } = answerOf(route, await route.run(callOf(mount, route, request, work)))
    return { status, body }
  })
}

/** Refusals of a page that people open are drawn: both languages, one act. */
const drawRefusal =
  ({ platform }: Mount, route: RouteDefinition): RouteOptions['errorHandler'] =>
  (error, _request, reply) => {
    const refusal = refusalOf(error)
    if (!refusal || !route.page) throw error
    const words = wordsOf(platform.modules)
    const { title, act, href } = route.page
    return reply
      .code(refusal.status)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(refusalPage({ title, act, href, ...refusal, words }))
  }

const optionsOf = (mount: Mount, route: RouteDefinition): RouteOptions => ({
  method: route.method,
  url: route.path,
  ...(route.limits?.bodyBytesMax ? { bodyLimit: route.limits.bodyBytesMax } : {}),
  config: { open: route.may === 'public' },
  ...(route.page ? { errorHandler: drawRefusal(mount, route) } : {}),
  onRequest: async (request, reply) => {
    const rate = route.limits?.perAddress
    if (rate) mount.buckets.take(`${route.name} ${request.ip}`, rate, reply)
    else if (rate === undefined && route.may === 'public') mount.takeStranger(request, reply)
  },
  handler: async (request, reply) => {
    if (route.may !== 'public') await refuseUnlessMay(route, request.caller, mount.platform)
    return answer(mount, route, request, reply)
  },
})

/** Mounts the routes of all modules. A route that takes bytes has a parser of its own, which no other route sees. */
export const mountRoutes = async (app: FastifyInstance, given: RoutesGiven): Promise<void> => {
  const buckets = new Buckets()
  const mount: Mount = {
    ...given,
    standing: openStandings(given.platform),
    buckets,
    // On a server of its own (callbacks alone) strangers share what this process keeps.
    takeStranger: app.takeStranger ?? ((request, reply) => buckets.take(`address:${request.ip}`, rateLimits.address, reply)),
  }
  for (const route of given.platform.modules.flatMap(({ routes = [] }) => routes)) {
    const options = optionsOf(mount, route)
    await app.register(async (scope) => {
      if (route.raw) {
        scope.removeAllContentTypeParsers()
        const parse = { parseAs: 'buffer', ...(options.bodyLimit ? { bodyLimit: options.bodyLimit } : {}) } as const
        const types = route.raw.map((type) => (type === '*/*' ? '*' : type))
        scope.addContentTypeParser(types, parse, (_request, body, done) => done(null, body))
      }
      scope.route(options)
    })
  }
}
