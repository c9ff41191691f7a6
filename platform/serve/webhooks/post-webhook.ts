import { Refusal } from '@lianke/kernel'
import type { Answered } from './fate.rule.ts'
import { webhookHeaders } from '../signing/index.ts'

/** `fetch` behind the guard of addresses. */
export type FetchOut = (address: string, init: RequestInit) => Promise<Response>
export interface Posted extends Answered {
  /** The beginning of what came back. */
  readonly answer: string | null
  /** A refusal's code, `webhook.http_<status>`, or the fault in its own words; null: it was taken. */
  readonly problem: string | null
  readonly tookMs: number
}

export const answerTimeoutMs = 10_000
const answerKept = 1000

const retryAfterMs = (header: string | null): number | null => {
  if (!header) return null
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return ms > 0 ? ms : null
}

/** The beginning of a body; the rest is not waited for. */
const beginningOf = async (response: Response): Promise<string | null> => {
  const reader = response.body?.getReader()
  if (!reader) return null
  const decoder = new TextDecoder()
  let text = ''
  while (text.length < answerKept) {
    const { done, value } = await reader.read()
    if (done) break
    text += decoder.decode(value, { stream: true })
  }
  await reader.cancel()
  // PostgreSQL keeps no zero in a text.
  return text.replaceAll('\u0000', '').slice(0, answerKept) || null
}

/** What the network says, as reasons that have words. */
const networkFaults: Readonly<Record<string, string>> = {
  ENOTFOUND: 'webhook.no_such_host',
  EAI_AGAIN: 'webhook.no_such_host',
  ECONNREFUSED: 'webhook.nobody_listens',
  ECONNRESET: 'webhook.cut_off',
  UND_ERR_SOCKET: 'webhook.cut_off',
  CERT_HAS_EXPIRED: 'webhook.bad_certificate',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'webhook.bad_certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'webhook.bad_certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'webhook.bad_certificate',
  ERR_TLS_CERT_ALTNAME_INVALID: 'webhook.bad_certificate',
}
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
const faultOf = (error: unknown): string => {
  if (error instanceof Refusal) return error.code
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'webhook.no_answer'
  const { cause } = error
  const known = networkFaults[codeOf(cause)] ?? networkFaults[codeOf(error)]
  if (known) return known
  return cause instanceof Error && cause.message ? cause.message : error.message
}

/** Posts one body, signed. Redirects are not followed: a signed message goes to the address that was subscribed and to no other. */
export const postWebhook = async (
  fetchOut: FetchOut,
  { url, secrets, id, body, now }: { url: string; secrets: readonly string[]; id: string; body: string; now: Date },
): Promise<Posted> => {
  const began = Date.now()
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Lianke-Webhooks/1',
    ...webhookHeaders(secrets, { id, timestamp, body }),
  }
  try {
    const signal = AbortSignal.timeout(answerTimeoutMs)
    const response = await fetchOut(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    const answer = await beginningOf(response)
    const { status, ok } = response
    const retry = retryAfterMs(response.headers.get('retry-after'))
    return { status, answer, problem: ok ? null : `webhook.http_${status}`, retryAfterMs: retry, tookMs: Date.now() - began }
  } catch (error) {
    return { status: null, answer: null, problem: faultOf(error).slice(0, 500), retryAfterMs: null, tookMs: Date.now() - began }
  }
}
