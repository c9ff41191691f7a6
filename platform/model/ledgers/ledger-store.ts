import type { EntryKind } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Sql } from '../../store/db/database.ts'
import type { ModelLedger, ModelObject } from '../model/model.ts'
import { toColumns } from '../records/row-codec.ts'
import { rowSet } from '../records/row-set.ts'
import type { Unit } from '../records/unit.ts'
import { amountValue, countsIn, ledgerScale, unitsOf } from './ledger-amount.ts'
import type { AccountState, EntryState, LotChange, LotState } from './ledger-state.ts'

export type Ask = <R = Record<string, unknown>>(statement: Sql) => Promise<R[]>

/** An account that a set names: its fields and the key that is unique. */
export interface NamedAccount {
  readonly key: string
  readonly values: Readonly<Record<string, unknown>>
  readonly currency: string | null
}

const table = (object: ModelObject) => sql.table(object.table)

/** Locks accounts in the order of their ids, so that sets which meet wait for one another and never in a circle. */
export const lockAccounts = async (
  ask: Ask,
  ledger: ModelLedger,
  { keys, ids = [] }: { keys: readonly string[]; ids?: readonly string[] },
): Promise<(AccountState & { key: string })[]> => {
  const scale = ledgerScale(ledger.definition)
  const names = Object.keys(ledger.definition.account)
  const own = sql.join(names.map((name) => sql.ref(name)))
  const currency = countsIn(ledger.definition) === 'money' ? sql`balance_currency` : sql`null::text`
  const named =
    ids.length === 0
      ? sql`account_key = any(${keys}::text[])`
      : sql`(account_key = any(${keys}::text[]) or id = any(${ids}::uuid[]))`
  const rows = await ask<Record<string, unknown> & { id: string; account_key: string; currency: string | null }>(
    sql`select id, account_key, ${own}, ${currency} as currency, balance, held, awaited from ${table(ledger.account)}
      where ${named} and deleted_at is null order by id for update`,
  )
  return rows.map((row) => ({
    id: row.id,
    key: row.account_key,
    values: Object.fromEntries(names.map((name) => [name, row[name] ?? null])),
    currency: row.currency,
    balance: unitsOf(String(row.balance), scale),
    held: unitsOf(String(row.held), scale),
    awaited: unitsOf(String(row.awaited), scale),
  }))
}

/** Makes the accounts that are new, at nought. One that somebody else makes at this moment is waited for and left to them. */
export const makeAccounts = async (unit: Unit, ledger: ModelLedger, accounts: readonly NamedAccount[]): Promise<void> => {
  const { definition, account: object } = ledger
  const base = unit.types.baseCurrency
  const rows = accounts.map(({ key, values, currency }) => {
    const nought = amountValue(definition, 0n, ledgerScale(definition), currency, base)
    return toColumns(object, {
      ...values,
      id: unit.id(),
      account_key: key,
      balance: nought,
      held: nought,
      awaited: nought,
      created_at: unit.now,
      updated_at: unit.now,
      created_by: unit.by,
    })
  })
  const columns = Object.keys(rows[0] ?? {})
  unit.tx.send(sql`insert into ${table(object)} (${sql.join(columns.map((column) => sql.ref(column)))})
    select ${sql.join(columns.map((column) => sql.ref(column)))} from ${rowSet(object, columns, rows)} order by account_key on conflict do nothing`)
}

interface ReadRow {
  readonly known: RawEntry[] | null
  readonly lots: RawLot[] | null
}
interface RawEntry extends Record<'id' | 'key' | 'account' | 'amount' | 'held' | 'awaited' | 'balance', string> {
  readonly kind: EntryKind
  readonly of: string | null
  readonly expires_at: string | null
  readonly lots: LotChange[] | null
  readonly answered: EntryKind | null
}
interface RawLot extends Record<'id' | 'account' | 'entry' | 'amount' | 'remaining', string> {
  readonly kind: LotState['kind']
  readonly expires_at: string | null
}
const instant = (text: string | null): string | null => (text === null ? null : new Date(text).toISOString())

