import {
  departmentObject,
  type FieldProblem,
  idIn,
  isStaffAccountField,
  type ObjectRight,
  refuse,
  roleObject,
  type Row,
  staffAccountObject,
  staffObject,
  tableOf,
} from '@lianke/kernel'
import { sql } from 'kysely'
import type { Grants } from '../access/access-context.ts'
import { beyond, covers, fieldsOfModel, type Wanted, whole } from '../access/covers.ts'
import { grantsOfRoles } from '../access/load-access.ts'
import type { ModelObject } from '../model/model.ts'
import { malformedGrants } from './malformed-grants.ts'
import type { Unit } from './unit.ts'

/** One row that is made (no `before`), changed, or removed (no `after`). */
export interface Change {
  readonly index: number
  readonly before: Row | null
  readonly after: Row | null
}
type Problems = Map<number, FieldProblem[]>

/** What decides what a member of staff may do, or as whom somebody signs in. */
const powers = ['roles', 'status', 'account', 'department'] as const
/** Accounts on channels among them: one signs in by them. */
const powersOf = (staff: ModelObject | undefined): string[] => [
  ...powers,
  ...[...(staff?.fields.keys() ?? [])].filter(isStaffAccountField),
]
const contents = ['objects', 'rights'] as const

/**
 * Staff, roles and departments say who may do what. Whoever writes there neither gives nor takes more than they hold, through whichever
 * door the write comes: rows beyond that are named as problems, in a bounded number of statements per set.
 */
export const guardDelegation = async (unit: Unit, object: ModelObject, given: () => readonly Change[]): Promise<Problems> => {
  if (unit.access.system || !guarded.has(object.name)) return new Map()
  const changes = given()
  if (object.name === roleObject) return guardRoles(unit, changes)
  if (object.name === staffObject) return guardStaff(unit, changes)
  if (object.name === departmentObject) return guardDepartments(unit, changes)
  if (object.name === staffAccountObject) return guardAccounts(unit, changes)
  return new Map()
}

/** The same for a deletion or its inverse, which is refused whole: 403 `access.beyond_own`. */
export const refuseBeyondOwn = async (unit: Unit, object: ModelObject, given: () => readonly Change[]): Promise<void> => {
  const found = [...(await guardDelegation(unit, object, given)).values()].flat().find(({ code }) => code === 'access.beyond_own')
  if (found) refuse('access.beyond_own', { status: 403, params: found.params })
}

const guarded = new Set<string>([roleObject, staffObject, departmentObject, staffAccountObject])
const same = (before: Row | null, after: Row | null, name: string): boolean =>
  JSON.stringify(before?.[name] ?? null) === JSON.stringify(after?.[name] ?? null)
const touched = ({ before, after }: Change, names: readonly string[]): string | undefined =>
  before === null || after === null ? names[0] : names.find((name) => !same(before, after, name))
const beyondOwn = (path: string, what: string): FieldProblem => ({
  path: `/${path}`,
  code: 'access.beyond_own',
  params: { field: path, what },
})

const guardRoles = (unit: Unit, changes: readonly Change[]): Problems => {
  const problems: Problems = new Map()
  const fieldsOf = fieldsOfModel(unit.model)
  for (const change of changes) {
    const path = touched(change, contents)
    if (!path) continue
    const wrong = change.after ? malformedGrants(change.after) : null
    if (wrong) {
      problems.set(change.index, [wrong])
      continue
    }
    const grants = [change.before, change.after].flatMap((row): Grants[] =>
      row ? [{ objects: (row.objects ?? {}) as Record<string, ObjectRight>, rights: (row.rights ?? []) as string[] }] : [],
    )
    for (const one of grants) {
      const what = beyond(unit.access, { grants: [one] }, fieldsOf)
      if (what) problems.set(change.index, [beyondOwn(path, what)])
    }
  }
  return problems
}

