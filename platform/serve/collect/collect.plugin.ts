import { gzipSync } from 'node:zlib'
import { type FactSource, isObject, type PostedEnvelope, refuse, type TypeContext } from '@lianke/kernel'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Locale, localeOf } from '../../model/i18n/locale.ts'
import { speak } from '../../model/i18n/speak.ts'
import { fitEvent, type Misfit } from '../../model/events/fit-event.rule.ts'
import { tellingProblem } from '../../model/model/event-sources.ts'
import type { Model } from '../../model/model/model.ts'
import { sourceWords } from '../../model/model/source-words.ts'
import { collectWords } from './collect.words.ts'
import { type CollectLimits, type CollectRates, openCollectLimits } from './collect-limits.ts'
import { type EventSource, eventsPerRequestMax, readEvent } from './read-event.rule.ts'
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
  /** Null: no such key, or revoked, or expired. Cached by whoever gives it: it is asked on every request. `beforeLookUp` goes before a look in the store. */
  readonly keyOf: (key: string, beforeLookUp: () => void) => Promise<CollectKey | null>
  /** What the tenant's events are and who may tell them. */
  readonly model: (tenant: string) => Promise<Model>
  readonly rates: (tenant: string) => Promise<CollectRates>
  /** The inbox: durable when it returns. */
  readonly receive: (tenant: string, envelopes: readonly PostedEnvelope[]) => Promise<{ stored: number; duplicates: number }>
  readonly now?: () => string
}

const text = (value: unknown): string | null => (typeof value === 'string' && value.length > 0 ? value : null)
const keyInHeaders = ({ headers }: FastifyRequest): string | null => {
  const { authorization } = headers
  if (authorization?.startsWith('Bearer ')) return authorization.slice(7)
  if (authorization?.startsWith('Basic '))
    return Buffer.from(authorization.slice(6), 'base64').toString('utf8').split(':')[0] || null
  return text(headers['x-write-key'])
}

const said = new Map(Object.entries(collectWords))

interface Batch {
  /** Null: there is no list. */
  readonly events: readonly unknown[] | null
  readonly key: string
  readonly issuer: string
  readonly sent_at: string | null
}
const batchOf = (request: FastifyRequest): Batch => {
  const given = isObject(request.body) ? request.body : refuse('collect.bad_body', { status: 400 })
  const key = keyInHeaders(request) ?? text(given.write_key ?? given.writeKey)
  if (!key) refuse('collect.no_key', { status: 401 })
  const events = given.batch ?? given.events ?? (given.type ? [given] : null)
  return {
    events: Array.isArray(events) ? events : null,
    key,
    issuer: typeof given.issuer === 'string' && issuerName.test(given.issuer) ? given.issuer : '',
    sent_at: text(given.sent_at ?? given.sentAt),
  }
}

interface Refused {
  readonly index: number
  readonly code: string
  readonly detail: string
}
/** Whether a property fits its type does not hang on where a company is. */
const types: TypeContext = { zone: 'UTC', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' }
const saidOf = ({ words }: Model, locale: Locale, { code, params }: Misfit): string =>
  speak(words, `refusal.${code}`, locale, params) ?? code

/**
 * The good events of a batch as envelopes, and each bad one by its place, with the reason in the caller's language. `held`: kept, but what intake
 * will say of them is that they do not fit their description, so that whoever sends them knows at once.
 */
const readBatch = (
  events: readonly unknown[],
  { model, source, locale }: { model: Model; source: Omit<EventSource, 'problemOf'>; locale: Locale },
) => {
  const envelopes: PostedEnvelope[] = []
  const refused: Refused[] = []
  const held: Refused[] = []
  const told: FactSource = source.trusted ? 'program' : 'page'
  const asked: EventSource = { ...source, problemOf: (name) => tellingProblem(model, name, told) }
  for (const [index, event] of events.entries()) {
    const read = readEvent(event, asked)
    if ('envelope' in read) {
      envelopes.push(read.envelope)
      const fits = fitEvent(model, told, read, types)
      if ('code' in fits) held.push({ index, code: fits.code, detail: saidOf(model, locale, fits) })
      continue
    }
    const params = read.name === undefined ? {} : sourceWords(model, read.name, told)
    refused.push({ index, code: read.problem, detail: speak(said, `refusal.${read.problem}`, locale, params) ?? read.problem })
  }
  return { envelopes, refused, held }
}

/** Answers one batch: good events are durable when this returns, each bad one is named by its place. */
const collectBatch = async (
  doors: CollectDoors,
  limits: CollectLimits,
  request: FastifyRequest,
): Promise<Record<string, unknown>> => {
  const received_at = doors.now?.() ?? new Date().toISOString()
  const { key, events, issuer, sent_at } = batchOf(request)
  const holder = await doors.keyOf(key, () => limits.lookUp(request.ip))
  if (!holder) refuse('collect.bad_key', { status: 401 })
  const { tenant, site, trusted } = holder
  limits.take({ key: site, address: request.ip, trusted }, events?.length ?? 1, await doors.rates(tenant))
  if (!events) refuse('collect.no_batch', { status: 400 })
  if (events.length > eventsPerRequestMax)
    refuse('collect.too_many', { status: 413, params: { max: eventsPerRequestMax, count: events.length } })
  const { envelopes, refused, held } = readBatch(events, {
    model: await doors.model(tenant),
    source: { site, issuer, trusted, received_at, sent_at },
    locale: localeOf(request.headers['accept-language']),
  })
  const { stored, duplicates } = await doors.receive(tenant, envelopes)
  return { received: stored, duplicates, refused, ...(held.length > 0 ? { held } : {}) }
}

const openToPages = (reply: FastifyReply): FastifyReply =>
  reply
    .header('access-control-allow-origin', '*')
    .header('access-control-expose-headers', 'retry-after')
    .header('cross-origin-resource-policy', 'cross-origin')

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
    const limits = openCollectLimits()
    /** An address that was told to wait is turned away before its body is read, unless a program asks from there. */
    const turnAwaySpent = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
      openToPages(reply)
      const wait = limits.waitOf(request.ip)
      if (wait === 0) return
      const key = keyInHeaders(request)
      const holder = key ? await doors.keyOf(key, () => limits.lookUp(request.ip)) : null
      if (!holder?.trusted) limits.turnAway(wait)
    }
    app.post('/collect', { bodyLimit: bodyBytesMax, onRequest: turnAwaySpent }, async (request) =>
      collectBatch(doors, limits, request),
    )
    app.get('/t.js', async (request, reply) => {
      openToPages(reply)
        .header('content-type', 'text/javascript; charset=utf-8')
        .header('cache-control', 'public, max-age=3600')
        .header('vary', 'accept-encoding')
      if (!String(request.headers['accept-encoding'] ?? '').includes('gzip')) return script
      return reply.header('content-encoding', 'gzip').send(zipped)
    })
  }
