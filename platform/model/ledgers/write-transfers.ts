import { ident } from '../../store/db/sql.ts'
import type { ModelLedger } from '../model/model.ts'
import { countsIn, ledgerScale, textOfUnits } from './ledger-amount.ts'
import type { AccountDoors } from './join-accounts.ts'

export interface Side {
  readonly id: string
  readonly currency: string | null
  balance: bigint
  held: bigint
  /** Open batches, the first to end first. */
  readonly lots: { readonly id: string; readonly expires_at: string | null; remaining: bigint }[]
}
export interface Transfer {
  readonly from: Side
  readonly to: Side
  readonly amount: bigint
  /** Parts of batches that go along; none where the batches are in place already. */
  readonly parts: readonly { readonly lot: string; readonly expires_at: string | null; readonly amount: bigint }[]
}
/** Stands in the statement of both. */
const partedMemo = '拆分客户结转 · Carried over when people were parted'

interface TransferEntry {
  readonly id: string
  /** Which of the transfers. */
  readonly at: number
  readonly out: boolean
  readonly account: string
  readonly amount: bigint
  readonly currency: string | null
  readonly lots: readonly { readonly lot: string; readonly amount: string }[] | null
  readonly parts: Transfer['parts']
}

/** Both sides of each transfer, as entries. */
const entriesOf = (doors: AccountDoors, transfers: readonly Transfer[], scale: number): TransferEntry[] =>
  transfers.flatMap(({ from, to, amount, parts }, at) => {
    const taken = parts.map((part) => ({ lot: part.lot, amount: textOfUnits(-part.amount, scale) }))
    const lots = taken.length > 0 ? taken : null
    const [out, into] = [doors.newId(), doors.newId()]
    return [
      { id: out, at, out: true, account: from.id, amount: -amount, currency: from.currency, lots, parts },
      { id: into, at, out: false, account: to.id, amount, currency: to.currency, lots: null, parts },
    ]
  })

const insertEntries = async (
  doors: AccountDoors,
  { definition, account, entry }: ModelLedger,
  mark: string,
  entries: readonly TransferEntry[],
): Promise<void> => {
  const scale = ledgerScale(definition)
  const money = countsIn(definition) === 'money'
  const of = (column: string, value: string) =>
    money ? `, ${value}, x.currency, case when a.${column}_base is null then null else ${value} end` : `, ${value}`
  const names = (column: string) => (money ? `${column}, ${column}_currency, ${column}_base` : column)
  const rows = entries.map(({ id, at, out, account: of_, amount, currency, lots }) => ({
    id,
    account: of_,
    key: `part:${mark}:${of_}:${at}:${out ? 'out' : 'in'}`,
    amount: textOfUnits(amount, scale),
    currency,
    lots,
  }))
  await doors.sql(
    `insert into ${ident(entry.table)} (id, account, entry_key, kind, occurred_at, memo, actor, created_at, updated_at, lots, ${names('amount')}, ${names('held')}, ${names('awaited')}, ${names('balance')})
      select x.id, x.account, x.key, 'post', $2, $3, 'system:identity', $2, $2, x.lots ${of('balance', 'x.amount')} ${of('held', '0')} ${of('awaited', '0')} ${of('balance', 'a.balance')}
      from jsonb_to_recordset($1::jsonb) as x (id uuid, account uuid, key text, amount numeric, currency text, lots jsonb) join ${ident(account.table)} a on a.id = x.account`,
    [JSON.stringify(rows), doors.now, partedMemo],
  )
}

/** Parts of batches go along as batches of the same end. */
const moveBatches = async (
  doors: AccountDoors,
  { definition, lot }: ModelLedger,
  entries: readonly TransferEntry[],
): Promise<void> => {
  const scale = ledgerScale(definition)
  const moved = entries
    .filter((one) => !one.out)
    .flatMap((one) =>
      one.parts.map((part) => ({ lot: part.lot, into: one.account, entry: one.id, amount: textOfUnits(part.amount, scale) })),
    )
  if (moved.length === 0) return
  await doors.sql(
    `with taken as (select lot, sum(amount) as amount from jsonb_to_recordset($1::jsonb) as x (lot uuid, amount numeric) group by lot)
      update ${ident(lot.table)} l set remaining = l.remaining - t.amount, updated_at = $2, deleted_at = case when l.remaining = t.amount then $2::timestamptz end
      from taken t where l.id = t.lot`,
    [JSON.stringify(moved.map(({ lot: of, amount }) => ({ lot: of, amount }))), doors.now],
  )
  const copies = moved.map(({ lot: source, into, entry, amount }) => {
    const over = { id: doors.newId(), account: into, entry, amount, remaining: amount, deleted_at: null }
    return { source, over: { ...over, created_at: doors.now, updated_at: doors.now, version: 1 } }
  })
  await doors.sql(
    `insert into ${ident(lot.table)} select (jsonb_populate_record(r, n.over)).* from jsonb_to_recordset($1::jsonb) as n (source uuid, over jsonb) join ${ident(lot.table)} r on r.id = n.source`,
    [JSON.stringify(copies)],
  )
}

/** Writes transfers as entries on both sides; parts of batches go along. `mark` names the parting. */
export const writeTransfers = async (
  doors: AccountDoors,
  ledger: ModelLedger,
  mark: string,
  transfers: readonly Transfer[],
): Promise<void> => {
  if (transfers.length === 0) return
  const entries = entriesOf(doors, transfers, ledgerScale(ledger.definition))
  await insertEntries(doors, ledger, mark, entries)
  await moveBatches(doors, ledger, entries)
}
