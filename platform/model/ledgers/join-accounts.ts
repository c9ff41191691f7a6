import { type LedgerDefinition, linkOf } from '@lianke/kernel'
import { ident } from '../../store/db/sql.ts'
import type { Model, ModelLedger } from '../model/model.ts'
import { countsIn } from './ledger-amount.ts'

/** What moving accounts needs of a transaction. */
export interface AccountDoors {
  readonly sql: <R = Record<string, unknown>>(text: string, params?: readonly unknown[]) => Promise<R[]>
  readonly model: Model
  readonly now: string
  readonly newId: () => string
}
/** An account that was poured into another one, with all that must be known to part them again. */
export interface JoinedAccount {
  /** The object of the ledger's balances, and its field that named who went away. */
  readonly object: string
  readonly via: string
  /** The account that gave way. */
  readonly id: string
  readonly gone: string
  readonly into: string
  readonly entries: readonly string[]
  readonly lots: readonly string[]
}
interface AccountRow {
  readonly id: string
  readonly account_key: string
  readonly of: string
}

/** Ledgers whose accounts stand on records of an object, with the field that says so. */
const ledgersOn = (model: Model, object: string): { ledger: ModelLedger; via: string; place: number }[] =>
  [...model.ledgers.values()].flatMap((ledger) =>
    Object.entries(ledger.definition.account).flatMap(([via, field], place) =>
      linkOf(field) === object ? [{ ledger, via, place }] : [],
    ),
  )

/** Sums of money have a part in the tenant's own currency, which is the amount itself or not known. */
const withBase = (definition: LedgerDefinition, column: string, value: string): string =>
  countsIn(definition) === 'money'
    ? `${column} = ${value}, ${column}_base = case when a.${column}_base is null then null else ${value} end`
    : `${column} = ${value}`

/** Balances of these accounts as their entries say: one statement. */
export const recount = async (
  doors: AccountDoors,
  { definition, account, entry }: ModelLedger,
  ids: readonly string[],
): Promise<void> => {
  const set = ['balance', 'held', 'awaited'].map((column) => withBase(definition, column, `s.${column}`)).join(', ')
  await doors.sql(
    `update ${ident(account.table)} a set ${set}, updated_at = $2, version = a.version + 1
      from (select i.id, coalesce(sum(e.amount), 0) as balance, coalesce(sum(e.held), 0) as held, coalesce(sum(e.awaited), 0) as awaited
        from unnest($1::uuid[]) as i (id) left join ${ident(entry.table)} e on e.account = i.id and e.deleted_at is null group by i.id) s
      where a.id = s.id`,
    [ids, doors.now],
  )
}

const keyWith = (key: string, place: number, id: string): string => {
  const parts: unknown[] = JSON.parse(key)
  return JSON.stringify(parts.map((part, at) => (at === place ? id : part)))
}

/** Makes the accounts of who stays that there were none of: like those that give way, at nought. */
const makeLike = async (
  doors: AccountDoors,
  { account }: ModelLedger,
  made: readonly { source: string; over: object }[],
): Promise<void> => {
  if (made.length === 0) return
  const table = ident(account.table)
  await doors.sql(
    `insert into ${table} select (jsonb_populate_record(r, n.over)).* from jsonb_to_recordset($1::jsonb) as n (source uuid, over jsonb) join ${table} r on r.id = n.source`,
    [JSON.stringify(made)],
  )
}

const joinLedger = async (
  doors: AccountDoors,
  { ledger, via, place }: { ledger: ModelLedger; via: string; place: number },
  keptOf: ReadonlyMap<string, string>,
): Promise<JoinedAccount[]> => {
  const rows = await doors.sql<AccountRow>(
    `select id, account_key, ${ident(via)} as of from ${ident(ledger.account.table)} where ${ident(via)} = any($1) and deleted_at is null order by id for update`,
    [[...new Set([...keptOf.keys(), ...keptOf.values()])]],
  )
  const target = new Map(rows.filter((row) => !keptOf.has(row.of)).map((row) => [row.account_key, row.id]))
  const made: { source: string; over: object }[] = []
  const moves = rows.flatMap((row) => {
    const kept = keptOf.get(row.of)
    if (kept === undefined) return []
    const key = keyWith(row.account_key, place, kept)
    const into = target.get(key) ?? doors.newId()
    if (!target.has(key)) {
      target.set(key, into)
      const nought = { balance: 0, held: 0, awaited: 0 }
      const base = countsIn(ledger.definition) === 'money' ? { balance_base: 0, held_base: 0, awaited_base: 0 } : {}
      const fresh = { id: into, [via]: kept, account_key: key, version: 1, created_at: doors.now, updated_at: doors.now }
      made.push({ source: row.id, over: { ...fresh, ...nought, ...base } })
    }
    return [{ from: row.id, into, gone: row.of }]
  })
  if (moves.length === 0) return []
  await makeLike(doors, ledger, made)
  const pairs = [moves.map((move) => move.from), moves.map((move) => move.into)]
  const entries = await doors.sql<{ id: string; from: string }>(
    `update ${ident(ledger.entry.table)} e set account = m.target, updated_at = $3, version = e.version + 1 from unnest($1::uuid[], $2::uuid[]) as m (source, target)
      where e.account = m.source and e.deleted_at is null returning e.id, m.source as from`,
    [...pairs, doors.now],
  )
  const sourceOf = new Map(entries.map((row) => [row.id, row.from]))
  const intoOf = new Map(moves.map((move) => [move.from, move.into]))
  const lots = await doors.sql<{ id: string; entry: string }>(
    `update ${ident(ledger.lot.table)} l set account = m.target, updated_at = $3, version = l.version + 1 from unnest($1::uuid[], $2::uuid[]) as m (entry, target)
      where l.entry = m.entry returning l.id, l.entry`,
    [entries.map((row) => row.id), entries.map((row) => intoOf.get(row.from)), doors.now],
  )
  const entriesFrom = Map.groupBy(entries, (row) => row.from)
  const lotsFrom = Map.groupBy(lots, (row) => sourceOf.get(row.entry))
  await recount(doors, ledger, [...new Set(pairs.flat())])
  await doors.sql(`update ${ident(ledger.account.table)} set deleted_at = $2 where id = any($1)`, [pairs[0], doors.now])
  return moves.map(({ from, into, gone }) => ({
    object: ledger.name,
    via,
    id: from,
    gone,
    into,
    entries: (entriesFrom.get(from) ?? []).map((row) => row.id),
    lots: (lotsFrom.get(from) ?? []).map((row) => row.id),
  }))
}

/**
 * Two records became one: accounts of the one that went away pour into those of the one that stays. Entries keep their history and count
 * where they are now; a balance stays the sum of its entries. A bounded number of statements per ledger.
 */
export const joinAccounts = async (
  doors: AccountDoors,
  object: string,
  pairs: readonly { kept: string; gone: string }[],
): Promise<JoinedAccount[]> => {
  const keptOf = new Map(pairs.map((pair) => [pair.gone, pair.kept]))
  const joined: JoinedAccount[] = []
  for (const on of ledgersOn(doors.model, object)) joined.push(...(await joinLedger(doors, on, keptOf)))
  return joined
}