/** Entries of these keys, as they stand. */
const entriesSql = (
  ledger: ModelLedger,
  keys: readonly string[],
) => sql`(select json_agg(json_build_object('id', e.id, 'key', e.entry_key,
    'kind', e.kind, 'account', e.account, 'amount', e.amount::text, 'held', e.held::text, 'awaited', e.awaited::text, 'balance', e.balance::text,
    'of', e.of, 'expires_at', e.expires_at, 'lots', e.lots, 'answered', (select a.kind from ${table(ledger.entry)} a where a.of = e.id and a.deleted_at is null)))
  from ${table(ledger.entry)} e where e.entry_key = any(${keys}::text[]) and e.deleted_at is null)`

const entryOf = (row: RawEntry, scale: number): EntryState => ({
  ...row,
  amount: unitsOf(row.amount, scale),
  held: unitsOf(row.held, scale),
  awaited: unitsOf(row.awaited, scale),
  balance: unitsOf(row.balance, scale),
  expires_at: instant(row.expires_at),
  lots: row.lots ?? [],
})

/** Accounts of entries that are named by key, before anything is locked. */
export const accountsOfEntries = async (ask: Ask, ledger: ModelLedger, keys: readonly string[]): Promise<Map<string, string>> => {
  const rows = await ask<{ key: string; account: string }>(
    sql`select entry_key as key, account from ${table(ledger.entry)} where entry_key = any(${keys}::text[]) and deleted_at is null`,
  )
  return new Map(rows.map((row) => [row.key, row.account]))
}

/**
 * What a set must know of locked accounts: entries it repeats or follows, batches and holds that are due, named, or (`all`) may be taken from.
 * One statement, begun after the locks, so that it sees what those waited for have written.
 */
export const readSet = async (
  ask: Ask,
  ledger: ModelLedger,
  {
    keys,
    followed,
    accounts,
    all,
    now,
  }: Record<'keys' | 'followed' | 'accounts', readonly string[]> & { all: boolean; now: string },
): Promise<{ known: Map<string, EntryState>; lots: LotState[] }> => {
  const scale = ledgerScale(ledger.definition)
  const [entry, lot] = [table(ledger.entry), table(ledger.lot)]
  const open = all ? sql`true` : sql`l.expires_at <= ${now}::timestamptz`
  const named =
    followed.length === 0
      ? sql``
      : sql`union select l.* from ${lot} l join ${entry} e on e.id = l.entry
            where e.entry_key = any(${followed}::text[]) and e.deleted_at is null and l.deleted_at is null
          union select l.* from ${entry} e, json_to_recordset(case when json_typeof(e.lots::json) = 'array' then e.lots::json else '[]'::json end) as t(lot uuid)
            join ${lot} l on l.id = t.lot where e.entry_key = any(${followed}::text[]) and e.deleted_at is null`
  const [row] = await ask<ReadRow>(sql`select ${entriesSql(ledger, [...keys, ...followed])} as known,
    (select json_agg(json_build_object('id', l.id, 'account', l.account, 'entry', l.entry, 'kind', l.kind, 'amount', l.amount::text,
      'remaining', l.remaining::text, 'expires_at', l.expires_at) order by l.expires_at nulls last, l.id)
      from (select l.* from ${lot} l where l.account = any(${accounts}::uuid[]) and l.deleted_at is null and ${open} ${named}) l) as lots`)
  return {
    known: new Map((row?.known ?? []).map((one) => [one.key, entryOf(one, scale)])),
    lots: (row?.lots ?? []).map((one) => ({
      ...one,
      amount: unitsOf(one.amount, scale),
      remaining: unitsOf(one.remaining, scale),
      expires_at: instant(one.expires_at),
    })),
  }
}
