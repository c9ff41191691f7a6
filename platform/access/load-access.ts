import { type Actor, type ObjectRight, departmentObject, roleObject, staffObject } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { type AccessContext, keyAccess, loadUserAccess, systemAccess } from './access-context.ts'

const keptMs = 10_000
const keptMax = 5_000
/** Told (with the tenant) after staff, departments, roles or sharing rules changed. */
export const accessChannel = 'lianke_access'
export const accessObjects: ReadonlySet<string> = new Set([staffObject, departmentObject, roleObject])

/** Scopes of a key as a role: `customer.person:read`, `customer.person`, `command:lead.convert`, `*`. */
export const roleOfScopes = (scopes: readonly string[]): { objects: Record<string, ObjectRight>; rights: string[] } => {
  const objects: Record<string, ObjectRight> = {}
  const rights: string[] = []
  const all: ObjectRight = { read: 'all', update: 'all', delete: 'all', create: true, import: true, export: true }
  const none: ObjectRight = { read: 'none', update: 'none', delete: 'none', create: false }
  for (const scope of scopes) {
    if (scope === '*') {
      objects['*'] = all
      rights.push('*')
    } else if (scope.startsWith('command:') || !scope.includes('.')) rights.push(scope)
    else {
      const [name = '', action] = scope.split(':')
      const known = objects[name] ?? none
      objects[name] = action === undefined ? all : { ...known, [action]: action === 'create' ? true : 'all' }
    }
  }
  return { objects, rights }
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
    const [key] = await database.home.query<{ scopes: string[] }>({
      text: 'select scopes from lianke.api_key where id = $1::uuid and tenant = $2 and revoked_at is null',
      values: [actor.id, tenant],
    })
    return keyAccess(actor, roleOfScopes(key?.scopes ?? []))
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
