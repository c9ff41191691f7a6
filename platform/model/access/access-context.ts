import {
  type Actor,
  type ObjectAction,
  type ObjectRight,
  type Scope,
  departmentObject,
  own,
  roleObject,
  staffObject,
  tableOf,
} from '@lianke/kernel'
import { sql } from 'kysely'
import type { Connection } from '../../store/db/database.ts'
import type { ModelObject } from '../model/model.ts'

/** What a role (or an API key of its own) gives. */
export interface Grants {
  readonly objects: Readonly<Record<string, ObjectRight>>
  readonly rights: readonly string[]
}
/** What one actor may do, read once and kept for a few seconds. */
export interface AccessContext {
  readonly actor: Actor
  /** Staff id of a signed-in user. */
  readonly me: string | null
  readonly department: string | null
  /** Ids of the departments from the root down to the actor's own, joined by '/'; empty without one. */
  readonly place: string
  /** All that was granted, one entry per role. */
  readonly grants: readonly Grants[]
  /** Staff ids of the same department, and of it and all below. `me` is in both. */
  readonly team: readonly string[]
  readonly teamAndBelow: readonly string[]
  /** Who a grant or sharing rule may name for this actor: staff, departments upward, roles. */
  readonly principals: readonly string[]
  readonly rights: ReadonlySet<string>
  /** True: every right on everything (engines, the installation). */
  readonly system: boolean
  /** Of an API key with roles: what these alone give. Its scopes do not open commands by the rights they stand for. */
  readonly roles?: AccessContext
  /** Of an API key made before keys had roles: what its commands act with. */
  readonly acting?: AccessContext
  object(name: string): ObjectRight
}

export const nothing: ObjectRight = { read: 'none', update: 'none', delete: 'none', create: false }
export const everything: ObjectRight = { read: 'all', update: 'all', delete: 'all', create: true, import: true, export: true }
export const scopeOrder: readonly Scope[] = ['none', 'own', 'team', 'below', 'all']
const wider = (a: Scope, b: Scope): Scope => (scopeOrder.indexOf(a) >= scopeOrder.indexOf(b) ? a : b)

/** Fields hidden by one role and shown by another are shown: rights add up. */
const addRights = (a: ObjectRight, b: ObjectRight): ObjectRight => {
  const fields: Record<string, 'hidden' | 'read' | 'masked'> = {}
  for (const name of Object.keys(a.fields ?? {})) {
    const left = a.fields?.[name]
    const right = b.fields?.[name]
    if (left && right) fields[name] = left === right ? left : [left, right].includes('read') ? 'read' : 'masked'
  }
  return {
    read: wider(a.read, b.read),
    update: wider(a.update, b.update),
    delete: wider(a.delete, b.delete),
    create: a.create || b.create,
    import: Boolean(a.import || b.import),
    export: Boolean(a.export || b.export),
    fields,
  }
}

/** The rights of several roles together; `*` stands for objects a role does not name. */
export const rightsOf = (roles: readonly Pick<Grants, 'objects'>[]) => {
  const known = new Map<string, ObjectRight>()
  return (object: string): ObjectRight => {
    const found = known.get(object)
    if (found) return found
    const given = roles.flatMap((role) => own(role.objects, object) ?? role.objects['*'] ?? [])
    const right = given.length === 0 ? nothing : given.reduce(addRights)
    known.set(object, right)
    return right
  }
}

/** The system passes every permission. */
export const systemAccess = (actor: Actor): AccessContext => ({
  actor,
  me: null,
  department: null,
  place: '',
  grants: [{ objects: { '*': everything }, rights: ['*'] }],
  team: [],
  teamAndBelow: [],
  principals: [],
  rights: new Set(['*']),
  system: true,
  object: () => everything,
})

/** What an API key may do: it is nobody's colleague, so that only the scope `all` reaches records. */
export const keyAccess = (actor: Actor, grants: readonly Grants[]): AccessContext => ({
  actor,
  me: null,
  department: null,
  place: '',
  grants,
  team: [],
  teamAndBelow: [],
  principals: [],
  rights: new Set(grants.flatMap((grant) => grant.rights)),
  system: false,
  object: rightsOf(grants),
})

interface StaffRow {
  id: string
  department: string | null
  path: string | null
  roles: string[] | null
  status: string | null
}

const staffTable = sql.table(tableOf(staffObject))
const departmentTable = sql.table(tableOf(departmentObject))
const roleTable = sql.table(tableOf(roleObject))

/** Reads a staff member's rights in two statements. A staff member who has left may do nothing. */
export const loadUserAccess = async (connection: Pick<Connection, 'query'>, actor: Actor): Promise<AccessContext> => {
  const [staff] = await connection.query<StaffRow>(sql`
    select s.id, s.department, d.path, s.roles, s.status from ${staffTable} s left join ${departmentTable} d on d.id = s.department
    where s.id = ${actor.id} and s.deleted_at is null`)
  if (!staff || staff.status === 'left') return keyAccess(actor, [])
  const roleIds = staff.roles ?? []
  const path = staff.path ?? ''
  const [{ roles, team, below }] = (await connection.query(sql`select
    (select coalesce(json_agg(json_build_object('id', id, 'objects', objects, 'rights', rights)), '[]') from ${roleTable}
      where id = any(${roleIds}::uuid[]) and deleted_at is null) as roles,
    (select coalesce(array_agg(id), '{}') from ${staffTable} where department = ${staff.department} and deleted_at is null) as team,
    (select coalesce(array_agg(s.id), '{}') from ${staffTable} s join ${departmentTable} d on d.id = s.department
      where d.path like ${`${path.replace(/[%_\\]/g, '\\$&')}%`} and ${path !== ''} and s.deleted_at is null) as below`)) as unknown as [
    {
      roles: { id: string; objects: Record<string, ObjectRight> | null; rights: string[] | null }[]
      team: string[]
      below: string[]
    },
  ]
  const mine = [staff.id]
  const grants = roles.map((role) => ({ objects: role.objects ?? {}, rights: role.rights ?? [] }))
  return {
    actor,
    me: staff.id,
    department: staff.department,
    place: path,
    grants,
    team: [...new Set([...mine, ...team])],
    teamAndBelow: [...new Set([...mine, ...team, ...below])],
    principals: [staff.id, ...path.split('/').filter(Boolean), ...roleIds],
    rights: new Set(grants.flatMap((grant) => grant.rights)),
    system: false,
    object: rightsOf(grants),
  }
}

/** The scope of one action; creation, import and export are yes or no. */
export const scopeOf = (access: AccessContext, object: string, action: ObjectAction): Scope => {
  const right = access.object(object)
  if (action === 'create' || action === 'import' || action === 'export') return right[action] ? 'all' : 'none'
  return right[action]
}

/** Whether there can be any record of the object that the actor may read. */
export const mayReadAny = (access: AccessContext, object: ModelObject): boolean =>
  access.system || Boolean(object.definition.access?.everyone) || scopeOf(access, object.name, 'read') !== 'none'

/** Named right, held by a role or by the system. */
export const hasRight = (access: Pick<AccessContext, 'rights'>, right: string): boolean =>
  access.rights.has('*') || access.rights.has(right)
