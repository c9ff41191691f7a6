import { ident } from '../../store/db/sql.ts'
import type { ModelLedger } from '../model/model.ts'
import { countsIn, ledgerScale, textOfUnits, unitsOf } from './ledger-amount.ts'
import { type AccountDoors, type JoinedAccount, recount } from './join-accounts.ts'

interface Side {
  readonly id: string
  readonly currency: string | null
  balance: bigint
  held: bigint
  /** Open batches, the first to end first. */
  readonly lots: { readonly id: string; readonly expires_at: string | null; remaining: bigint }[]
}
interface Transfer {
  readonly from: Side
  readonly to: Side
  readonly amount: bigint
  /** Parts of batches that go along; none where the batches are in place already. */
  readonly parts: readonly { readonly lot: string; readonly expires_at: string | null; readonly amount: bigint }[]
}
/** Stands in the statement of both. */
const partedMemo = '拆分客户结转 · Carried over when people were parted'
const batchSum = (side: Side): bigint => side.lots.reduce((sum, lot) => sum + lot.remaining, 0n)
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)
const free = (side: Side): bigint => side.balance - side.held

/**
 * What one side must give the other so that both are whole. While they were one, one could spend what the other had brought: batches that
 * were used up stay used up, and nobody ends below the floor.
 */
const evenOut = (kept: Side, gone: Side, batches: boolean, floor: bigint | null): Transfer[] => {
  const transfers: Transfer[] = []
  const give = (from: Side, to: Side, amount: bigint, parts: Transfer['parts']) => {
    if (amount <= 0n) return
    from.balance -= amount
    to.balance += amount
    transfers.push({ from, to, amount, parts })
  }
  if (batches) {
    give(gone, kept, gone.balance - batchSum(gone), [])
    give(kept, gone, kept.balance - batchSum(kept), [])
  }
  if (floor === null) return transfers
  for (const [from, to] of [
    [gone, kept],
    [kept, gone],
  ] as const) {
    const amount = smaller(floor - free(to), free(from) - floor)
    if (amount <= 0n) continue
    let left = amount
    const parts: { lot: string; expires_at: string | null; amount: bigint }[] = []
    for (const lot of batches ? from.lots : []) {
      const part = smaller(left, lot.remaining)
      if (part <= 0n) continue
      lot.remaining -= part
      left -= part
      parts.push({ lot: lot.id, expires_at: lot.expires_at, amount: part })
    }
    give(from, to, amount, parts)
  }
  return transfers
}

const readSides = async (doors: AccountDoors, ledger: ModelLedger, ids: readonly string[]): Promise<Map<string, Side>> => {
  const scale = ledgerScale(ledger.definition)
  const currency = countsIn(ledger.definition) === 'money' ? 'balance_currency' : 'null::text'
  const accounts = await doors.sql<{ id: string; currency: string | null; balance: string; held: string }>(
    `select id, ${currency} as currency, balance, held from ${ident(ledger.account.table)} where id = any($1)`,
    [ids],
  )
  const lots = await doors.sql<{ id: string; account: string; expires_at: string | null; remaining: string }>(
    `select id, account, expires_at, remaining from ${ident(ledger.lot.table)} where account = any($1) and kind = 'batch' and deleted_at is null
      order by expires_at nulls last, id`,
    [ids],
  )
  return new Map(
    accounts.map((row) => [
      row.id,
      {
        id: row.id,
        currency: row.currency,
        balance: unitsOf(String(row.balance), scale),
        held: unitsOf(String(row.held), scale),
        lots: lots
          .filter((lot) => lot.account === row.id)
          .map(({ id, expires_at, remaining }) => ({ id, expires_at, remaining: unitsOf(String(remaining), scale) })),
      },
    ]),
  )
}

