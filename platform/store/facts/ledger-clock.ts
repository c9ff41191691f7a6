import type { Connection } from '../db/database.ts'

/**
 * What everybody has committed, this transaction apart: facts it may still write count as unseen. Asked in a statement without a table,
 * so that on Citus the coordinator answers, whose transactions are written on the facts; a worker counts its own.
 */
export const ledgerClock = async (connection: Pick<Connection, 'query'>): Promise<string> => {
  // A snapshot does not list its own transaction among the running ones.
  const [row] = await connection.query<{ now: string }>({
    text: `select pg_snapshot_xmin(s)::text || ':' || pg_snapshot_xmax(s)::text || ':' || coalesce((
        select string_agg(v::text, ',' order by v) from (
          select pg_snapshot_xip(s) as v union select x where x >= pg_snapshot_xmin(s) and x < pg_snapshot_xmax(s)) running), '') as now
      from (select pg_current_snapshot() as s, pg_current_xact_id() as x) mine`,
  })
  return row?.now ?? '1:1:'
}
