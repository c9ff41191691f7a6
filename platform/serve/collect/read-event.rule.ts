import type { IdentifierInput, PostedEnvelope } from '@lianke/kernel'
import type { TellingProblem } from '../../model/model/event-sources.ts'

export const eventsPerRequestMax = 500
const eventBytesMax = 32 * 1024
const nameMax = 100
const idMax = 200
/** A sealed mark is longer than the identifier in it. */
const tokenMax = 800
const eventName = /^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$/

/** Why one event of a batch was not kept. */
type EventProblem =
  | TellingProblem
  | 'collect.not_an_object'
  | 'collect.message_id'
  | 'collect.type'
  | 'collect.event_name'
  | 'collect.no_identity'
  | 'collect.too_large'
  | 'collect.timestamp'
  | 'collect.properties'
  | 'collect.traits'
  | 'collect.previous_id'

export interface EventSource {
  readonly site: string
  /** Whose user ids these are: a page and a program of one shop name the same one, so that its users are the same. */
  readonly issuer: string
  /** A write key held by a program; a public site key stands in every page and proves nothing. */
  readonly trusted: boolean
  readonly received_at: string
  /** Why this source may not tell an event of this name; null: it may. */
  readonly problemOf: (name: string) => TellingProblem | null
  /** `sent_at` of the batch: the sender's clock at the moment of sending. */
  readonly sent_at: string | null
}

type Loose = Record<string, unknown>
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value)
const idOf = (value: unknown, max = idMax): string | null => {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : ''
  return text.length > 0 && text.length <= max ? text : null
}
const either = (event: Loose, snake: string, camel: string): unknown => event[snake] ?? event[camel]

/** The moment in our clock: the sender's error (its `sent_at` against our arrival) is taken out, the future is cut off. Null: not a date. */
export const correctClock = ({
  timestamp,
  sent_at,
  received_at,
}: {
  timestamp: unknown
  sent_at: string | null
  received_at: string
}): string | null => {
  if (timestamp === undefined || timestamp === null) return received_at
  const at = typeof timestamp === 'number' ? timestamp : typeof timestamp === 'string' ? Date.parse(timestamp) : Number.NaN
  const arrived = Date.parse(received_at)
  const sent = sent_at === null ? Number.NaN : Date.parse(sent_at)
  const corrected = Number.isNaN(sent) ? at : at + (arrived - sent)
  if (Number.isNaN(corrected) || corrected < 0 || corrected > 8.64e15) return null
  return new Date(Math.min(corrected, arrived)).toISOString()
}

const nameOf = (type: unknown, event: Loose): { name: string } | { problem: EventProblem } => {
  if (type === 'page') return { name: 'page.viewed' }
  if (type === 'identify') return { name: 'person.identified' }
  if (type === 'alias') return { name: 'person.aliased' }
  if (type !== 'track') return { problem: 'collect.type' }
  const name =
    typeof event.event === 'string'
      ? event.event
          .trim()
          .toLowerCase()
          .replace(/[\s-]+/g, '_')
      : ''
  if (name.length > nameMax || !eventName.test(name)) return { problem: 'collect.event_name' }
  return { name }
}

const identifiersOf = (event: Loose, source: EventSource, traits: Loose): IdentifierInput[] => {
  const found: IdentifierInput[] = []
  const add = (type: string, issuer: string, value: unknown, verified: boolean, max = idMax): void => {
    const text = idOf(value, max)
    if (text) found.push({ type, issuer, value: text, verified })
  }
  add('user_id', source.issuer, either(event, 'user_id', 'userId'), source.trusted)
  add('link_token', '', either(event, 'person_token', 'personToken'), true, tokenMax)
  add('phone', '', traits.phone, source.trusted)
  add('email', '', traits.email, source.trusted)
  add('anonymous_id', source.issuer, either(event, 'anonymous_id', 'anonymousId'), true)
  return found
}

/** One event of a batch → its envelope, or the code of what is wrong with it (and the name it wanted to tell). Pure. */
export const readEvent = (
  event: unknown,
  source: EventSource,
): { envelope: PostedEnvelope; name: string; payload: Loose } | { problem: EventProblem; name?: string } => {
  if (!isObject(event)) return { problem: 'collect.not_an_object' }
  const message_id = idOf(either(event, 'message_id', 'messageId'))
  if (!message_id) return { problem: 'collect.message_id' }
  const named = nameOf(event.type, event)
  if ('problem' in named) return named
  const forbidden = source.problemOf(named.name)
  if (forbidden) return { problem: forbidden, name: named.name }
  const properties = event.properties ?? {}
  if (!isObject(properties)) return { problem: 'collect.properties' }
  const traits = event.traits ?? {}
  if (!isObject(traits)) return { problem: 'collect.traits' }
  const occurred_at = correctClock({ timestamp: event.timestamp, sent_at: source.sent_at, received_at: source.received_at })
  if (!occurred_at) return { problem: 'collect.timestamp' }
  const identifiers = identifiersOf(event, source, traits)
  if (event.type === 'alias') {
    const previous = idOf(either(event, 'previous_id', 'previousId'))
    if (!previous) return { problem: 'collect.previous_id' }
    identifiers.push({ type: 'anonymous_id', issuer: source.issuer, value: previous, verified: true })
  }
  if (identifiers.length === 0) return { problem: 'collect.no_identity' }
  const context = isObject(event.context) ? event.context : undefined
  const body = {
    name: named.name,
    occurred_at,
    site: source.site,
    trusted: source.trusted,
    identifiers,
    traits,
    properties,
    ...(context ? { context } : {}),
  }
  if (JSON.stringify(body).length > eventBytesMax) return { problem: 'collect.too_large' }
  return { envelope: { channel: 'collect', message_id, kind: String(event.type), body }, name: named.name, payload: properties }
}
