import { encrypt, getSignature } from '@wecom/crypto'
import type { Store } from '../world/store.ts'

/** Fields of an event as they stand in the XML; a list becomes repeated `<Item>`. */
export type EventFields = Readonly<Record<string, string | number | readonly string[] | undefined>>
export interface CallbackEntry {
  id: number
  at: number
  kind: string
  fields: EventFields
  status: 'waiting' | 'delivered' | 'failed'
  attempts: { at: number; http: number; error: string; ms: number; note: string }[]
}

const attemptsMax = 3
const answerTimeoutMs = 5_000
const logMax = 500

const element = (name: string, value: string | number | readonly string[]): string => {
  if (Array.isArray(value)) return `<${name}>${value.map((each) => element('Item', each)).join('')}</${name}>`
  if (typeof value === 'number') return `<${name}>${value}</${name}>`
  return `<${name}><![CDATA[${String(value).replaceAll(']]>', ']]]]><![CDATA[>')}]]></${name}>`
}
/** The event as WeCom writes it. */
const eventXml = (fields: EventFields): string =>
  `<xml>${Object.entries(fields)
    .flatMap(([name, value]) => (value === undefined ? [] : [element(name, value)]))
    .join('')}</xml>`

/** Sends encrypted callbacks to the configured address: 5 seconds, three attempts, and every misbehaviour the switches ask for. */
export const openCallbacks = (store: Store, options: { retryDelayMs: number }) => {
  const log: CallbackEntry[] = []
  let serial = 0
  let held: CallbackEntry | null = null
  let running = 0
  const idle: (() => void)[] = []
  const timers = new Set<NodeJS.Timeout>()
  let closed = false
  const wait = (ms: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(() => {
        timers.delete(timer)
        done()
      }, ms)
      timers.add(timer)
    })

  const attempt = async (entry: CallbackEntry): Promise<boolean> => {
    const { callback, switches, corp, apps } = store.world
    if (!callback) return false
    const notes: string[] = []
    const timestamp = String(store.realNow() + switches.skew_seconds)
    if (switches.skew_seconds) notes.push(`skew ${switches.skew_seconds}s`)
    const nonce = store.id('', 10)
    const receiver = switches.wrong_receiver > 0 ? 'ww0000000000000000' : corp.corp_id
    if (switches.wrong_receiver > 0) {
      switches.wrong_receiver--
      notes.push('wrong receiver')
    }
    const message = eventXml(entry.fields)
    const sealed = encrypt(callback.aes_key, message, receiver)
    let signature = getSignature(callback.token, timestamp, nonce, sealed)
    if (switches.wrong_signature > 0) {
      switches.wrong_signature--
      signature = signature.replace(/^./, (first) => (first === '0' ? '1' : '0'))
      notes.push('wrong signature')
    }
    const url = new URL(callback.url)
    for (const [name, value] of Object.entries({ msg_signature: signature, timestamp, nonce })) url.searchParams.set(name, value)
    const body = `<xml>${element('ToUserName', corp.corp_id)}${element('AgentID', String(apps[0]?.agent_id ?? ''))}${element('Encrypt', sealed)}</xml>`
    const started = Date.now()
    let http = 0
    let error = ''
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml; charset=utf-8' },
        body,
        signal: AbortSignal.timeout(answerTimeoutMs),
      })
      http = answer.status
      await answer.arrayBuffer()
    } catch (cause) {
      error = cause instanceof Error ? cause.message : String(cause)
    }
    entry.attempts.push({ at: store.now(), http, error, ms: Date.now() - started, note: notes.join(', ') })
    return http === 200
  }
  const deliver = async (entry: CallbackEntry): Promise<void> => {
    running++
    try {
      if (store.world.switches.delay_ms > 0) await wait(store.world.switches.delay_ms)
      const copies = Math.max(1, store.world.switches.deliver_times)
      for (let copy = 0; copy < copies; copy++) {
        for (let tried = 0; tried < attemptsMax && !closed; tried++) {
          if (tried > 0) await wait(options.retryDelayMs)
          if (await attempt(entry)) {
            entry.status = 'delivered'
            break
          }
        }
      }
      if (entry.status === 'waiting') entry.status = 'failed'
    } finally {
      running--
      if (running === 0) for (const done of idle.splice(0)) done()
    }
  }

  return {
    log,
    /** Queues an event; common header first. Without a configured address it is only logged. */
    send(fields: EventFields): CallbackEntry {
      const { corp, callback, switches } = store.world
      const full: EventFields = {
        ToUserName: corp.corp_id,
        FromUserName: 'sys',
        CreateTime: store.now(),
        MsgType: 'event',
        ...fields,
      }
      const entry: CallbackEntry = {
        id: ++serial,
        at: store.now(),
        kind: [full.Event, full.ChangeType].filter(Boolean).join('.'),
        fields: full,
        status: 'waiting',
        attempts: [],
      }
      log.push(entry)
      if (log.length > logMax) log.shift()
      if (!callback) {
        entry.status = 'failed'
        entry.attempts.push({ at: entry.at, http: 0, error: 'no callback address', ms: 0, note: '' })
        return entry
      }
      // Out of order: every odd event waits for the next one and follows it.
      if (switches.out_of_order && !held) {
        held = entry
        return entry
      }
      const before = held
      held = null
      void deliver(entry).then(() => (before ? deliver(before) : undefined))
      return entry
    },
    again(id: number): boolean {
      const entry = log.find((each) => each.id === id)
      if (entry) void deliver(entry)
      return Boolean(entry)
    },
    /** Checks the address as the admin console does when it is saved. */
    async verify(): Promise<{ ok: boolean; http: number; answer: string }> {
      const { callback, corp } = store.world
      if (!callback) return { ok: false, http: 0, answer: 'no callback address' }
      const text = store.id('', 20)
      const echostr = encrypt(callback.aes_key, text, corp.corp_id)
      const timestamp = String(store.realNow())
      const nonce = store.id('', 10)
      const url = new URL(callback.url)
      for (const [name, value] of Object.entries({
        msg_signature: getSignature(callback.token, timestamp, nonce, echostr),
        timestamp,
        nonce,
        echostr,
      }))
        url.searchParams.set(name, value)
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) })
        const said = await answer.text()
        return { ok: answer.status === 200 && said === text, http: answer.status, answer: said.slice(0, 200) }
      } catch (cause) {
        return { ok: false, http: 0, answer: cause instanceof Error ? cause.message : String(cause) }
      }
    },
    /** Resolves when nothing is under way. A held event is let go first. */
    async settled(): Promise<void> {
      if (held) {
        const last = held
        held = null
        void deliver(last)
      }
      while (running > 0) await new Promise<void>((done) => idle.push(done))
    },
    close(): void {
      closed = true
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
export type Callbacks = ReturnType<typeof openCallbacks>