/** Writes transfers as entries on both sides; parts of batches go along as batches of the same end. */
const writeTransfers = async (
  doors: AccountDoors,
  ledger: ModelLedger,
  mark: string,
  transfers: readonly Transfer[],
): Promise<void> => {
  if (transfers.length === 0) return
  const { definition, account, entry, lot } = ledger
  const scale = ledgerScale(definition)
  const money = countsIn(definition) === 'money'
  const sides = transfers.flatMap((transfer, at) => {
    const { from, to, amount, parts } = transfer
    const taken = parts.map((part) => ({ lot: part.lot, amount: textOfUnits(-part.amount, scale) }))
    return [
      { at, out: true, account: from.id, amount: -amount, currency: from.currency, lots: taken.length > 0 ? taken : null, parts },
      { at, out: false, account: to.id, amount, currency: to.currency, lots: null, parts },
    ]
  })
  const entries = sides.map((side) => ({ ...side, id: doors.newId() }))
  const nought = (column: string) => (money ? `, 0, x.currency, case when a.${column}_base is null then null else 0 end` : ', 0')
  const of = (column: string, value: string) =>
    money ? `, ${value}, x.currency, case when a.${column}_base is null then null else ${value} end` : `, ${value}`
  const names = (column: string) => (money ? `${column}, ${column}_currency, ${column}_base` : column)
  await doors.sql(
    `insert into ${ident(entry.table)} (id, account, entry_key, kind, occurred_at, memo, actor, created_at, updated_at, lots, ${names('amount')}, ${names('held')}, ${names('awaited')}, ${names('balance')})
      select x.id, x.account, x.key, 'post', $2, $3, 'system:identity', $2, $2, x.lots ${of('balance', 'x.amount')} ${nought('held')} ${nought('awaited')} ${of('balance', 'a.balance')}
      from jsonb_to_recordset($1::jsonb) as x (id uuid, account uuid, key text, amount numeric, currency text, lots jsonb) join ${ident(account.table)} a on a.id = x.account`,
    [
      JSON.stringify(
        entries.map(({ id, at, out, account: of_, amount, currency, lots }) => ({
          id,
          account: of_,
          key: `part:${mark}:${of_}:${at}:${out ? 'out' : 'in'}`,
          amount: textOfUnits(amount, scale),
          currency,
          lots,
        })),
      ),
      doors.now,
      partedMemo,
    ],
  )
  const moved = entries
    .filter((one) => !one.out)
    .flatMap((one) => one.parts.map((part) => ({ ...part, into: one.account, entry: one.id })))
  if (moved.length === 0) return
  await doors.sql(
    `with taken as (select lot, sum(amount) as amount from jsonb_to_recordset($1::jsonb) as x (lot uuid, amount numeric) group by lot)
      update ${ident(lot.table)} l set remaining = l.remaining - t.amount, updated_at = $2, deleted_at = case when l.remaining = t.amount then $2::timestamptz end
      from taken t where l.id = t.lot`,
    [JSON.stringify(moved.map((part) => ({ lot: part.lot, amount: textOfUnits(part.amount, scale) }))), doors.now],
  )
  await doors.sql(
    `insert into ${ident(lot.table)} select (jsonb_populate_record(r, n.over)).* from jsonb_to_recordset($1::jsonb) as n (source uuid, over jsonb) join ${ident(lot.table)} r on r.id = n.source`,
    [
      JSON.stringify(
        moved.map((part) => {
          const amount = textOfUnits(part.amount, scale)
          const over = { id: doors.newId(), account: part.into, entry: part.entry, amount, remaining: amount, deleted_at: null }
          return { source: part.lot, over: { ...over, created_at: doors.now, updated_at: doors.now, version: 1 } }
        }),
      ),
    ],
  )
}

/** Entries and batches of before go back, with what settled or took them back since; what else came later stays. */
const sendBack = async (doors: AccountDoors, ledger: ModelLedger, joined: readonly JoinedAccount[]): Promise<void> => {
  for (const { id, into, entries, lots } of joined) {
    await doors.sql(
      `with recursive back (id) as (
          select e.id from ${ident(ledger.entry.table)} e where e.id = any($1)
          union select e.id from ${ident(ledger.entry.table)} e join back b on e.of = b.id and e.deleted_at is null)
        update ${ident(ledger.entry.table)} e set account = $2, updated_at = $4, version = e.version + 1 from back b where e.id = b.id and e.account = $3`,
      [entries, id, into, doors.now],
    )
    await doors.sql(
      `update ${ident(ledger.lot.table)} set account = $2, updated_at = $4, version = version + 1 where id = any($1) and account = $3`,
      [lots, id, into, doors.now],
    )
  }
  const ids = joined.map((one) => one.id)
  await doors.sql(`update ${ident(ledger.account.table)} set deleted_at = null where id = any($1)`, [ids])
  await recount(doors, ledger, [...new Set([...ids, ...joined.map((one) => one.into)])])
}

/** The way back of {@link joinAccounts}: accounts wake, their entries return, and neither side owes the other. `mark` names the parting. */
export const partAccounts = async (doors: AccountDoors, joined: readonly JoinedAccount[], mark: string): Promise<void> => {
  for (const [name, ofLedger] of Map.groupBy(joined, (one) => one.object)) {
    const ledger = doors.model.ledgers.get(name)
    if (!ledger) continue
    const ids = [...new Set(ofLedger.flatMap((one) => [one.id, one.into]))]
    await doors.sql(`select id from ${ident(ledger.account.table)} where id = any($1) order by id for update`, [ids])
    await sendBack(doors, ledger, ofLedger)
    const sides = await readSides(doors, ledger, ids)
    const { floor = '0', batches } = ledger.definition
    const lowest = floor === null ? null : unitsOf(floor, ledgerScale(ledger.definition))
    const transfers = ofLedger.flatMap(({ id, into }) => {
      const [kept, gone] = [sides.get(into), sides.get(id)]
      return kept && gone ? evenOut(kept, gone, batches !== undefined, lowest) : []
    })
    await writeTransfers(doors, ledger, mark, transfers)
    await recount(doors, ledger, ids)
  }
}
