import type { EntryKind, LedgerRefusal } from '@lianke/kernel'

/** An account as its locked row says, and as the set changes it. */
export interface AccountState {
  readonly id: string
  /** Its fields, by name. */
  readonly values: Readonly<Record<string, unknown>>
  readonly currency: string | null
  balance: bigint
  /** Reserved out of the balance. */
  held: bigint
  /** Reserved on top of it, under the ceiling. */
  awaited: bigint
}
/** What is left of a batch or a hold. A hold's sign says what it reserves: negative out of the balance, positive on top. */
export interface LotState {
  readonly id: string
  readonly account: string
  readonly entry: string
  readonly kind: 'batch' | 'hold'
  readonly amount: bigint
  readonly expires_at: string | null
  remaining: bigint
}
/** How much a batch lost (negative) or got back by one entry. */
export interface LotChange {
  readonly lot: string
  readonly amount: string
}
export interface EntryState {
  readonly id: string
  readonly key: string
  readonly kind: EntryKind
  readonly account: string
  readonly amount: bigint
  readonly held: bigint
  readonly awaited: bigint
  readonly balance: bigint
  readonly of: string | null
  readonly expires_at: string | null
  readonly lots: readonly LotChange[]
  /** Kind of the entry that settled it or took it back. */
  readonly answered: EntryKind | null
}
/** One row of a set, read and ready to be judged. */
export interface Move {
  readonly row: number
  readonly kind: Exclude<EntryKind, 'expire'>
  readonly key: string
  readonly account: string
  /** Null: all of what is followed. */
  readonly amount: bigint | null
  readonly of: string | null
  readonly occurred_at: string
  readonly expires_at: string | null
  readonly memo: string | null
  readonly floor: bigint | null
  readonly ceiling: bigint | null
}
export interface NewEntry extends Omit<EntryState, 'answered'> {
  readonly occurred_at: string
  readonly memo: string | null
}
/** What a set does. */
export interface Plan {
  readonly entries: readonly NewEntry[]
  readonly newLots: readonly LotState[]
  readonly changedLots: readonly LotState[]
  readonly changedAccounts: readonly AccountState[]
  /** Row → the entry that answers it, and the account as it then stood. */
  readonly outcomes: ReadonlyMap<number, Outcome>
  readonly refused: readonly LedgerRefusal[]
}
export interface Outcome {
  readonly entry: Pick<EntryState, 'id' | 'key' | 'kind' | 'account' | 'amount'>
  readonly balance: bigint
  readonly held: bigint
  readonly awaited: bigint
  readonly repeated: boolean
}
