import { createHash } from 'node:crypto'
import { isObject, textIn } from '@lianke/kernel'
import { type Duty, secretFor } from '../corp/agents.ts'
import type { CorpHost } from '../corp/corp-host.ts'
import { addressOf } from './address.ts'
import { errorClassOf, waitMsOf } from './errcode.rule.ts'
import { CorpPaused, WecomError, WecomRetry } from './wecom-error.ts'

/** What every answer carries; absent errcode means success. */
interface WecomAnswer {
  readonly errcode?: number
  readonly errmsg?: string
}
interface WecomCall {
  readonly query?: Readonly<Record<string, string | number>>
  readonly body?: Readonly<Record<string, unknown>>
  /** Whose secret opens it: the agent's that does this; nothing said: the main one's. */
  readonly by?: Duty
  readonly form?: FormData
}
interface Token {
  readonly value: string
  readonly expires_in: number
  /** The vendor did not give one: nobody asks again for a while, since it bans an address that goes on asking. */
  readonly refused?: { readonly errcode: number; readonly errmsg: string }
}

const answerTimeoutMs = 10_000
const expiryMarginMs = 300_000
const busyReplaysMax = 2
const refusedRestMs = 30_000
const ticketTtlMarginMs = 300_000

/** The vendor answers an object; anything else is no answer of its. */
const answerIn = (body: unknown): WecomAnswer => {
  if (!isObject(body)) throw new SyntaxError('the answer is no object')
  const { errcode, errmsg } = body
  return { ...body, errcode: errcode === undefined ? undefined : Number(errcode), errmsg: textIn(errmsg) ?? undefined }
}

/** A call as problems name it: of another corporation than the first, behind its id. */
const callIn = ({ first, corp }: CorpHost, path: string): string => (first ? path : `${corp} ${path}`)

const request = async (host: CorpHost, path: string, url: string, init: RequestInit): Promise<WecomAnswer> => {
  let response: Response
  try {
    response = await host.fetch(url, { ...init, signal: AbortSignal.timeout(answerTimeoutMs) })
  } catch (cause) {
    throw new WecomRetry(callIn(host, path), 0, 'no answer', 2_000, cause)
  }
  if (response.status >= 500 || response.status === 429)
    throw new WecomRetry(callIn(host, path), 0, `HTTP ${response.status}`, 5_000)
  try {
    return answerIn(await response.json())
  } catch (cause) {
    throw new WecomRetry(callIn(host, path), 0, `unreadable answer, HTTP ${response.status}`, 5_000, cause)
  }
}

const settle = <T>(host: CorpHost, path: string, answer: WecomAnswer): T => {
  const errcode = answer.errcode ?? 0
  if (errcode === 0) return answer as T
  const errmsg = answer.errmsg ?? ''
  const kind = errorClassOf(errcode)
  host.log(kind === 'stop' ? 'error' : 'warn', 'wecom call failed', { corp: host.corp, path, errcode, errmsg, kind })
  if (kind === 'busy' || kind === 'concurrency' || kind === 'frequency')
    throw new WecomRetry(callIn(host, path), errcode, errmsg, waitMsOf(errcode))
  throw new WecomError(callIn(host, path), errcode, errmsg)
}

/** One per corporation and agent; a secret that was changed is another one at once. */
const tokenKey = (corp: string, { name, value }: { name: string; value: string }): string =>
  `wecom.token:${corp}:${name}:${createHash('sha256').update(value).digest('hex').slice(0, 16)}`

/** Nothing is asked of a corporation that rests. */
const mustBeAwake = async (host: CorpHost): Promise<void> => {
  if (await host.setting<boolean | undefined>('wecom.corp_paused')) throw new CorpPaused(host.corp)
}

const given = (host: CorpHost, { value, refused }: Token): string => {
  if (refused) throw new WecomError(callIn(host, '/cgi-bin/gettoken'), refused.errcode, refused.errmsg)
  return value
}

