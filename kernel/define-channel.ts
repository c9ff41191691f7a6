import type { ActionDefinition } from './define-action.ts'
import type { ChannelAct } from './define-meaning.ts'
import type { FactSource } from './fact-source.ts'
import type { Label } from './label.ts'

/** One raw envelope as it came, persisted before it is acknowledged. */
export interface Envelope {
  readonly id: string
  readonly channel: string
  readonly message_id: string
  readonly kind: string
  readonly body: Record<string, unknown>
  readonly received_at: string
}

/** A fact-to-be made by a channel from an envelope: who (identifiers), what, when. Intake writes it. */
export interface Translated {
  readonly name: string
  readonly occurred_at: string
  readonly identifiers: readonly IdentifierInput[]
  /** Traits of the person known from this message (`name`, `avatar`, `gender`). */
  readonly traits?: Record<string, unknown>
  readonly payload: Record<string, unknown>
  /** Idempotency inside the channel; default: channel + message id + index. */
  readonly key?: string
  /** Our own person id, when the envelope already names it (`channels/self`): identity then only follows merges. */
  readonly person?: string | null
}

/** An envelope before the inbox has given it an id; the inbox keeps one per channel and message id. */
export type PostedEnvelope = Pick<Envelope, 'channel' | 'message_id' | 'kind' | 'body'>

export interface IdentifierInput {
  /** `<channel>_external_userid`, `unionid`, `phone`, `email`, `anonymous_id`, `customer_id`… */
  readonly type: string
  /** Corp id, app id, site… that issued the value; `''` where the world shares it (phone, email). */
  readonly issuer: string
  readonly value: string
  readonly verified?: boolean
}

const contactIdSuffix = '_external_userid'
/** Is this the type of the id that a channel gives to an external contact: long, unguessable, one per corp and person? */
export const isContactIdType = (type: string): boolean => type.length > contactIdSuffix.length && type.endsWith(contactIdSuffix)
/** The channel of such a type; null for the others. */
export const channelOfContactId = (type: string): string | null =>
  isContactIdType(type) ? type.slice(0, -contactIdSuffix.length) : null

/** What outreach wants delivered, after consent, quiet hours and frequency have said yes. */
export interface DeliveryRequest {
  readonly intent: string
  readonly action: string
  readonly person: string | null
  readonly address: { readonly type: string; readonly issuer: string; readonly value: string } | null
  readonly content: Record<string, unknown>
}
export type DeliveryOutcome =
  | { readonly status: 'sent'; readonly reference?: string }
  /** Handed to a person who must still send it: nothing has reached anybody. The channel is asked later what became of it (`confirm`). */
  | { readonly status: 'asked'; readonly reference: string }
  | { readonly status: 'refused'; readonly reason: string }
  /** Unsure or temporary: tried again with backoff. */
  | { readonly status: 'retry'; readonly reason: string; readonly afterMs?: number }

/** What was handed to a person and is not known to have been sent. */
export interface AskedDelivery extends Pick<DeliveryRequest, 'intent' | 'action' | 'address' | 'content'> {
  readonly reference: string
}
/** What became of it by now; `at`: when it was sent. */
export type Confirmation =
  | { readonly status: 'sent'; readonly at?: string }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'asked' }

/** Everything a channel may ask of the house. Settings and secrets by name; http goes through the SSRF guard. */
export interface ChannelHost {
  readonly tenant: string
  readonly now: () => string
  setting<T>(name: string): Promise<T>
  secret(name: string): Promise<string | null>
  /** Shared by all processes: one value per key with an expiry; `make` runs once at a time (single flight). */
  shared<T>(key: string, ttlMs: (value: T) => number, make: () => Promise<T>, options?: { refresh?: boolean }): Promise<T>
  /**
   * Notes for all processes that these are being begun, each kept so long; answers of those that were begun before since when. Two statements,
   * however many.
   */
  begin(keys: readonly string[], keptMs: number): Promise<ReadonlyMap<string, string>>
  fetch(url: string, init?: RequestInit): Promise<Response>
  /** Puts an envelope into the inbox; one that is already there (channel + message id) is left as it is. Durable when it returns. */
  post(envelope: PostedEnvelope): Promise<void>
  log(level: 'info' | 'warn' | 'error', message: string, data?: Record<string, unknown>): void
}

/** A channel translates; it never decides. */
export interface ChannelDefinition {
  readonly name: string
  readonly label: Label
  readonly actions: readonly ActionDefinition[]
  /** `translate` asks no vendor (pure arithmetic on the envelope): intake may call it inside its transaction. */
  readonly local?: boolean
  /** Whose word an envelope is. Default: the channel's own. */
  readonly sourceOf?: (envelope: Envelope) => FactSource
  /** Envelope → facts-to-be. May call the vendor to complete them. Must be repeatable. Throws a Refusal for what can never be understood. */
  readonly translate?: (host: ChannelHost, envelope: Envelope) => Promise<readonly Translated[]>
  readonly deliver?: (host: ChannelHost, request: DeliveryRequest) => Promise<DeliveryOutcome>
  /** These actions are carried out many at once: one outcome each, in order. What is thrown is the outcome of all. */
  readonly deliverMany?: {
    readonly actions: readonly string[]
    readonly run: (host: ChannelHost, requests: readonly DeliveryRequest[]) => Promise<readonly DeliveryOutcome[]>
  }
  /** What became of requests that a person must send, in order. May leave some for the next time (`asked`), however many are given. */
  readonly confirm?: (host: ChannelHost, asked: readonly AskedDelivery[]) => Promise<readonly Confirmation[]>
  /** Its envelopes tell of arrivals (`body.arrival`) and an action of it greets, with `{ welcome_code, text, attachments }`: how long the vendor lets one. */
  readonly greets?: { readonly withinMs: number }
  /** Its vendor may have several companies of ours: it tells which at `GET /api/v1/<channel>/companies`, as `{ issuer, name, first }`. */
  readonly companies?: boolean
  /** Origins whose scripts the phone's pages load inside the vendor's application, and nowhere else. */
  readonly scripts?: readonly string[]
  /** Tokens per second per tenant for one action. */
  readonly rate?: (action: string) => { readonly perSecond: number; readonly burst: number }
}
export const defineChannel = (definition: ChannelDefinition): ChannelDefinition => definition

/** The action by which a channel does something; null: it does not. */
export const actionThat = (channel: ChannelDefinition | undefined, act: ChannelAct): string | null =>
  channel?.actions.find(({ does }) => does === act)?.name ?? null
