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
  /** New values use a new data key from now on; old values stay readable. */
  rotate(tenant: string): Promise<void>
  /** Wraps every data key under a new master key; run it, then start with the new LIANKE_SECRET. Answers how many. `tenant`: only its keys. */
  rewrap(newSecret: string, tenant?: string): Promise<number>
}
export interface Sealer {
  seal(plain: string): string
  open(sealed: string): string
}

interface DataKey {
  readonly id: string
  readonly key: Buffer
}
interface KeyRow {
  id: string
  tenant: string
  wrapped: string
}

/** Opens the safe. `secret` is LIANKE_SECRET (at least 16 letters). */
export const openSecrets = (database: Database, secret: string): Secrets => {
  check(secret.length >= 16, 'LIANKE_SECRET has at least 16 letters')
  const master = masterKeyOf(secret)
  const known = new Map<string, Promise<readonly DataKey[]>>()

  const addKey = async (tenant: string, onlyFirst: boolean) => {
    const wrapped = lock(master, randomBytes(32), `key:${tenant}`)
    // Two processes may meet a new tenant at once: the older key wins and both read it.
    await database.home.query({
      text: `insert into lianke.data_key (tenant, wrapped) select $1, $2 ${onlyFirst ? 'where not exists (select 1 from lianke.data_key where tenant = $1)' : ''}`,
      values: [tenant, wrapped],
    })
  }
  const read = async (tenant: string): Promise<readonly DataKey[]> => {
    const statement = {
      text: 'select id::text, tenant, wrapped from lianke.data_key where tenant = $1 order by data_key.id',
      values: [tenant],
    }
    let rows = await database.home.query<KeyRow>(statement)
    if (rows.length === 0) {
      await addKey(tenant, true)
      rows = await database.home.query<KeyRow>(statement)
    }
    return rows.map((row) => ({ id: row.id, key: unlock(master, row.wrapped, `key:${tenant}`) }))
  }
  const keysOf = (tenant: string, fresh = false): Promise<readonly DataKey[]> => {
    const cached = fresh ? undefined : known.get(tenant)
    if (cached) return cached
    const loading = read(tenant)
    known.set(tenant, loading)
    loading.catch(() => known.delete(tenant))
    return loading
  }
  const sealerOf = (tenant: string, keys: readonly DataKey[]): Sealer => ({
    seal(plain) {
      const key = keys.at(-1)
      check(key, 'a tenant has a data key')
      return `v1.${key.id}.${lock(key.key, Buffer.from(plain), `value:${tenant}`)}`
    },
    open(sealed) {
      const [, id, text] = /^v1\.(\d+)\.(.+)$/.exec(sealed) ?? []
      const key = keys.find((each) => each.id === id)
      check(key && text, 'a sealed value names a data key of its tenant')
      return unlock(key.key, text, `value:${tenant}`).toString()
    },
  })
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
    async rotate(tenant) {
      await addKey(tenant, false)
      await keysOf(tenant, true)
    },
    rewrap: (newSecret, tenant) =>
      database.home.transaction(async (tx) => {
        const next = masterKeyOf(newSecret)
        const rows = await tx.query<KeyRow>({
          text: 'select id::text, tenant, wrapped from lianke.data_key where $1::text is null or tenant = $1 for update',
          values: [tenant ?? null],
        })
        for (const row of rows) {
          const wrapped = lock(next, unlock(master, row.wrapped, `key:${row.tenant}`), `key:${row.tenant}`)
          await tx.execute({ text: 'update lianke.data_key set wrapped = $2 where id = $1', values: [row.id, wrapped] })
        }
        return rows.length
      }),
  }
}
