import { createHash } from 'node:crypto'
import type { Arrival, PostedEnvelope } from '@lianke/kernel'
import { agentsOf } from '../corp/agents.ts'
import { type CorpHost, placeOf } from '../corp/corp-host.ts'
import { CallbackCryptoError, callbackSignature, openCallback, sameSignature } from '../sign/callback-crypto.rule.ts'
import { readDocument, readEvent } from './read-event.rule.ts'
import { textOf, type XmlValue } from './read-xml.rule.ts'

/** Query of a callback, as it stands in the address. */
export interface CallbackQuery {
  readonly msg_signature?: string
  readonly timestamp?: string
  readonly nonce?: string
  readonly echostr?: string
}
type CallbackRefusal =
  | 'wecom.not_configured'
  | 'wecom.wrong_signature'
  | 'wecom.clock_skew'
  | 'wecom.wrong_receiver'
  | 'wecom.unreadable'
  | 'wecom.bad_key'
export type Received =
  | { readonly ok: true; readonly envelope: PostedEnvelope }
  | { readonly ok: false; readonly reason: CallbackRefusal }
export type Verified = { readonly ok: true; readonly echo: string } | { readonly ok: false; readonly reason: CallbackRefusal }

const bodyCharactersMax = 2_000_000

/** Token and key of the corporation's events, and of each agent that is told messages of its own. */
const sealsOf = async (host: CorpHost): Promise<readonly { readonly token: string; readonly key: string }[]> =>
  [
    {
      token: (await host.secret('wecom.callback_token')) ?? '',
      key: (await host.secret('wecom.callback_aes_key')) ?? '',
    },
    ...(await agentsOf(host)).map(({ callback_token, callback_aes_key }) => ({ token: callback_token, key: callback_aes_key })),
  ].filter(({ token, key }) => token && key)

const open = async (
  host: CorpHost,
  query: CallbackQuery,
  encrypted: string,
): Promise<{ ok: true; message: string } | { ok: false; reason: CallbackRefusal }> => {
  const { corp } = host
  const seals = await sealsOf(host)
  if (!corp || seals.length === 0) return { ok: false, reason: 'wecom.not_configured' }
  const { msg_signature = '', timestamp = '', nonce = '' } = query
  const seal = seals.find(({ token }) => sameSignature(msg_signature, callbackSignature(token, timestamp, nonce, encrypted)))
  if (!seal) return { ok: false, reason: 'wecom.wrong_signature' }
  const skewSeconds = Math.abs(Date.parse(host.now()) / 1000 - Number(timestamp))
  if (!(skewSeconds <= (await host.setting<number>('wecom.callback_skew_seconds'))))
    return { ok: false, reason: 'wecom.clock_skew' }
  try {
    // What an app of a third party is told is addressed to the suite, not to the corp.
    const suite = await host.setting<string>('wecom.suite_id')
    return { ok: true, message: openCallback(seal.key, encrypted, suite ? [corp, suite] : [corp]) }
  } catch (cause) {
    if (!(cause instanceof CallbackCryptoError)) throw cause
    if (cause.fault === 'bad_key') return { ok: false, reason: 'wecom.bad_key' }
    return { ok: false, reason: cause.fault === 'wrong_receiver' ? 'wecom.wrong_receiver' : 'wecom.unreadable' }
  }
}

/** Answers the vendor's check of the address: the bare text to send back within one second. */
export const verifyUrl = async (host: CorpHost, query: CallbackQuery): Promise<Verified> => {
  const opened = await open(host, query, query.echostr ?? '')
  if (!opened.ok) return refused(host, opened.reason)
  return { ok: true, echo: opened.message }
}

/** Checks, opens and names one callback. Nothing is kept here: the caller stores the envelope, then acknowledges. */
export const receive = async (host: CorpHost, query: CallbackQuery, body: string | Buffer): Promise<Received> => {
  const source = typeof body === 'string' ? body : body.toString('utf8')
  const encrypted = encryptedPart(source)
  if (encrypted === null) return refused(host, 'wecom.unreadable')
  const opened = await open(host, query, encrypted)
  if (!opened.ok) return refused(host, opened.reason)
  const event = readEvent(opened.message)
  if (!event) return refused(host, 'wecom.unreadable')
  const { corp } = host
  const about = textOf(event.AuthCorpId)
  if (about !== '' && about !== corp) return refused(host, 'wecom.wrong_receiver')
  return {
    ok: true,
    envelope: {
      channel: 'wecom',
      message_id: host.first ? messageIdOf(event) : `${corp}:${messageIdOf(event)}`,
      kind: kindOf(event),
      body: { corp_id: corp, ...placeOf(host), event, raw: opened.message, ...arrivalIn(event, corp) },
    },
  }
}

/** Somebody was added by one of our codes and may be greeted: said in words that need no vendor. */
const arrivalIn = (event: { [name: string]: XmlValue }, corp: string): { arrival?: Arrival } => {
  const [code, state, value] = [textOf(event.WelcomeCode), textOf(event.State), textOf(event.ExternalUserID)]
  if (code === '' || state === '' || value === '') return {}
  return { arrival: { code, state, who: { type: 'wecom_external_userid', issuer: corp, value } } }
}

const refused = (host: CorpHost, reason: CallbackRefusal): { ok: false; reason: CallbackRefusal } => {
  host.log('warn', 'wecom callback refused', { reason, corp: host.corp })
  return { ok: false, reason }
}

/** The sealed part of what was posted, in XML or in JSON. */
const encryptedPart = (source: string): string | null =>
  source.length === 0 || source.length > bodyCharactersMax ? null : textOf(readDocument(source)?.Encrypt) || null

/** `change_external_contact.add_external_contact`, `message.text`. */
export const kindOf = (event: { [name: string]: XmlValue }): string => {
  const kind =
    textOf(event.MsgType) === 'event' ? textOf(event.Event) || 'event' : `message.${textOf(event.MsgType) || 'unknown'}`
  const change = textOf(event.ChangeType)
  return change ? `${kind}.${change}` : kind
}

/** The same happening delivered again has the same id: MsgId where there is one, else every field of the event but the keys that change per delivery. */
export const messageIdOf = (event: { [name: string]: XmlValue }): string => {
  const id = textOf(event.MsgId)
  if (id) return `msg:${id}`
  const parts = Object.keys(event)
    .sort()
    .filter((name) => name !== 'WelcomeCode' && name !== 'Token')
    .map((name) => [name, event[name]])
  return `${kindOf(event)}:${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`
}
