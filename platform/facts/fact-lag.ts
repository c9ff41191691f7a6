import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../db/database.ts'

export interface ReaderLag { readonly reader: string; readonly facts: number; readonly seconds: number; readonly dead: number; readonly error: string | null }

/** How far each reader is behind: facts not yet handled, age of the oldest of them, facts put aside. */
export const factLag = (database: Database, tenant: string): Promise<ReaderLag[]> =>
  database.query<ReaderLag>(tenant, {
    text: `select c.reader, sum(w.facts)::float8 as facts, coalesce(extract(epoch from clock_timestamp() - min(w.oldest)), 0)::float8 as seconds,
        (select count(*) from fact_dead d where d.reader = c.reader and d.error is not null)::float8 as dead, max(c.error) as error
      from fact_cursor c cross join lateral (
        select count(*) as facts, min(recorded_at) as oldest from (
          (select f.recorded_at from fact f where c.last_seq < c.max_seq and f.seq > c.last_seq and f.seq <= c.max_seq
            and f.slot % c.shards = c.shard and pg_visible_in_snapshot(f.xid, c.to_snapshot) and not pg_visible_in_snapshot(f.xid, c.from_snapshot))
          union all
          (select f.recorded_at from fact f where f.xid >= pg_snapshot_xmax(c.to_snapshot) and f.slot % c.shards = c.shard)
          union all
          (select f.recorded_at from fact f where f.xid = any (array(select pg_snapshot_xip(c.to_snapshot))) and f.slot % c.shards = c.shard)
        ) behind) w
      group by c.reader order by c.reader`,
  })

/** Registers `lianke_fact_lag_facts`, `…_seconds` and `lianke_fact_dead`, read when they are scraped. */
export const lagMetrics = (registry: Registry, database: Database, tenants: () => Promise<readonly string[]>): void => {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['tenant', 'reader'], registers: [registry] })
  const seconds = gauge('lianke_fact_lag_seconds', 'Age of the oldest fact a reader has not handled')
  const dead = gauge('lianke_fact_dead', 'Facts a reader could not handle')
  new Gauge({
    name: 'lianke_fact_lag_facts', help: 'Facts a reader has not handled', labelNames: ['tenant', 'reader'], registers: [registry],
    async collect() {
      for (const tenant of await tenants()) {
        for (const lag of await factLag(database, tenant)) {
          const labels = { tenant, reader: lag.reader }
          this.set(labels, lag.facts)
          seconds.set(labels, lag.seconds)
          dead.set(labels, lag.dead)
        }
      }
    },
  })
}
