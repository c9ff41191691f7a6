import { isObject, surely, textIn } from '@lianke/kernel'
import { LRUCache } from 'lru-cache'
import type { Database } from '../../store/db/database.ts'
import type { Secrets } from '../../store/secrets/secrets.ts'

interface Kept {
  readonly value: unknown
  readonly until: number
}
const keptMax = 10_000

/** What notes that something was begun. */
const begunIn = (value: unknown): string =>
  surely(isObject(value) ? textIn(value.started_at) : null, 'what was begun has its moment')

/** Notes a set of keys as begun, each once for all processes until it expires. Answers those that were begun before, with their moments. */
export const beginAll = async (
  { database, secrets }: { readonly database: Database; readonly secrets: Secrets },
  tenant: string,
  keys: readonly string[],
  keptMs: number,
): Promise<ReadonlyMap<string, string>> => {
  if (keys.length === 0) return new Map()
  const now = new Date().toISOString()
  const { seal, open } = await secrets.sealer(tenant)
  return database.transaction(tenant, async (tx) => {
    const begun = await tx.query<{ key: string }>({
      text: `insert into shared_value as v (key, sealed, expires_at) select key, $2, $3 from (select distinct unnest($1::text[]) as key) k order by key
        on conflict (key) do update set sealed = excluded.sealed, expires_at = excluded.expires_at where v.expires_at <= now() returning key`,
      values: [keys, seal(JSON.stringify({ started_at: now })), new Date(Date.parse(now) + keptMs).toISOString()],
    })
    const fresh = new Set(begun.map(({ key }) => key))
    const before = keys.filter((key) => !fresh.has(key))
    if (before.length === 0) return new Map()
    const rows = await tx.query<{ key: string; sealed: string }>({
      text: 'select key, sealed from shared_value where key = any($1::text[])',
      values: [before],
    })
    return new Map(rows.map(({ key, sealed }) => [key, begunIn(JSON.parse(open(sealed)))]))
  })
}

/** One value per key for all processes of a tenant, sealed at rest. `make` runs once at a time: whoever comes second waits and reads. */
export const openSharedValues = (database: Database, secrets: Secrets) => {
  const near = new LRUCache<string, Kept>({ max: keptMax })
  const flying = new Map<string, Promise<unknown>>()

  const fetchOrMake = async <T>(
    tenant: string,
    key: string,
    ttlMs: (value: T) => number,
    make: () => Promise<T>,
    refused: unknown,
  ): Promise<T> =>
    database.transaction(
      tenant,
      async (tx) => {
        await tx.execute({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 7))', values: [`${tenant}:${key}`] })
        const [row] = await tx.query<{ sealed: string; expires_at: string }>({
          text: 'select sealed, expires_at from shared_value where key = $1 and expires_at > now()',
          values: [key],
        })
        if (row) {
          const value = JSON.parse(await secrets.decrypt(tenant, row.sealed)) as T
          // Somebody asked for a fresh value, but another process has already made one.
          if (refused === undefined || JSON.stringify(value) !== JSON.stringify(refused)) {
            near.set(`${tenant}:${key}`, { value, until: Date.parse(row.expires_at) })
            return value
          }
        }
        const value = await make()
        const until = Date.now() + ttlMs(value)
        await tx.execute({
          text: `insert into shared_value (key, sealed, expires_at) values ($1, $2, $3) on conflict (key) do update set sealed = excluded.sealed, expires_at = excluded.expires_at`,
          values: [key, await secrets.encrypt(tenant, JSON.stringify(value)), new Date(until).toISOString()],
        })
        near.set(`${tenant}:${key}`, { value, until })
        return value
      },
      { timeoutMs: 60_000 },
    )

  return async <T>(
    tenant: string,
    key: string,
    ttlMs: (value: T) => number,
    make: () => Promise<T>,
    options: { refresh?: boolean } = {},
  ): Promise<T> => {
    const name = `${tenant}:${key}`
    const known = near.get(name)
    if (known && known.until > Date.now() && !options.refresh) return known.value as T
    const inFlight = flying.get(name)
    if (inFlight) return inFlight as Promise<T>
    const work = fetchOrMake(tenant, key, ttlMs, make, options.refresh ? known?.value : undefined).finally(() =>
      flying.delete(name),
    )
    flying.set(name, work)
    return work
  }
}
