import { refuse } from '@lianke/kernel'
import { sql } from 'kysely'
import type { ModelLedger, ModelObject } from '../model/model.ts'
import { columnsOf, toColumns } from '../records/row-codec.ts'
import { rowSet } from '../records/row-set.ts'
import type { Unit } from '../records/unit.ts'
import { amountValue, ledgerScale } from './ledger-amount.ts'
import type { AccountState, LotState, NewEntry, Plan } from './ledger-state.ts'

type Columns = Record<string, unknown>
/** An amount as a field holds it, in the currency of an account. */
type ValueOf = (units: bigint, account: string) => unknown

const table = (object: ModelObject) => sql.table(object.table)
const namesOf = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))

const entryColumns = (unit: Unit, { entry }: ModelLedger, one: NewEntry, value: ValueOf): Columns =>
  toColumns(entry, {
    id: one.id,
    account: one.account,
    entry_key: one.key,
    kind: one.kind,
    amount: value(one.amount, one.account),
    held: value(one.held, one.account),
    awaited: value(one.awaited, one.account),
    balance: value(one.balance, one.account),
    of: one.of,
    expires_at: one.expires_at,
    lots: one.lots.length > 0 ? one.lots : null,
    occurred_at: one.occurred_at,
    memo: one.memo,
    actor: `${unit.access.actor.kind}:${unit.access.actor.id}`.slice(0, 80),
    created_at: unit.now,
    updated_at: unit.now,
    created_by: unit.by,
  })

const lotColumns = (unit: Unit, { lot }: ModelLedger, one: LotState, value: ValueOf): Columns =>
  toColumns(lot, {
    id: one.id,
    account: one.account,
    entry: one.entry,
    kind: one.kind,
    amount: value(one.amount, one.account),
    remaining: value(one.remaining, one.account),
    expires_at: one.expires_at,
    // One that is used up leaves the indexes; it comes back when something is given back to it.
    deleted_at: one.remaining === 0n ? unit.now : null,
    created_at: unit.now,
    updated_at: unit.now,
    created_by: unit.by,
  })

const accountColumns = ({ account }: ModelLedger, one: AccountState, value: ValueOf): Columns =>
  toColumns(account, {
    id: one.id,
    balance: value(one.balance, one.id),
    held: value(one.held, one.id),
    awaited: value(one.awaited, one.id),
  })

const insertSql = (object: ModelObject, rows: readonly Columns[]) => {
  const columns = Object.keys(rows[0] ?? {})
  const names = namesOf(columns)
  return sql`insert into ${table(object)} (${names}) select ${names} from ${rowSet(object, columns, rows)} on conflict do nothing returning id`
}

/** Batches and holds that are new, and what is left of those that were there: a further part of a statement. */
const lotsSql = (lot: ModelObject, rows: readonly Columns[]) => {
  if (rows.length === 0) return sql``
  const columns = Object.keys(rows[0] ?? {})
  const names = namesOf(columns)
  const left = sql.join(
    columnsOf(lot, ['remaining', 'deleted_at', 'updated_at']).map(
      (column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`,
    ),
  )
  return sql`, left_over as (insert into ${table(lot)} (${names}) select ${names} from ${rowSet(lot, columns, rows)}
          on conflict (id) do update set ${left})`
}

/** Writes all that a plan says in one statement. An entry whose key was taken at this moment for another account ends the unit of work. */
export const writePlan = async (
  unit: Unit,
  ledger: ModelLedger,
  plan: Plan,
  currencyOf: (account: string) => string | null,
): Promise<void> => {
  if (plan.entries.length === 0) return
  const { definition, account, entry, lot } = ledger
  const scale = ledgerScale(definition)
  const value: ValueOf = (units, of) => amountValue(definition, units, scale, currencyOf(of), unit.types.baseCurrency)
  const entries = plan.entries.map((one) => entryColumns(unit, ledger, one, value))
  const lots = [...plan.newLots, ...plan.changedLots].map((one) => lotColumns(unit, ledger, one, value))
  const accounts = plan.changedAccounts.map((one) => accountColumns(ledger, one, value))
  const balances = columnsOf(account, ['balance', 'held', 'awaited'])
  const set = sql.join(balances.map((column) => sql`${sql.ref(column)} = x.${sql.ref(column)}`))
  const [row] = await unit.tx.query<{ written: number }>(sql`with written as (${insertSql(entry, entries)}),
    moved as (update ${table(account)} as t set ${set}, moved_at = ${unit.now}::timestamptz, updated_at = ${unit.now}::timestamptz, version = t.version + 1
      from ${rowSet(account, ['id', ...balances], accounts)} where t.id = x.id)
    ${lotsSql(lot, lots)}
    select count(*)::int as written from written`)
  if (row?.written !== entries.length) refuse('ledger.key_taken', { status: 409, params: { key: '' } })
}
