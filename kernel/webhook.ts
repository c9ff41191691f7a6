/** How a delivery stands; withheld: the subscription’s role may not see what it is about. */
export type WebhookDeliveryState = 'waiting' | 'sent' | 'dead' | 'withheld'

/** One fact that an address outside is told, as the list of deliveries tells it. */
export interface WebhookDelivery {
  readonly id: string
  readonly name: string
  readonly object: string | null
  readonly record: string | null
  readonly fact: string | null
  readonly state: WebhookDeliveryState
  readonly attempts: number
  readonly status: number | null
  readonly answer: string | null
  readonly problem: string | null
  readonly took_ms: number | null
  readonly created_at: string
  readonly tried_at: string | null
  readonly next_at: string | null
}

/** An address outside that is told facts, as the list of subscriptions tells it: without secrets, with what waits and what died. */
export interface WebhookSubscription {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly events: readonly string[]
  readonly role: string
  readonly old_secret_until: string | null
  readonly state: 'active' | 'paused'
  readonly paused_because: string | null
  readonly paused_at: string | null
  readonly failures: number
  readonly failing_since: string | null
  readonly last_problem: string | null
  readonly last_sent_at: string | null
  readonly rest_until: string | null
  readonly maker_name: string | null
  readonly created_at: string
  readonly waiting: number
  readonly dead: number
  readonly sent_day: number
}
