import { messageOfError } from '@lianke/kernel/plain'
import { encrypt } from '@wecom/crypto'
import type { Store } from '../world/store.ts'
import { element, eventXml, type EventFields } from './event-xml.ts'
import { nonceOf, signedAddress } from './signed-address.ts'

export interface Attempt {
  at: number
  http: number
  error: string
  ms: number
  note: string
}

const answerTimeoutMs = 5_000
const strangersId = 'ww0000000000000000'

/** What goes wrong with this one, as the switches order; counts run down as they are used. */
const misbehaviour = ({ world }: Store): { skew: number; toStranger: boolean; badSignature: boolean; note: string } => {
  const { switches } = world
  const toStranger = switches.wrong_receiver > 0
  if (toStranger) switches.wrong_receiver--
  const badSignature = switches.wrong_signature > 0
  if (badSignature) switches.wrong_signature--
  const notes = [
    ...(switches.skew_seconds ? [`skew ${switches.skew_seconds}s`] : []),
    ...(toStranger ? ['wrong receiver'] : []),
    ...(badSignature ? ['wrong signature'] : []),
  ]
  return { skew: switches.skew_seconds, toStranger, badSignature, note: notes.join(', ') }
}
const spoilt = (signature: string): string => signature.replace(/^./, (first) => (first === '0' ? '1' : '0'))

const posted = async (address: URL, body: string): Promise<{ http: number; error: string }> => {
  let http = 0
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body,
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    http = answer.status
    await answer.arrayBuffer()
    return { http, error: '' }
  } catch (cause) {
    return { http, error: messageOfError(cause) }
  }
}

/** Seals, signs and posts an event once; null where no address is configured. */
export const attempt = async (store: Store, fields: EventFields): Promise<Attempt | null> => {
  const { callback, corp, apps } = store.world
  if (!callback) return null
  const wrong = misbehaviour(store)
  const sealed = encrypt(callback.aes_key, eventXml(fields), wrong.toStranger ? strangersId : corp.corp_id)
  const address = signedAddress(callback, sealed, {
    timestamp: String(store.realNow() + wrong.skew),
    nonce: nonceOf(store),
    ...(wrong.badSignature ? { spoil: spoilt } : {}),
  })
  const body = `<xml>${element('ToUserName', corp.corp_id)}${element('AgentID', String(apps[0]?.agent_id ?? ''))}${element('Encrypt', sealed)}</xml>`
  const started = Date.now()
  const { http, error } = await posted(address, body)
  return { at: store.now(), http, error, ms: Date.now() - started, note: wrong.note }
}
