import type { Fact } from '@lianke/kernel'
import type { Transaction } from '../db/database.ts'

/** What a handler is told of its batch. `token` names it: the same batch has the same token after a crash. */
export interface Batch {
  readonly token: string
  readonly shard: number
  /** Somebody may have begun this batch before: its effect outside PostgreSQL may be there already, whole or in part. */
  readonly again: boolean
}
export type HandleFacts = (tx: Transaction, facts: readonly Fact[], batch: Batch) => Promise<void>