/**
 * The access token of one secret, shared by all processes and fetched once at a time; `rejected` is one the vendor no longer takes ('': ask again
 * where it gave none).
 */
export const accessToken = async (host: CorpHost, duty: Duty, rejected?: string): Promise<string> => {
  await mustBeAwake(host)
  const { corp } = host
  const secret = await secretFor(host, duty)
  if (!corp) throw new WecomError('/cgi-bin/gettoken', 40013, 'no corp id is set')
  if (!secret.value) throw new WecomError(callIn(host, '/cgi-bin/gettoken'), 40001, 'no secret is set')
  const make = async (): Promise<Token> => {
    const query = new URLSearchParams({ corpid: corp, corpsecret: secret.value })
    const answer = await request(
      host,
      '/cgi-bin/gettoken',
      `${await addressOf(host, 'wecom.api_base')}/cgi-bin/gettoken?${query}`,
      { method: 'GET' },
    )
    try {
      const token = settle<{ access_token: string; expires_in: number }>(host, '/cgi-bin/gettoken', answer)
      return { value: token.access_token, expires_in: token.expires_in }
    } catch (cause) {
      if (!(cause instanceof WecomError)) throw cause
      return { value: '', expires_in: 0, refused: { errcode: cause.errcode, errmsg: answer.errmsg ?? '' } }
    }
  }
  const ttl = (token: Token): number =>
    token.refused ? refusedRestMs : Math.max(1_000, token.expires_in * 1000 - expiryMarginMs)
  const key = tokenKey(corp, secret)
  const held = await host.shared(key, ttl, make)
  if (held.value !== rejected) return given(host, held)
  // Somebody else may have refreshed meanwhile; only a token that is still the rejected one is thrown away.
  return given(host, await host.shared(key, ttl, make, { refresh: true }))
}

/**
 * One call of the vendor's API. Looks at errcode only; refreshes the token once and replays; replays "busy" twice;
 * throws {@link WecomRetry} for what time heals and {@link WecomError} for what it does not.
 */
export const call = async <T = WecomAnswer>(host: CorpHost, path: string, options: WecomCall = {}): Promise<T> => {
  const which = options.by ?? 'app'
  const base = await addressOf(host, 'wecom.api_base')
  let token = await accessToken(host, which)
  let refreshed = false
  for (let replays = 0; ; ) {
    const query = new URLSearchParams({ access_token: token })
    for (const [name, value] of Object.entries(options.query ?? {})) query.set(name, String(value))
    const init: RequestInit = options.form
      ? { method: 'POST', body: options.form }
      : options.body
        ? { method: 'POST', headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(options.body) }
        : { method: 'GET' }
    const answer = await request(host, path, `${base}${path}?${query}`, init)
    const kind = answer.errcode ? errorClassOf(answer.errcode) : null
    if (kind === 'token' && !refreshed) {
      refreshed = true
      token = await accessToken(host, which, token)
      continue
    }
    if (kind === 'busy' && replays < busyReplaysMax) {
      replays++
      continue
    }
    return settle<T>(host, path, answer)
  }
}

/** JS tickets are rationed by the vendor, so they are shared by all processes. */
export const jsTicket = async (host: CorpHost, kind: 'corp' | 'agent'): Promise<string> => {
  const { name } = await secretFor(host, 'pages')
  const ticket = await host.shared(
    `wecom.ticket:${host.corp}:${kind}:${name}`,
    (value: { ticket: string; expires_in: number }) => Math.max(1_000, value.expires_in * 1000 - ticketTtlMarginMs),
    () =>
      kind === 'corp'
        ? call<{ ticket: string; expires_in: number }>(host, '/cgi-bin/get_jsapi_ticket', { by: 'pages' })
        : call<{ ticket: string; expires_in: number }>(host, '/cgi-bin/ticket/get', {
            by: 'pages',
            query: { type: 'agent_config' },
          }),
  )
  return ticket.ticket
}
