import { gzipSync } from 'node:zlib'
import { type PostedEnvelope, refuse } from '@lianke/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { localeOf } from '../i18n/locale.ts'
import { speak } from '../i18n/speak.ts'
import { collectWords } from './collect.words.ts'
import { eventsPerRequestMax, readEvent } from './read-event.rule.ts'
import { trackerScript } from './tracker/tracker-script.ts'
import { readJson } from '../http/read-json.ts'

const bodyBytesMax = 1024 * 1024
const issuerName = /^[a-z0-9][a-z0-9_.-]{0,59}$/

/** Who a key belongs to: a write key of a program, or the public key of a site. */
export interface CollectKey {
  readonly tenant: string
  readonly site: string
  readonly trusted: boolean
}
export interface CollectDoors {
  /** Null: no such key, or revoked, or expired. Cached by whoever gives it: it is asked on every request. */
  readonly keyOf: (key: string) => Promise<CollectKey | null>
  /** The inbox: durable when it returns. */
  readonly receive: (tenant: string, envelopes: readonly PostedEnvelope[]) => Promise<{ stored: number; duplicates: number }>
  readonly now?: () => string
}

const keyIn = (request: FastifyRequest, body: Record<string, unknown>): string | null => {
  const header = request.headers.authorization
  if (header?.startsWith('Bearer ')) return header.slice(7)
  if (header?.startsWith('Basic ')) return Buffer.from(header.slice(6), 'base64').toString('utf8').split(':')[0] || null
  const named = request.headers['x-write-key'] ?? body.write_key ?? body.writeKey
  return typeof named === 'string' && named.length > 0 ? named : null
}

const said = new Map(Object.entries(collectWords))

/** Answers one batch: good events are durable when this returns, each bad one is named by its place, with the reason in the caller's language. */
export const collectBatch = async (doors: CollectDoors, request: FastifyRequest): Promise<Record<string, unknown>> => {
  const received_at = doors.now?.() ?? new Date().toISOString()
  const body = request.body
  if (typeof body !== 'object' || body === null || Array.isArray(body)) refuse('collect.bad_body', { status: 400 })
  const given = body as Record<string, unknown>
  const key = keyIn(request, given)
  if (!key) refuse('collect.no_key', { status: 401 })
  const holder = await doors.keyOf(key)
  if (!holder) refuse('collect.bad_key', { status: 401 })
  const batch = given.batch ?? given.events ?? (given.type ? [given] : null)
  if (!Array.isArray(batch)) refuse('collect.no_batch', { status: 400 })
  if (batch.length > eventsPerRequestMax)
    refuse('collect.too_many', { status: 413, params: { max: eventsPerRequestMax, count: batch.length } })
  const sent = given.sent_at ?? given.sentAt
  const issuer = typeof given.issuer === 'string' && issuerName.test(given.issuer) ? given.issuer : ''
  const source = {
    site: holder.site,
    issuer,
    trusted: holder.trusted,
    received_at,
    sent_at: typeof sent === 'string' ? sent : null,
  }
  const envelopes: PostedEnvelope[] = []
  const locale = localeOf(request.headers['accept-language'])
  const refused: { index: number; code: string; detail: string }[] = []
  for (const [index, event] of batch.entries()) {
    const read = readEvent(event, source)
    if ('envelope' in read) envelopes.push(read.envelope)
    else refused.push({ index, code: read.problem, detail: speak(said, `refusal.${read.problem}`, locale) ?? read.problem })
  }
  const { stored, duplicates } = await doors.receive(holder.tenant, envelopes)
  return { received: stored, duplicates, refused }
}

const openToPages = (reply: FastifyReply): FastifyReply =>
  reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')

/** `POST /collect` and `GET /t.js`: a lean path without sessions, schemas or hooks of the rest of the API. */
export const collectPlugin =
  (doors: CollectDoors) =>
  async (app: FastifyInstance): Promise<void> => {
    const script = trackerScript()
    const zipped = gzipSync(script, { level: 9 })
    // `sendBeacon` and cross-site fetch send text/plain, because anything else would cost the page a preflight.
    app.addContentTypeParser('text/plain', { parseAs: 'string', bodyLimit: bodyBytesMax }, (_request, text, done) => {
      try {
        done(null, readJson(String(text)))
      } catch {
        done(null, undefined)
      }
    })
    app.options('/collect', async (_request, reply) =>
      openToPages(reply)
        .header('access-control-allow-headers', 'authorization, content-type, x-write-key')
        .header('access-control-allow-methods', 'POST')
        .header('access-control-max-age', '86400')
        .code(204)
        .send(),
    )
    app.post('/collect', { bodyLimit: bodyBytesMax }, async (request, reply) => {
      openToPages(reply)
      return collectBatch(doors, request)
    })
    app.get('/t.js', async (request, reply) => {
      openToPages(reply)
        .header('content-type', 'text/javascript; charset=utf-8')
        .header('cache-control', 'public, max-age=3600')
        .header('vary', 'accept-encoding')
      if (!String(request.headers['accept-encoding'] ?? '').includes('gzip')) return script
      return reply.header('content-encoding', 'gzip').send(zipped)
    })
  }
