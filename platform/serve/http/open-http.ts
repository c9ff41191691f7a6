import { randomUUID } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Auth } from '../auth/auth.ts'
import { localeOf } from '../../model/i18n/locale.ts'
import type { Log } from '../../run/log/log.ts'
import { wordsOf } from '../../model/model/words-of.ts'
import type { Platform } from '../../platform.ts'
import { addAccountRoutes } from './account-routes.ts'
import { addKeyRoutes } from './key-routes.ts'
import { addSetupRoutes } from './setup-routes.ts'
import { addAuditRoutes } from './audit-routes.ts'
import { addBodyParsers } from './body-parsers.ts'
import { addBulkRoutes } from './bulk-routes.ts'
import { findCaller } from './caller.ts'
import { isDryRun } from './dry-run.ts'
import { addAboutRoutes } from './about-routes.ts'
import { addCompanyRoutes } from '../company/company-routes.ts'
import { addCommandRoutes } from './command-routes.ts'
import { addCommandRunRoutes } from './command-run-routes.ts'
import { addDesignerRoutes } from './designer-routes.ts'
import { addMcpRoutes } from '../mcp/mcp-routes.ts'
import { type FileOptions, addFileRoutes } from './file-routes.ts'
import { addHealthRoutes } from './health-routes.ts'
import type { Http } from './host.ts'
import { addLedgerRoutes } from './ledger-routes.ts'
import { addLiveRoutes } from './live-routes.ts'
import { type MachineGiven, withCause } from './machine.ts'
import { addMachineRoutes } from './machine-routes.ts'
import { addMeRoutes } from './me-routes.ts'
import { addMetaRoutes } from './meta-routes.ts'
import { addOpenApiRoutes } from './openapi-routes.ts'
import { addOperationsRoutes, type OperationsGiven } from './operations-routes.ts'
import { problemOf, problemType, refusalOf } from '../../model/problems/problem.ts'
import { Buckets, type RateLimits, rateLimits } from './rate-limit.ts'
import { addRecordRoutes } from './record-routes.ts'
import { addReportRoutes } from './report-routes.ts'
import { addSecretRoutes } from '../company/secret-routes.ts'
import { addSecurityHeaders } from './security-headers.ts'
import { addProofFileRoutes } from '../domain/proof-file-routes.ts'
import { addSettingRoutes } from '../company/setting-routes.ts'
import { addSharingRoutes } from './sharing-routes.ts'
import { addSignInRoutes } from './sign-in-routes.ts'
import { addTeamRoutes } from './team-routes.ts'
import { addTimelineRoutes } from './timeline-routes.ts'
import { addWebhookRoutes } from './webhook-routes.ts'

export interface HttpOptions {
  readonly auth: Auth
  /** `https://crm.example.com`. */
  readonly publicUrl: string
  readonly files: FileOptions
  readonly log?: Log
  /** Ledgers of the engines that the operations console looks into. */
  readonly operations?: OperationsGiven
  /** Disks below this process, for health, figures and the operations console. */
  readonly machine?: MachineGiven
  readonly limits?: Partial<RateLimits>
  /** A password that everybody can read about: refused where others than this machine reach us. */
  readonly publishedPassword?: string
  readonly bodyBytesMax?: number
  /** Private hosts that webhooks may reach, from the installation's configuration. */
  readonly allowPrivate?: readonly string[]
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy?: string | readonly string[] | false
  /** Opens `/metrics` to whoever shows it. Without it only this machine itself may look. */
  readonly metricsToken?: string | null
}
/** What somebody may ask whose password was chosen by somebody else: who they are, and for a new one. */
const beforeNewPassword = new Set(['/api/v1/me', '/api/v1/me/password'])
const bodyBytesMaxDefault = 5 * 1024 * 1024

/** Who asks and in what words: before a sign-in, the header alone. */
const speechOf = async (http: Pick<Http, 'platform'>, request: FastifyRequest) => {
  const { caller } = request
  if (!caller) return { locale: localeOf(request.headers['accept-language']), words: wordsOf(http.platform.modules) }
  const model = await http.platform.model(caller.tenant).catch(() => null)
  return { locale: caller.locale, words: model?.words ?? null }
}

const sendProblem = async (
  http: Pick<Http, 'platform'>,
  log: FastifyInstance['log'],
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  machine: MachineGiven,
) => {
  const error = await withCause(thrown, machine)
  const refusal = refusalOf(error)
  const trouble = refusal === null ? randomUUID() : null
  if (trouble) log.error({ err: error, trouble, method: request.method, url: request.routeOptions.url }, 'a request failed')
  const problem = problemOf(error, await speechOf(http, request), trouble ? `urn:uuid:${trouble}` : undefined)
  const wait = problem.retry_after
  if (typeof wait === 'number') reply.header('retry-after', Math.max(1, Math.ceil(wait)))
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="lianke"')
  return reply.code(problem.status).type(problemType).send(JSON.stringify(problem))
}

