import { createHash } from 'node:crypto'
import { refuse, type UnitOfWork } from '@lianke/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Auth } from '../auth/auth.ts'
import type { Platform } from '../../platform.ts'
import type { Caller } from './caller.ts'
import { isDryRun, rehearse } from './dry-run.ts'
import type { Buckets, RateLimits } from './rate-limit.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every route that needs a sign-in. */
    caller: Caller
    /** The body as it came, for the comparison of idempotency keys. */
    raw_body: Buffer | null
  }
  interface FastifyInstance {
    /** Counts a call of somebody who has not signed in: one bucket per address for all public doors. */
    takeStranger?: (request: FastifyRequest, reply: FastifyReply) => void
  }
  interface FastifyContextConfig {
    /** Served without a sign-in. */
    open?: boolean
    /** May be asked what it would do (`?dry_run=true`). */
    rehearsable?: boolean
  }
}

/** What every file of routes is given. */
export interface Http {
  readonly app: FastifyInstance
  readonly platform: Platform
  readonly auth: Auth
  readonly buckets: Buckets
  readonly limits: RateLimits
  readonly publicUrl: string
  /** Null: nobody from elsewhere reaches us. */
  readonly publishedPassword: string | null
}

/** What a write answers; stored with an idempotency key. */
export interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const jsonType = 'application/json; charset=utf-8'
const send = (
  reply: FastifyReply,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | null,
): FastifyReply => {
  reply.code(status).headers(headers)
  return body === null ? reply.send() : reply.type(jsonType).send(body)
}

/** The unit of work in which the caller reads. */
export const readingWork = (http: Http, request: FastifyRequest): Promise<UnitOfWork> =>
  http.platform.reading(request.caller.tenant, request.caller.actor)

interface Stored {
  same: boolean
  status: number
  headers: Record<string, string>
  body: string | null
}

/**
 * One transaction for one write. With `Idempotency-Key` the answer is stored in the same transaction: a second request with
 * the key waits for the first, then gets its answer. A refused write stores nothing, so that it may be mended and sent again.
 */
export const write = async (
  http: Pick<Http, 'platform'>,
  request: FastifyRequest,
  reply: FastifyReply,
  run: (work: UnitOfWork) => Promise<Answer>,
): Promise<FastifyReply> => {
  if (isDryRun(request)) return rehearse(http, request, reply, run)
  const { tenant, actor } = request.caller
  const key = request.headers['idempotency-key']
  if (key === undefined) {
    const answer = await http.platform.work(tenant, actor, run)
    return send(reply, answer.status, answer.headers ?? {}, answer.body === undefined ? null : JSON.stringify(answer.body))
  }
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) refuse('idempotency.bad_key', { status: 400 })
  const who = `${actor.kind}:${actor.id}`
  const print = createHash('sha256')
    .update(`${request.method} ${request.url} ${request.headers['if-match'] ?? ''}\n`)
    .update(request.raw_body ?? '')
    .digest()
  const stored = await http.platform.work(tenant, actor, async (work): Promise<Stored & { replayed: boolean }> => {
    const claimed = await work.sql(
      'insert into idempotency (actor, key, request) values ($1, $2, $3) on conflict do nothing returning 1 as one',
      [who, key, print],
    )
    if (claimed.length === 0) {
      const [row] = await work.sql<Stored>(
        'select request = $3 as same, status, headers, body from idempotency where actor = $1 and key = $2',
        [who, key, print],
      )
      if (!row?.same) refuse('idempotency.other_body', { status: 409 })
      return { ...row, replayed: true }
    }
    const { status, headers = {}, body: value } = await run(work)
    const body = value === undefined ? null : JSON.stringify(value)
    await work.sql('update idempotency set status = $3, headers = $4::jsonb, body = $5 where actor = $1 and key = $2', [
      who,
      key,
      status,
      JSON.stringify(headers),
      body,
    ])
    return { same: true, status, headers, body, replayed: false }
  })
  if (stored.replayed) reply.header('idempotency-replayed', 'true')
  return send(reply, stored.status, stored.headers, stored.body)
}

/** Routes under `/api/v1`. */
export const api = (path: string): string => `/api/v1${path}`
