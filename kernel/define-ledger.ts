import { check } from './check.ts'
import type { AccessPath, Fields } from './define-object.ts'
import type { MoneyValue } from '../field-types/rules.generated.ts'
import { fieldTraits } from '../field-types/traits.generated.ts'
import type { Field, ValueOf } from './field.ts'
import type { Label } from './label.ts'

/** What a ledger may count in. Money has one currency per account: another currency is another account. */
export type AmountType = 'integer' | 'decimal' | 'money'

/**
 * Something that is counted and must never be wrong: points, a prepayment, places under a cap. Entries are only ever added; an account's balance
 * is their sum, kept beside them and locked while it changes. Modules write it by `work.ledger(definition)`; nothing else does.
 */
export interface LedgerDefinition<A extends Fields = Fields, M extends AmountType = AmountType> {
  /** Dotted: `module.noun`. Balances are read as the object of this name, its statement as `module.noun_entry`. */
  readonly name: string
  readonly label: Label
  readonly plural?: Label
  readonly icon?: string
  /** What tells one account from another: person, programme, day … */
  readonly account: A
  /** `integer(…)`, `decimal(…, { scale })` or `money(…)`: the balance's label and type. */
  readonly amount: Field<M>
  /** What is free (balance less what is held) never falls below it. Default 0; null: no floor. */
  readonly floor?: string | null
  /** Balance and what is reserved on top of it never rise above it. Default null: no ceiling. */
  readonly ceiling?: string | null
  /** Every credit is a batch of its own; debits take the batch that expires first. `expires`: a credit may carry `expires_at`. */
  readonly batches?: { readonly expires: boolean }
  /** How accounts are reached; `inherit` names a field of the account. Entries are seen with their account. */
  readonly access?: AccessPath
  /** Field of the account that points to `customer.person`: postings belong to that person's timeline. */
  readonly person?: string
  /** False: postings are not told as facts (counters of the house that nobody reacts to). */
  readonly told?: boolean
  readonly hidden?: boolean
}

/** Kinds of entries. `hold` reserves, `capture` makes the reserved real, `release` lets it go; `expire` is written by the clock. */
export const entryKinds = ['post', 'hold', 'capture', 'release', 'reverse', 'expire'] as const
export type EntryKind = (typeof entryKinds)[number]

type AmountOf<M> = M extends 'money'
  ? Pick<MoneyValue, 'amount' | 'currency'>
  : M extends 'integer'
    ? number
    : M extends 'decimal'
      ? string
      : number | string | Pick<MoneyValue, 'amount' | 'currency'>

type Needed<A extends Fields> = {
  [K in keyof A]: A[K] extends Field<infer _T, infer R> ? (boolean extends R ? never : R extends true ? K : never) : never
}[keyof A]
/** An account by its fields; those that are not required may be left out. */
type AccountOf<A extends Fields> = { readonly [K in Needed<A>]: ValueOf<A[K]> } & {
  readonly [K in Exclude<keyof A, Needed<A>>]?: ValueOf<A[K]> | null
}

/** Which account: by its fields, and for money its currency. */
export interface Posting<A extends Fields, M> {
  /** Once per ledger: the same key with the same content answers the first entry, with other content it is refused. */
  readonly key: string
  readonly account: AccountOf<A>
  /** What the balance changes by; a hold of a negative amount reserves what will be taken, of a positive one the space under the ceiling. */
  readonly amount: AmountOf<M>
  readonly occurred_at?: string
  /** A batch's end, or a hold's. */
  readonly expires_at?: string | null
  readonly memo?: string
  /** In place of the definition's, for this posting: a policy that allows more, a cap that differs by account. */
  readonly floor?: string | null
  readonly ceiling?: string | null
}
/** An act on an earlier entry, named by its key. */
export interface Following<M> {
  readonly key: string
  readonly of: string
  /** Of a capture: less than was held; the rest is let go. */
  readonly amount?: AmountOf<M>
  /** Of a capture that adds: the new batch's end. */
  readonly expires_at?: string | null
  readonly memo?: string
}
export interface LedgerEntry {
  readonly id: string
  readonly key: string
  readonly kind: EntryKind
  /** Id of the account (its balance row). */
  readonly account: string
  /** Change of the balance, and the account after it, as exact text. */
  readonly amount: string
  readonly balance: string
  readonly held: string
  readonly awaited: string
  /** The key was known: nothing was written now. */
  readonly repeated: boolean
}
export interface LedgerRefusal {
  readonly row: number
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
}
export interface LedgerOutcome {
  /** One per row of the set, in order; null where refused. */
  readonly entries: readonly (LedgerEntry | null)[]
  readonly refused: readonly LedgerRefusal[]
}
export interface LedgerOptions {
  /** Refusals name their rows, the others are written; otherwise the first refusal ends the unit of work. */
  readonly partial?: boolean
}
export interface LedgerBalance {
  /** Null: nothing was ever posted there. */
  readonly id: string | null
  readonly balance: string
  readonly held: string
  readonly awaited: string
}

/** One ledger in a unit of work. Sets are a bounded number of statements, whatever their size. */
export interface OpenLedger<A extends Fields = Fields, M extends AmountType = AmountType> {
  post(postings: readonly Posting<A, M>[], options?: LedgerOptions): Promise<LedgerOutcome>
  hold(postings: readonly Posting<A, M>[], options?: LedgerOptions): Promise<LedgerOutcome>
  /** What was held happens: the balance changes and the hold ends. */
  capture(acts: readonly Following<M>[], options?: LedgerOptions): Promise<LedgerOutcome>
  release(acts: readonly Following<M>[], options?: LedgerOptions): Promise<LedgerOutcome>
  /** Takes a posting or a capture back, once. */
  reverse(acts: readonly Following<M>[], options?: LedgerOptions): Promise<LedgerOutcome>
  /** Ends holds and batches that are due on these accounts (by id); a posting does so by itself. Answers how many ended. */
  endDue(accounts: readonly string[]): Promise<number>
  /** Balances in the order asked, now or as they were at a moment. For reads that decide: a reader's rights are those of the object. */
  balances(
    accounts: readonly (AccountOf<A> & { readonly currency?: string })[],
    options?: { at?: string },
  ): Promise<LedgerBalance[]>
}

const added = ['account_key', 'balance', 'held', 'awaited', 'moved_at', 'currency']

/** Describes a ledger once; its tables, API, facts and proof follow. Throws on a malformed definition. */
export const defineLedger = <const A extends Fields, M extends AmountType>(
  definition: LedgerDefinition<A, M>,
): LedgerDefinition<A, M> => {
  const { name, account, amount, batches, floor, access, person } = definition
  for (const [field, { type, options }] of Object.entries(account)) {
    const holds = options.onDelete === undefined || options.onDelete === 'refuse'
    check(holds, `${name}.${field}: an account does not go with what it points to`)
    check(fieldTraits[type].account, `${name}.${field}: an account is not told apart by a field of type ${type}`)
    check(!added.includes(field), `${name}.${field} is a column that every ledger has`)
  }
  check(Object.keys(account).length > 0, `ledger ${name} has accounts`)
  check(fieldTraits[amount.type].counts, `ledger ${name} counts in integers, decimals or money`)
  check(!batches || (floor !== null && Number(floor ?? 0) >= 0), `ledger ${name}: batches cannot be overdrawn`)
  check(!access?.inherit || access.inherit in account, `ledger ${name} inherits from a field of its account`)
  check(!person || person in account, `ledger ${name}: ${person} is a field of its account`)
  return definition
}
