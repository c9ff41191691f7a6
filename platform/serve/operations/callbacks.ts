import type { Database } from '../../store/db/database.ts'

/** One callback that was stored. */
export interface Callback {
  readonly id: string
  readonly channel: string
  readonly message_id: string
  readonly kind: string
  readonly at: string
  readonly state: 'done' | 'waiting' | 'dead'
  /** Whether anything of ours answers what it says; null: not noted, or not read yet. */
  readonly needed: boolean | null
  readonly attempts: number
  readonly error: string | null
  /** Which of the vendor's companies told it, where the channel says. */
  readonly issuer: string | null
}
/** What was turned away before it was stored, counted by reason; the last texts as they came, newest first. */
export interface RefusedCallback {
  readonly reason: string
  readonly count: number
  readonly last_at: string
  readonly texts: readonly { readonly at: string; readonly text: string }[]
}

/** What channels received, newest first. Given by whoever keeps the inbox. */
export interface CallbackSource {
  readonly list: (
    database: Database,
    tenant: string,
    page: { channel: string; before: { at: string; id: string } | null; limit: number },
  ) => Promise<Callback[]>
  /** One of them with its text as it came; null: there is none. */
  readonly read: (database: Database, tenant: string, id: string) => Promise<{ callback: Callback; text: string } | null>
  readonly refused: (database: Database, tenant: string, channel: string) => Promise<RefusedCallback[]>
}
