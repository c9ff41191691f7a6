import type { Database, Transaction } from '../db/database.ts'
import { define } from '../schema/define.ts'
import type { FilePlace } from '../files/file-store.ts'
import { keepColdMonth } from './cold-facts.ts'

const monthsAheadMax = 3

interface Month {
  readonly name: string
  readonly from: string
  readonly to: string
}
const monthOf = (year: number, month: number): Month => {
  const from = new Date(Date.UTC(year, month, 1)).toISOString()
  return { name: `fact_${from.slice(0, 4)}_${from.slice(5, 7)}`, from, to: new Date(Date.UTC(year, month + 1, 1)).toISOString() }
}

/** Makes the partitions of this month and the next three. Safe to run at any time and twice. */
export const makeFactPartitions = async (database: Database, tenant: string, now: string): Promise<void> => {
  const start = new Date(now)
  for (let ahead = 0; ahead <= monthsAheadMax; ahead++) {
    const month = monthOf(start.getUTCFullYear(), start.getUTCMonth() + ahead)
    const known = await database.query(tenant, { text: 'select 1 where to_regclass($1) is not null', values: [month.name] })
    if (known.length === 0) await database.transaction(tenant, (tx) => makePartition(tx, month))
  }
}

/** Facts of the month that fell into the default partition move over, or the new partition could not be attached. */
const makePartition = async (tx: Transaction, { name, from, to }: Month): Promise<void> => {
  await define(
    tx,
    `set local lock_timeout to '3s'; lock table fact in share row exclusive mode;
    create table if not exists ${name} (like fact including defaults including constraints including generated);
    alter table ${name} replica identity full;
    with moved as (delete from fact_default where recorded_at >= '${from}' and recorded_at < '${to}' returning ${columns})
      insert into ${name} (${columns}) select ${columns} from moved;
    alter table fact attach partition ${name} for values from ('${from}') to ('${to}')`,
  )
}
const columns = `id, seq, xid, name, object, record, person, payload, before, after, actor_kind, actor, source, cause, hops, stopped, key, occurred_at, recorded_at`

/**
 * Drops months older than the retention that every reader has left behind, and their keys; each lies in a file of the store before.
 * Answers the partitions dropped.
 */
export const dropFactPartitions = async (
  database: Database,
  tenant: string,
  { now, keepMonths, cold }: { readonly now: string; readonly keepMonths: number; readonly cold: FilePlace },
): Promise<string[]> => {
  const oldest = new Date(now)
  const limit = monthOf(oldest.getUTCFullYear(), oldest.getUTCMonth() - keepMonths)
  const partitions = await database.query<{ name: string }>(tenant, {
    text: `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'fact'::regclass and c.relname ~ '^fact_\\d{4}_\\d\\d$' and c.relname < $1 order by 1`,
    values: [limit.name],
  })
  const dropped: string[] = []
  for (const { name } of partitions) {
    const [reading] = await database.query(tenant, {
      text: `select 1 from fact_cursor where (select max_xid from (select xid as max_xid from ${name} order by xid desc limit 1) m)
        >= pg_snapshot_xmin(case when last_seq >= max_seq then to_snapshot else from_snapshot end) limit 1`,
    })
    // A reader that lags a whole retention behind is a fault to mend, not a reason to lose what it has not seen.
    if (reading) break
    await keepColdMonth(database, tenant, cold, name)
    await database.transaction(tenant, (tx) => define(tx, `set local lock_timeout to '3s'; drop table ${name}`))
    dropped.push(name)
  }
  if (dropped.length > 0) {
    await database.transaction(tenant, (tx) =>
      tx.execute({ text: 'delete from fact_key where recorded_at < $1', values: [limit.from] }),
    )
  }
  return dropped
}
