import type { Database } from '../../store/db/database.ts'

/** One callback that was stored. */
export interface Callback {
  readonly id: string
  readonly kind: string
  readonly at: string
  readonly state: 'done' | 'waiting' | 'dead'
  readonly attempts: number
  readonly error: string | null
}
/** What was turned away before it was stored, counted by reason. */
export interface RefusedCallback {
  readonly reason: string
  readonly count: number
  readonly last_at: string
}

/** What channels received, newest first. Given by whoever keeps the inbox. */
export interface CallbackSource {
  readonly list: (
    database: Database,
    tenant: string,
    page: { channel: string; before: { at: string; id: string } | null; limit: number },
  ) => Promise<Callback[]>
  readonly refused: (database: Database, tenant: string, channel: string) => Promise<RefusedCallback[]>
}
