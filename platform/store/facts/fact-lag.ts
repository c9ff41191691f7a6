import { Gauge, type Registry } from 'prom-client'
import type { Database } from '../db/database.ts'

export interface ReaderLag {
  readonly reader: string
  readonly facts: number
  readonly seconds: number
  readonly dead: number
  readonly error: string | null
  /** When a batch that failed is tried again. */
  readonly retry_at: string | null
}

/** A mirror that is built anew has the whole ledger before it; nobody needs that counted every few seconds. */
const countMax = 100_000

/** How far each reader is behind: facts not yet handled (up to a bound per window), age of the oldest of them, facts put aside. */
export const factLag = (database: Database, tenant: string): Promise<ReaderLag[]> =>
  database.query<ReaderLag>(tenant, {
    text: `select c.reader, sum(w.facts)::float8 as facts, coalesce(extract(epoch from clock_timestamp() - min(w.oldest)), 0)::float8 as seconds,
        (select count(*) from fact_dead d where d.reader = c.reader and d.error is not null)::float8 as dead, max(c.error) as error,
        min(c.retry_at) filter (where c.retry_at > clock_timestamp()) as retry_at
      from fact_cursor c cross join lateral (
        select count(*) as facts, min(recorded_at) as oldest from (
          (select f.recorded_at from fact f where c.last_seq < c.max_seq and f.seq > c.last_seq and f.seq <= c.max_seq
            and f.slot % c.shards = c.shard and pg_visible_in_snapshot(f.xid, c.to_snapshot) and not pg_visible_in_snapshot(f.xid, c.from_snapshot) order by f.seq limit ${countMax})
          union all
          (select f.recorded_at from fact f where f.xid >= pg_snapshot_xmax(c.to_snapshot) and f.slot % c.shards = c.shard order by f.xid, f.seq limit ${countMax})
          union all
          (select f.recorded_at from fact f where f.xid = any (array(select pg_snapshot_xip(c.to_snapshot))) and f.slot % c.shards = c.shard)
        ) behind) w
      group by c.reader order by c.reader`,
  })

const sameScrapeMs = 500
/** Companies asked at once: figures are nobody's hurry, and take no session from who works. */
const askedAtOnce = 4

/**
 * Registers `lianke_fact_lag_facts`, `…_seconds` and `lianke_fact_dead`, read from the ledger when they are scraped. A company that does not
 * answer is counted in `lianke_fact_lag_unknown` and takes no figure of the others along.
 */
export const lagMetrics = (registry: Registry, database: Database, tenants: () => Promise<readonly string[]>): void => {
  interface Answer {
    readonly lags: (ReaderLag & { tenant: string })[]
    unknown: number
  }
  let asked: { readonly at: number; readonly answer: Promise<Answer> } | null = null
  const ask = async (): Promise<Answer> => {
    const found: Answer = { lags: [], unknown: 0 }
    const waiting = [...(await tenants())]
    const lane = async () => {
      for (let tenant = waiting.pop(); tenant !== undefined; tenant = waiting.pop()) {
        const own = tenant
        await factLag(database, own).then(
          (lags) => void found.lags.push(...lags.map((lag) => ({ ...lag, tenant: own }))),
          () => void found.unknown++,
        )
      }
    }
    await Promise.all(Array.from({ length: askedAtOnce }, lane))
    return found
  }
  // The three figures of one scrape are one question.
  const answer = () => {
    if (!asked || Date.now() - asked.at > sameScrapeMs) asked = { at: Date.now(), answer: ask() }
    return asked.answer
  }
  const gauge = (name: string, help: string, of: (lag: ReaderLag) => number) => {
    // Registered anew by whoever opens the product last in this process (tests open it often).
    registry.removeSingleMetric(name)
    new Gauge({
      name,
      help,
      labelNames: ['tenant', 'reader'],
      registers: [registry],
      async collect() {
        for (const lag of (await answer()).lags) this.set({ tenant: lag.tenant, reader: lag.reader }, of(lag))
      },
    })
  }
  gauge('lianke_fact_lag_facts', 'Facts a reader has not handled', ({ facts }) => facts)
  gauge('lianke_fact_lag_seconds', 'Age of the oldest fact a reader has not handled', ({ seconds }) => seconds)
  gauge('lianke_fact_dead', 'Facts a reader could not handle', ({ dead }) => dead)
  registry.removeSingleMetric('lianke_fact_lag_unknown')
  new Gauge({
    name: 'lianke_fact_lag_unknown',
    help: 'Companies whose readers could not be asked',
    registers: [registry],
    async collect() {
      this.set((await answer()).unknown)
    },
  })
}
