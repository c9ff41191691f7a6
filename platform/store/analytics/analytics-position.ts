import type { Connection } from '../db/database.ts'
import { analyticsReader } from './analytics-reader.ts'

/**
 * The moment up to which the analytics store holds all that the ledger says: when the oldest fact that it lacks was written, or now. Ask it before
 * the store is asked: what is concluded from the answer is right for that moment at least.
 */
export const analyticsPosition = async (connection: Pick<Connection, 'query'>): Promise<string> => {
  const [row] = await connection.query<{ at: string }>({
    text: `select least(clock_timestamp(), (
        select min(recorded_at) from fact_cursor c cross join lateral (
          (select f.recorded_at from fact f where c.last_seq < c.max_seq and f.seq > c.last_seq and f.seq <= c.max_seq
            and pg_visible_in_snapshot(f.xid, c.to_snapshot) and not pg_visible_in_snapshot(f.xid, c.from_snapshot) order by f.seq limit 1)
          union all
          (select f.recorded_at from fact f where f.xid >= pg_snapshot_xmax(c.to_snapshot) order by f.xid, f.seq limit 1)
          union all
          (select f.recorded_at from fact f where f.xid = any (array(select pg_snapshot_xip(c.to_snapshot))))
        ) behind where c.reader = $1),
      case when not exists (select 1 from fact_cursor where reader = $1) then (select min(recorded_at) from fact) end) as at`,
    values: [analyticsReader],
  })
  return row?.at ?? new Date(0).toISOString()
}