/** Two lines per request cost more than reading a record; figures are at /metrics, faults are logged. */
const quiet = new LogController({ disableRequestLogging: true })

const bareServer = (platform: Platform, options: HttpOptions, machine: MachineGiven): FastifyInstance => {
  const { trustProxy = false } = options
  const log: FastifyBaseLogger | undefined = options.log
  const app: FastifyInstance = Fastify({
    ...(log ? { loggerInstance: log } : { logger: false }),
    logController: quiet,
    bodyLimit: options.bodyBytesMax ?? bodyBytesMaxDefault,
    trustProxy: typeof trustProxy === 'object' ? [...trustProxy] : trustProxy,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: true },
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    exposeHeadRoutes: true,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      void sendProblem({ platform }, app.log, error, request, reply, machine),
  })
  return app
}

/** Who asks is found before anything else, and asks no oftener than he may. */
const addCallers = (http: Http): void => {
  const { app, auth, buckets, limits } = http
  const takeStranger = (request: FastifyRequest, reply: FastifyReply) =>
    buckets.take(`address:${request.ip}`, limits.address, reply)
  app.decorate('takeStranger', takeStranger)
  app.addHook('onRequest', async (request, reply) => {
    // A read limit for those who have not signed in stands before any look-up.
    if (request.routeOptions.config.open || !request.url.startsWith('/api/')) return
    if (request.is404) return
    if (!request.headers.cookie && !request.headers.authorization) takeStranger(request, reply)
    try {
      request.caller = await findCaller(request, auth, http.publicUrl)
    } catch (error) {
      if (request.headers.cookie || request.headers.authorization) takeStranger(request, reply)
      throw error
    }
    const { caller } = request
    if (caller.session?.must_change && !beforeNewPassword.has(request.url.split('?')[0] ?? ''))
      refuse('account.password_change_needed', { status: 403 })
    buckets.take(caller.bucket, caller.key ? limits.key : limits.session, reply)
    if (request.method !== 'GET') isDryRun(request)
  })
}

/** Every route of the platform's own. */
const addRoutes = async (http: Http, options: HttpOptions, machine: MachineGiven): Promise<void> => {
  addHealthRoutes(http, {
    access: { token: options.metricsToken ?? null, proxied: Boolean(options.trustProxy) },
    machine,
  })
  addSignInRoutes(http)
  addSetupRoutes(http)
  addAccountRoutes(http)
  addKeyRoutes(http)
  addWebhookRoutes(http, { allowPrivate: options.allowPrivate ?? [] })
  addMeRoutes(http)
  addMetaRoutes(http)
  addSettingRoutes(http)
  addCompanyRoutes(http)
  addProofFileRoutes(http)
  addSecretRoutes(http)
  addAuditRoutes(http)
  addOperationsRoutes(http, options.operations ?? {})
  addMachineRoutes(http, machine)
  await addFileRoutes(http, options.files)
  addCommandRoutes(http)
  addCommandRunRoutes(http)
  addOpenApiRoutes(http)
  addBulkRoutes(http)
  addAboutRoutes(http)
  addReportRoutes(http)
  await addLiveRoutes(http)
  addDesignerRoutes(http)
  addSharingRoutes(http)
  addTeamRoutes(http)
  addTimelineRoutes(http)
  addLedgerRoutes(http)
  addMcpRoutes(http)
  addRecordRoutes(http)
}

/** The HTTP server of one process: REST from the tenants' models, sign-in, files, and whatever the application adds before `listen`. */
export const openHttp = async (platform: Platform, options: HttpOptions): Promise<FastifyInstance> => {
  const machine = options.machine ?? {}
  const app = bareServer(platform, options, machine)
  const http: Http = {
    app,
    platform,
    auth: options.auth,
    buckets: new Buckets(),
    limits: { ...rateLimits, ...options.limits },
    publicUrl: options.publicUrl.replace(/\/$/, ''),
    publishedPassword: options.publishedPassword ?? null,
  }
  app.decorateRequest('caller', null as never)
  app.decorateRequest('raw_body', null)
  app.setErrorHandler((error: FastifyError, request, reply) => sendProblem(http, app.log, error, request, reply, machine))
  app.setNotFoundHandler({}, () => refuse('route.unknown', { status: 404 }))
  addBodyParsers(app)
  addSecurityHeaders(app, http.publicUrl)
  addCallers(http)
  await addRoutes(http, options, machine)
  app.addHook('onClose', () => options.auth.close())
  return app
}