const guardStaff = async (unit: Unit, changes: readonly Change[]): Promise<Problems> => {
  const problems: Problems = new Map()
  const names = powersOf(unit.model.objects.get(staffObject))
  const relevant = changes.flatMap((change) => {
    const path = touched(change, names)
    return path ? [{ ...change, path }] : []
  })
  const rows = relevant.flatMap(({ before, after }) => [before, after].filter((row) => row !== null))
  const [grants, places] = await Promise.all([
    grantsOfRoles((statement) => unit.tx.query(statement), [...new Set(rows.flatMap(rolesOf))]),
    placesOf(
      unit,
      rows.map(({ department }) => department),
    ),
  ])
  const fieldsOf = fieldsOfModel(unit.model)
  const wantedOf = (row: Row): Wanted => ({
    grants: rolesOf(row).flatMap((id) => grants.get(id) ?? []),
    place: places.get(String(row.department)) ?? '',
  })
  for (const { index, before, after, path } of relevant) {
    for (const row of [before, after]) {
      const what = row ? beyond(unit.access, wantedOf(row), fieldsOf) : null
      if (what) problems.set(index, [beyondOwn(path, what)])
    }
  }
  return problems
}
/** Whoever gives or takes an account by which somebody signs in holds as much as both of them. */
const guardAccounts = async (unit: Unit, changes: readonly Change[]): Promise<Problems> => {
  const problems: Problems = new Map()
  const named = changes.flatMap(({ before, after, index }) => {
    if (before && after && same(before, after, 'staff') && same(before, after, 'account')) return []
    return [before, after].flatMap((row) => (row ? [{ index, staff: idIn(row.staff) ?? '' }] : []))
  })
  const ids = [...new Set(named.map(({ staff }) => staff))].filter((id) => id !== '')
  if (ids.length === 0) return problems
  const rows = await unit.tx.query<Row & { id: string }>(
    sql`select id::text as id, roles, department::text as department from ${sql.table(tableOf(staffObject))} where id = any(${ids}::uuid[])`,
  )
  const grants = await grantsOfRoles((statement) => unit.tx.query(statement), [...new Set(rows.flatMap(rolesOf))])
  const places = await placesOf(
    unit,
    rows.map(({ department }) => department),
  )
  for (const { index, staff } of named) {
    const row = rows.find(({ id }) => id === staff)
    const wanted = row && {
      grants: rolesOf(row).flatMap((id) => grants.get(id) ?? []),
      place: places.get(String(row.department)) ?? '',
    }
    const what = wanted ? beyond(unit.access, wanted, fieldsOfModel(unit.model)) : null
    if (what) problems.set(index, [beyondOwn('staff', what)])
  }
  return problems
}
const rolesOf = (row: Row): string[] => (Array.isArray(row.roles) ? row.roles.map(String) : [])

/** Departments' paths; one whose path is not kept yet stands below its parent's. */
const placesOf = async (unit: Unit, departments: readonly unknown[]): Promise<ReadonlyMap<string, string>> => {
  const ids = [...new Set(departments.filter((id) => typeof id === 'string'))]
  if (ids.length === 0) return new Map()
  const table = sql.table(tableOf(departmentObject))
  const found = await unit.tx.query<{ id: string; path: string }>(sql`
    select d.id::text as id, coalesce(d.path, p.path || '/' || d.id, d.id::text) as path
    from ${table} d left join ${table} p on p.id = d.parent where d.id = any(${ids}::uuid[])`)
  return new Map(found.map(({ id, path }) => [id, path]))
}

/** Moving a department moves everybody's reach: not into one's own reach from outside, and the path is kept by the module alone. */
const guardDepartments = async (unit: Unit, changes: readonly Change[]): Promise<Problems> => {
  const problems: Problems = new Map()
  if (covers(unit.access, { grants: [whole] }, fieldsOfModel(unit.model))) return problems
  const moved = changes.filter((change) => change.after && change.before && !same(change.before, change.after, 'parent'))
  const places = await placesOf(
    unit,
    moved.flatMap(({ before, after }) => [before?.parent, after?.parent]),
  )
  const { place, grants } = unit.access
  const wide = grants.some(({ objects }) =>
    Object.values(objects).some((right) => right.read === 'below' || right.update === 'below'),
  )
  const within = (id: unknown) => {
    const at = places.get(String(id)) ?? ''
    return place !== '' && (at === place || at.startsWith(`${place}/`))
  }
  for (const { index, before, after } of moved)
    if (wide && within(after?.parent) && !within(before?.parent))
      problems.set(index, [beyondOwn('parent', 'organisation.department')])
  for (const { index, before, after } of changes)
    if (after && (before ? !same(before, after, 'path') : after.path !== null && after.path !== undefined))
      problems.set(index, [{ path: '/path', code: 'field.not_writable', params: { field: 'path' } }])
  return problems
}
