import { createHash, randomBytes } from 'node:crypto'
import { refuse } from '@lianke/kernel'
import { LRUCache } from 'lru-cache'
import { atMost } from '../http/at-most.ts'
import { v7 as uuid } from 'uuid'
import type { Database } from '../../store/db/database.ts'

/** `*`, `customer.person`, `customer.person:read`, `command:lead.convert`, `collect`. */
export type Scope = string
export const scopePattern =
  /^(\*|collect|[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*(:(read|create|update|delete))?|command:(\*|[a-z][a-z0-9_]*\.[a-z][a-z0-9_.]*))$/

export interface ApiKey {
  readonly id: string
  readonly tenant: string
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Roles whose rights it has beside its scopes. */
  readonly roles: readonly string[]
  readonly expires_at: string | null
  readonly revoked_at: string | null
}
type KeyAsMade = Pick<ApiKey, 'id' | 'name' | 'scopes' | 'roles'>
interface NewKey {
  readonly tenant: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly roles?: readonly string[]
  readonly expiresAt: string | null
  readonly by: string | null
}
export interface ApiKeys {
  /**
   * The key of a bearer token. Refuses 401: `key.malformed`, `key.unknown`, `key.revoked`, `key.expired`. `beforeLookUp` is called when
   * the store must be asked, which a key or a wrong one that was asked for lately does not need; it may refuse.
   */
  find(token: string, beforeLookUp?: () => void): Promise<ApiKey>
  make(input: NewKey): Promise<{ id: string; key: string }>
  list(tenant: string): Promise<readonly Record<string, unknown>[]>
  /** One key as it was made. Refuses `key.not_found`. */
  get(tenant: string, id: string): Promise<KeyAsMade>
  /** Refuses `key.not_found`. */
  revoke(tenant: string, id: string): Promise<void>
  close(): Promise<void>
}

const channel = 'lianke_key'
/** Only the random part is hashed, so that a key under another tenant's name is told apart from none. */
const hashOf = (token: string) =>
  createHash('sha256')
    .update(token.slice(token.lastIndexOf('_') + 1))
    .digest()
const tokenPattern = /^lk_([a-z][a-z0-9_]{0,30})_([A-Za-z0-9-]{43})$/
/** Letters of base64url without the underscore, so that the tenant ends where the last underscore stands. */
const randomPart = () => randomBytes(32).toString('base64url').replaceAll('_', '-')

/** May a key with these scopes do `action` on `object`? */
export const scopeAllows = (scopes: readonly Scope[], object: string, action: 'read' | 'create' | 'update' | 'delete'): boolean =>
  scopes.some((scope) => scope === '*' || scope === object || scope === `${object}:${action}`)
export const scopeAllowsCommand = (scopes: readonly Scope[], command: string): boolean =>
  scopes.some((scope) => scope === '*' || scope === 'command:*' || scope === `command:${command}`)

/** The key of a hash where its company is served, marked as used; null where there is none. */
const readKey = async (database: Database, hash: Buffer): Promise<ApiKey | null> => {
  const [row] = await database.home.query<ApiKey>({
    text: `select id::text, tenant, name, scopes, array(select unnest(roles)::text) as roles, expires_at, revoked_at from lianke.api_key
        where hash = $1 and exists (select 1 from lianke.tenant t where t.id = tenant and t.paused_at is null)`,
    values: [hash],
  })
  if (row && !row.revoked_at)
    await database.home.query({ text: 'update lianke.api_key set used_at = now() where hash = $1', values: [hash] })
  return row ?? null
}

/** The tenant in the text is for people and routing; what is stored decides. */
const refuseUnfit = (key: ApiKey, tenant: string): void => {
  if (key.tenant !== tenant) refuse('key.foreign_tenant', { status: 401 })
  if (key.revoked_at) refuse('key.revoked', { status: 401 })
  if (key.expires_at && Date.parse(key.expires_at) <= Date.now())
    refuse('key.expired', { status: 401, params: { at: key.expires_at } })
}

const makeKey = async (
  { home }: Database,
  { tenant, name, scopes, roles = [], expiresAt, by }: NewKey,
): Promise<{ id: string; key: string }> => {
  const key = `lk_${tenant}_${randomPart()}`
  const id = uuid()
  await home.query({
    text: 'insert into lianke.api_key (id, tenant, name, hash, hint, scopes, roles, expires_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    values: [id, tenant, name, hashOf(key), key.slice(-4), scopes, roles, expiresAt, by],
  })
  return { id, key }
}

const listKeys = ({ home }: Database, tenant: string): Promise<Record<string, unknown>[]> =>
  home.query({
    text: `select id::text, name, hint, scopes, array(select unnest(roles)::text) as roles, created_at, expires_at, revoked_at, used_at from lianke.api_key where tenant = $1 order by created_at desc limit 1000`,
    values: [tenant],
  })

const getKey = async ({ home }: Database, tenant: string, id: string): Promise<KeyAsMade> => {
  const [row] = await home.query<KeyAsMade>({
    text: `select id::text, name, scopes, array(select unnest(roles)::text) as roles from lianke.api_key where tenant = $1 and id = $2`,
    values: [tenant, id],
  })
  return row ?? refuse('key.not_found', { status: 404 })
}

const revokeKey = async ({ home }: Database, tenant: string, id: string): Promise<void> => {
  const rows = await home.query({
    text: 'update lianke.api_key set revoked_at = coalesce(revoked_at, now()) where tenant = $1 and id = $2 returning id',
    values: [tenant, id],
  })
  if (rows.length === 0) refuse('key.not_found', { status: 404 })
}

/** Opens the keys of all tenants. Only hashes are stored; a lookup is cached for a minute or until somebody revokes. */
export const openApiKeys = async (database: Database): Promise<ApiKeys> => {
  const cache = new LRUCache<string, ApiKey>({ max: 5_000, ttl: 60_000 })
  /** Tokens that are no key: a page that goes on with a wrong one costs no statement. */
  const unknown = new LRUCache<string, true>({ ...atMost(20_000), ttl: 60_000 })
  const forget = (): void => {
    cache.clear()
    unknown.clear()
  }
  const stop = await database.listen(channel, forget)
  const changed = (tenant: string): Promise<void> => {
    forget()
    return database.notify(channel, tenant)
  }
  return {
    async find(token, beforeLookUp) {
      const tenant = tokenPattern.exec(token)?.[1]
      if (!tenant) refuse('key.malformed', { status: 401 })
      if (unknown.has(token)) refuse('key.unknown', { status: 401 })
      let key = cache.get(token)
      if (!key) {
        beforeLookUp?.()
        const found = await readKey(database, hashOf(token))
        if (!found) {
          unknown.set(token, true)
          return refuse('key.unknown', { status: 401 })
        }
        key = found
        // Also one that was revoked or ran out: whoever goes on with it is told from memory.
        cache.set(token, key)
      }
      refuseUnfit(key, tenant)
      return key
    },
    async make(input) {
      const made = await makeKey(database, input)
      await changed(input.tenant)
      return made
    },
    list: (tenant) => listKeys(database, tenant),
    get: (tenant, id) => getKey(database, tenant, id),
    async revoke(tenant, id) {
      await revokeKey(database, tenant, id)
      await changed(tenant)
    },
    close: stop,
  }
}
