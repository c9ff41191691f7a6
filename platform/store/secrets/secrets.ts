import { randomBytes } from 'node:crypto'
import { check } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { type CursorSeal, openCursorSeals } from './cursor-seal.ts'
import { lock, masterKeyOf, unlock } from './lock.ts'

/** Envelope encryption: values under a tenant's data key, data keys under the master key made from LIANKE_SECRET. */
export interface Secrets {
  encrypt(tenant: string, plain: string): Promise<string>
  decrypt(tenant: string, sealed: string): Promise<string>
  /** Both directions without waiting, for sets of rows: the tenant's data keys are loaded once. */
  sealer(tenant: string): Promise<Sealer>
  /** Closes the cursors of a tenant's lists. */
  cursors(tenant: string): CursorSeal
  /** Makes a new data key. New values use it once every process knows it ({@link adoptAfterMsDefault}); old values stay readable. */
  rotate(tenant: string): Promise<void>
  /** How many data keys a tenant has, and when the last one was made by a rotation. */
  rotated(tenant: string): Promise<{ readonly keys: number; readonly rotated_at: string | null }>
  /** Wraps every data key under a new master key; run it, then start with the new LIANKE_SECRET. Answers how many. `tenant`: only its keys. */
  rewrap(newSecret: string, tenant?: string): Promise<number>
}
export interface Sealer {
  seal(plain: string): string
  open(sealed: string): string
}

const sealedForm = /^v1\.(\d+)\.(.+)$/
/** Does a text look like what a sealer made? */
export const isSealed = (text: string): boolean => sealedForm.test(text)

interface DataKey {
  readonly id: string
  readonly key: Buffer
  /** From when on new values are sealed with it, by this process's clock. */
  readonly usedFrom: number
}
interface KeyRow {
  age_ms: number
  id: string
  tenant: string
  wrapped: string
}

/**
 * A new key seals nothing before every process has read it: one that met a value under a key it does not know could not open a set of rows.
 * Keys are read again well before that.
 */
const adoptAfterMsDefault = 60_000
const keysKeptMs = 20_000

/** Seals by the newest key that every process knows, opens by the one that a value names. */
const sealerOf = (tenant: string, keys: readonly DataKey[]): Sealer => ({
  seal(plain) {
    const now = Date.now()
    const key = keys.findLast(({ usedFrom }) => usedFrom <= now) ?? keys[0]
    check(key, 'a tenant has a data key')
    return `v1.${key.id}.${lock(key.key, Buffer.from(plain), `value:${tenant}`)}`
  },
  open(sealed) {
    const [, id, text] = sealedForm.exec(sealed) ?? []
    const key = keys.find((each) => each.id === id)
    check(key && text, 'a sealed value names a data key of its tenant')
    return unlock(key.key, text, `value:${tenant}`).toString()
  },
})

/** Where data keys lie, and the master key that they are wrapped under. */
interface KeyStore {
  readonly database: Database
  readonly master: Buffer
  readonly adoptAfterMs: number
}

const addKey = async ({ database, master }: KeyStore, tenant: string, onlyFirst: boolean): Promise<void> => {
  const wrapped = lock(master, randomBytes(32), `key:${tenant}`)
  // Two processes may meet a new tenant at once: the older key wins and both read it.
  await database.home.query({
    text: `insert into lianke.data_key (tenant, wrapped) select $1, $2 ${onlyFirst ? 'where not exists (select 1 from lianke.data_key where tenant = $1)' : ''}`,
    values: [tenant, wrapped],
  })
}

/** The data keys of a tenant, the oldest first; one without any gets its first. */
const readKeys = async (store: KeyStore, tenant: string): Promise<readonly DataKey[]> => {
  const { home } = store.database
  const statement = {
    text: `select id::text, tenant, wrapped, (extract(epoch from clock_timestamp() - created_at) * 1000)::float8 as age_ms
        from lianke.data_key where tenant = $1 order by data_key.id`,
    values: [tenant],
  }
  let rows = await home.query<KeyRow>(statement)
  if (rows.length === 0) {
    await addKey(store, tenant, true)
    rows = await home.query<KeyRow>(statement)
  }
  const now = Date.now()
  return rows.map((row) => ({
    id: row.id,
    key: unlock(store.master, row.wrapped, `key:${tenant}`),
    usedFrom: now - row.age_ms + store.adoptAfterMs,
  }))
}

const rotatedOf = async ({ database }: KeyStore, tenant: string) => {
  const [row] = await database.home.query<{ keys: number; rotated_at: string | null }>({
    text: `select count(*)::int as keys, case when count(*) > 1 then max(created_at) end as rotated_at from lianke.data_key where tenant = $1`,
    values: [tenant],
  })
  return { keys: row?.keys ?? 0, rotated_at: row?.rotated_at ?? null }
}

const rewrapKeys = ({ database, master }: KeyStore, newSecret: string, tenant: string | null): Promise<number> =>
  database.home.transaction(async (tx) => {
    const next = masterKeyOf(newSecret)
    const rows = await tx.query<KeyRow>({
      text: 'select id::text, tenant, wrapped from lianke.data_key where $1::text is null or tenant = $1 for update',
      values: [tenant],
    })
    for (const row of rows) {
      const wrapped = lock(next, unlock(master, row.wrapped, `key:${row.tenant}`), `key:${row.tenant}`)
      await tx.execute({ text: 'update lianke.data_key set wrapped = $2 where id = $1', values: [row.id, wrapped] })
    }
    return rows.length
  })

/** Opens the safe. `secret` is LIANKE_SECRET (at least 16 letters). */
export const openSecrets = (database: Database, secret: string, { adoptAfterMs = adoptAfterMsDefault } = {}): Secrets => {
  check(secret.length >= 16, 'LIANKE_SECRET has at least 16 letters')
  const store: KeyStore = { database, master: masterKeyOf(secret), adoptAfterMs }
  const known = new Map<string, { readonly at: number; readonly keys: Promise<readonly DataKey[]> }>()
  const keysOf = (tenant: string, fresh = false): Promise<readonly DataKey[]> => {
    const cached = fresh ? undefined : known.get(tenant)
    if (cached && Date.now() - cached.at < keysKeptMs) return cached.keys
    const keys = readKeys(store, tenant)
    known.set(tenant, { at: Date.now(), keys })
    keys.catch(() => known.delete(tenant))
    return keys
  }
  const sealer = async (tenant: string) => sealerOf(tenant, await keysOf(tenant))
  return {
    sealer,
    cursors: openCursorSeals(secret),
    encrypt: async (tenant, plain) => (await sealer(tenant)).seal(plain),
    async decrypt(tenant, sealed) {
      const keys = await keysOf(tenant)
      const id = sealed.split('.')[1]
      // Another process may have rotated since.
      const enough = keys.some((key) => key.id === id) ? keys : await keysOf(tenant, true)
      return sealerOf(tenant, enough).open(sealed)
    },
    rotated: (tenant) => rotatedOf(store, tenant),
    async rotate(tenant) {
      // A first key there has to be, or the new one would be the only one and used at once.
      await keysOf(tenant)
      await addKey(store, tenant, false)
      await keysOf(tenant, true)
    },
    rewrap: (newSecret, tenant) => rewrapKeys(store, newSecret, tenant ?? null),
  }
}
