import { sql } from 'kysely'
import type { ModelLedger } from '../model/model.ts'
import type { Ask } from './ledger-store.ts'

/** Where what is kept beside the entries is not what they add up to. */
export interface LedgerDifference {
  readonly account: string
  readonly what: 'balance' | 'held' | 'awaited' | 'batches' | 'lot' | 'orphan'
  readonly kept: string
  readonly counted: string
}
export interface LedgerProof {
  readonly ledger: string
  readonly accounts: number
  readonly entries: number
  /** At most a hundred are named. */
  readonly differences: readonly LedgerDifference[]
}
const namedMax = 100

/**
 * Recounts a whole ledger from its entries in one statement (one snapshot, so that postings made meanwhile do not matter): balances, what is
 * held and reserved, what is left of every batch and hold.
 */
export const proveLedger = async (ask: Ask, ledger: ModelLedger): Promise<LedgerProof> => {
  const [account, entry, lot] = [ledger.account, ledger.entry, ledger.lot].map((object) => sql.table(object.table))
  const batches = ledger.definition.batches !== undefined
  const [row] = await ask<{ accounts: number; entries: number; differences: LedgerDifference[] | null }>(sql`
    with sums as (
      select account, sum(amount) as balance, sum(held) as held, sum(awaited) as awaited, count(*) as entries from ${entry} where deleted_at is null group by account),
    moved as (
      select t.lot, sum(t.amount) as amount from ${entry} e, json_to_recordset(case when json_typeof(e.lots::json) = 'array' then e.lots::json else '[]'::json end) as t(lot uuid, amount numeric)
      where e.lots is not null group by t.lot),
    lots as (
      select l.account, l.kind, l.remaining, case l.kind when 'batch' then l.amount + coalesce(m.amount, 0)
          when 'hold' then case when exists (select 1 from ${entry} s where s.of = l.entry and s.deleted_at is null) then 0 else l.amount end end as counted
      from ${lot} l left join moved m on m.lot = l.id),
    left_over as (
      select account, coalesce(sum(remaining) filter (where kind = 'batch'), 0) as batches,
        coalesce(-sum(remaining) filter (where kind = 'hold' and remaining < 0), 0) as held,
        coalesce(sum(remaining) filter (where kind = 'hold' and remaining > 0), 0) as awaited
      from lots group by account),
    kept as (
      select a.id, a.balance, a.held, a.awaited, coalesce(s.balance, 0) as balance_counted, coalesce(s.held, 0) as held_counted,
        coalesce(s.awaited, 0) as awaited_counted, coalesce(o.batches, 0) as batches, coalesce(o.held, 0) as held_left, coalesce(o.awaited, 0) as awaited_left
      from ${account} a left join sums s on s.account = a.id left join left_over o on o.account = a.id where a.deleted_at is null),
    found as (
      select id as account, 'balance' as what, balance::text as kept, balance_counted::text as counted from kept where balance <> balance_counted
      union all select id, 'held', held::text, held_counted::text from kept where held <> held_counted or held <> held_left
      union all select id, 'awaited', awaited::text, awaited_counted::text from kept where awaited <> awaited_counted or awaited <> awaited_left
      union all select id, 'batches', batches::text, balance_counted::text from kept where ${batches} and batches <> balance_counted
      union all select account, 'lot', remaining::text, counted::text from lots where remaining <> counted
      union all select s.account, 'orphan', '0', s.balance::text from sums s where not exists (select 1 from ${account} a where a.id = s.account and a.deleted_at is null))
    select (select count(*)::int from kept) as accounts, (select coalesce(sum(entries), 0)::float8 from sums) as entries,
      (select json_agg(f) from (select * from found order by account, what limit ${namedMax}) f) as differences`)
  return {
    ledger: ledger.name,
    accounts: row?.accounts ?? 0,
    entries: row?.entries ?? 0,
    differences: row?.differences ?? [],
  }
}
