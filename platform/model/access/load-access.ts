import { type Actor, type ObjectRight, departmentObject, roleObject, staffObject, tableOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Database } from '../../store/db/database.ts'
import {
  type AccessContext,
  everything,
  type Grants,
  keyAccess,
  loadUserAccess,
  nothing,
  systemAccess,
} from './access-context.ts'

const keptMs = 10_000
const keptMax = 5_000
/** Told (with the tenant) after staff, departments, roles or sharing rules changed. */
export const accessChannel = 'lianke_access'
export const accessObjects: ReadonlySet<string> = new Set([staffObject, departmentObject, roleObject])

/** Scopes of a key as a role: `customer.person:read`, `customer.person`, `command:lead.convert`, `*`. */
export const roleOfScopes = (scopes: readonly string[]): Grants => {
  const objects: Record<string, ObjectRight> = {}
  const rights: string[] = []
  for (const scope of scopes) {
    if (scope === '*') {
      objects['*'] = everything
      rights.push('*')
    } else if (scope.startsWith('command:') || !scope.includes('.')) rights.push(scope)
    else {
      const [name = '', action] = scope.split(':')
      const known = objects[name] ?? nothing
      objects[name] = action === undefined ? everything : { ...known, [action]: action === 'create' ? true : 'all' }
    }
  }
  return { objects, rights }
}

interface KeyRow {
  readonly scopes: string[]
  readonly roles: string[]
  /** Objects on which the commands of a key from before keys had roles may act. */
  readonly acting: Record<string, ObjectRight> | null
}

/** What is granted by roles of a tenant that still exist. */
export const grantsOfRoles = async (
  query: (statement: ReturnType<typeof sql>) => Promise<Record<string, unknown>[]>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Grants>> => {
  if (ids.length === 0) return new Map()
  const rows = (await query(
    sql`select id::text as id, objects, rights from ${sql.table(tableOf(roleObject))} where id = any(${[...ids]}::uuid[]) and deleted_at is null`,
  )) as { id: string; objects: Grants['objects'] | null; rights: string[] | null }[]
  return new Map(rows.map(({ id, objects, rights }) => [id, { objects: objects ?? {}, rights: rights ?? [] }]))
}

/** Rights of a key: its roles', and what its scopes name. It is never the system. */
const loadKeyAccess = async (database: Database, tenant: string, actor: Actor): Promise<AccessContext> => {
  const [key] = await database.home.query<KeyRow>({
    text: `select scopes, array(select unnest(roles)::text) as roles, acting from lianke.api_key
      where id = $1::uuid and tenant = $2 and revoked_at is null and (expires_at is null or expires_at > now())`,
    values: [actor.id, tenant],
  })
  if (!key) return keyAccess(actor, [])
  const roles = [...(await grantsOfRoles((statement) => database.query(tenant, statement), key.roles)).values()]
  const grants = [...roles, roleOfScopes(key.scopes)]
  return {
    ...keyAccess(actor, grants),
    roles: keyAccess(actor, roles),
    ...(key.acting ? { acting: keyAccess(actor, [...grants, { objects: key.acting, rights: [] }]) } : {}),
  }
}

/** Keeps what actors may do, per tenant, for a few seconds and until somebody says it changed. */
export const openAccess = async (database: Database) => {
  const kept = new Map<string, { until: number; access: Promise<AccessContext> }>()
  const forget = (tenant: string) => {
    for (const key of kept.keys()) if (tenant === '' || key.startsWith(`${tenant}:`)) kept.delete(key)
  }
  const stop = await database.listen(accessChannel, forget)
  const load = async (tenant: string, actor: Actor): Promise<AccessContext> => {
    if (actor.kind === 'user') return loadUserAccess({ query: (statement) => database.query(tenant, statement) }, actor)
    return loadKeyAccess(database, tenant, actor)
  }
  return {
    async of(tenant: string, actor: Actor): Promise<AccessContext> {
      if (actor.kind === 'system') return systemAccess(actor)
      const key = `${tenant}:${actor.kind}:${actor.id}:${actor.locale ?? ''}`
      const found = kept.get(key)
      if (found && found.until > Date.now()) return found.access
      const access = load(tenant, actor)
      if (kept.size >= keptMax) kept.clear()
      kept.set(key, { until: Date.now() + keptMs, access })
      access.catch(() => kept.delete(key))
      return access
    },
    /** Also when the model changed: what was compiled for these rights goes with them. */
    forget,
    close: stop,
  }
}
