import { departmentObject, refuse, type UnitOfWork, roleObject, staffObject, tableOf } from '@lianke/kernel'
import { sql } from 'kysely'
import { ask } from './ask.ts'

export const principalKinds = ['user', 'department', 'role'] as const
export type PrincipalKind = (typeof principalKinds)[number]
export interface Principal {
  readonly kind: PrincipalKind
  readonly id: string
}
export interface NamedPrincipal extends Principal {
  readonly title: string | null
}

const tables = {
  user: sql.table(tableOf(staffObject)),
  department: sql.table(tableOf(departmentObject)),
  role: sql.table(tableOf(roleObject)),
}

/** Kind and name of these principals, by id; those that are gone are absent. */
export const namePrincipals = async (work: UnitOfWork, ids: readonly string[]): Promise<ReadonlyMap<string, NamedPrincipal>> => {
  if (ids.length === 0) return new Map()
  const one = (kind: PrincipalKind) =>
    sql`select ${kind}::text as kind, id, name as title from ${tables[kind]} where id = any(${[...new Set(ids)]}::uuid[]) and deleted_at is null`
  const rows = await ask<NamedPrincipal>(work, sql`${one('user')} union all ${one('department')} union all ${one('role')}`)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Refuses `sharing.unknown_principal` unless each exists and is what it is said to be; `path` leads to the list in the input. */
export const checkPrincipals = async (work: UnitOfWork, principals: readonly Principal[], path: string): Promise<void> => {
  const known = await namePrincipals(
    work,
    principals.map(({ id }) => id),
  )
  const problems = principals.flatMap(({ kind, id }, index) =>
    known.get(id)?.kind === kind ? [] : [{ path: `${path}/${index}`, code: 'sharing.unknown_principal' }],
  )
  if (problems.length > 0) refuse('input.invalid', { problems })
}

/** How many active colleagues these principals are: themselves, members of departments and all below, holders of roles. */
export const countPeople = async (work: UnitOfWork, ids: readonly string[]): Promise<number> => {
  const [row] = await ask<{ people: number }>(
    work,
    sql`select count(*)::float8 as people from ${tables.user} s left join ${tables.department} d on d.id = s.department
    where s.deleted_at is null and s.status is distinct from 'left'
      and (s.id = any(${[...ids]}::uuid[]) or string_to_array(d.path, '/') && ${[...ids]}::text[] or s.roles && ${[...ids]}::uuid[])`,
  )
  return row?.people ?? 0
}
