import type { ChannelHost, PostedEnvelope } from '@lianke/kernel'
import { guardedFetch } from '../http/guarded-fetch.ts'
import type { Platform } from '../platform.ts'

export interface ChannelHostGiven {
  readonly platform: Platform
  readonly tenant: string
  /** The inbox: durable when it returns. */
  readonly receive: (tenant: string, envelopes: readonly PostedEnvelope[]) => Promise<unknown>
  readonly log: ChannelHost['log']
  /** Hosts that may be private (a vendor's sandbox on this machine). */
  readonly allowPrivate?: readonly string[]
  readonly now?: () => string
}

/** Values that all processes share: kept sealed in the tenant's schema, made by one at a time. */
const sharedOf = ({ platform, tenant }: ChannelHostGiven, now: () => string): ChannelHost['shared'] => async (key, ttlMs, make, options) => {
  const read = async (query: (statement: { text: string; values: readonly unknown[] }) => Promise<{ sealed: string; made_at: string }[]>) => {
    const [row] = await query({ text: 'select sealed, made_at from channel_shared where key = $1 and expires_at > $2', values: [key, now()] })
    return row
  }
  const asked = now()
  const held = options?.refresh ? undefined : await read((statement) => platform.database.query(tenant, statement))
  if (held) return JSON.parse(await platform.secrets.decrypt(tenant, held.sealed))
  return platform.database.transaction(tenant, async (tx) => {
    await tx.query({ text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`, values: [`${tenant} shared ${key}`] })
    const made = await read((statement) => tx.query(statement))
    // Somebody else made or refreshed it while this one waited for the lock.
    if (made && (!options?.refresh || made.made_at > asked)) return JSON.parse(await platform.secrets.decrypt(tenant, made.sealed))
    const value = await make()
    const sealed = await platform.secrets.encrypt(tenant, JSON.stringify(value))
    await tx.execute({
      text: `insert into channel_shared (key, sealed, made_at, expires_at) values ($1, $2, $3, $3::timestamptz + $4 * interval '1 millisecond')
        on conflict (key) do update set sealed = excluded.sealed, made_at = excluded.made_at, expires_at = excluded.expires_at`,
      values: [key, sealed, now(), Math.max(0, Math.round(ttlMs(value)))],
    })
    return value
  }, { timeoutMs: 60_000 })
}

/** What a channel may ask of the house, for one tenant. */
export const openChannelHost = (given: ChannelHostGiven): ChannelHost => {
  const now = given.now ?? (() => new Date().toISOString())
  return {
    tenant: given.tenant,
    now,
    setting: (name) => given.platform.settings.get(given.tenant, name),
    secret: async (name) => (await given.platform.settings.get<string | null>(given.tenant, name)) || null,
    shared: sharedOf(given, now),
    fetch: guardedFetch({ allowPrivate: given.allowPrivate ?? [] }),
    post: async (envelope) => {
      await given.receive(given.tenant, [envelope])
    },
    log: given.log,
  }
}
