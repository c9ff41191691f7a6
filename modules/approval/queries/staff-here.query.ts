import { idIn, tableOf, type UnitOfWork } from '@lianke/kernel'
import { department, managersOfStaff, role, staff } from '@lianke/organisation/contract'
import { absence } from '../objects/absence.object.ts'
import { standInOf } from '../rules/stand-in.rule.ts'

const membersMax = 200

/** Members of a role who work here, in a fixed order. */
export const membersOfRole = async (work: UnitOfWork, id: string): Promise<readonly string[]> => {
  const { data } = await work.system.records.list(staff, {
    filter: {
      and: [
        { field: 'roles', op: 'any_of', value: [id] },
        { field: 'status', op: 'eq', value: 'active' },
      ],
    },
    fields: ['id'],
    sort: ['id'],
    limit: membersMax,
  })
  return data.map((one) => one.id)
}

/** Who holds everything here. */
export const administratorsHere = async (work: UnitOfWork): Promise<readonly string[]> => {
  const rows = await work.sql<{ id: string }>(
    `select s.id from ${tableOf(staff.name)} s join ${tableOf(role.name)} r on r.id = any(s.roles) and r.deleted_at is null
      where s.deleted_at is null and s.status is distinct from 'left' and coalesce(r.rights, '[]')::jsonb ? '*'
      group by s.id order by s.id limit 20`,
  )
  return rows.map(({ id }) => id)
}

/** The heads of departments: of a named one, or of each of these colleagues' own. */
export const headsOf = async (
  work: UnitOfWork,
  ids: readonly string[],
  named: string | null,
): Promise<(id: string) => string | null> => {
  const { records } = work.system
  const people = named ? new Map() : await records.find(staff, [...new Set(ids)], { fields: ['department'] })
  const departmentOf = (id: string): string | null => named ?? idIn(people.get(id)?.department)
  const heads = await records.find(department, [...new Set(named ? [named] : ids.flatMap((id) => departmentOf(id) ?? []))], {
    fields: ['manager'],
  })
  return (id) => idIn(heads.get(departmentOf(id) ?? '')?.manager)
}

/** Which of these colleagues still work here. */
export const atWork = async (work: UnitOfWork, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const found = await work.system.records.find(staff, [...new Set(ids)], { fields: ['status'] })
  return new Set([...found].flatMap(([id, { status }]) => (status === 'left' ? [] : [id])))
}

/** Who decides for whom today, of those who are away. */
export const standInsToday = async (work: UnitOfWork): Promise<(id: string) => string> => {
  const rows = await work.sql<{ who: string; stand_in: string }>(
    `select distinct on (a.owner) a.owner as who, a.stand_in from ${tableOf(absence.name)} a
        join ${tableOf(staff.name)} s on s.id = a.stand_in and s.status is distinct from 'left' and s.deleted_at is null
      where a.deleted_at is null and a.owner is not null and ($1::timestamptz at time zone $2)::date between a."from" and a.until
      order by a.owner, a.created_at desc, a.id desc`,
    [work.now, work.zone],
  )
  return standInOf(rows.map(({ who, stand_in }) => ({ who, standIn: stand_in })))
}

/** Of colleagues who were to be asked, who is asked now: of one who has left meanwhile, whoever leads him. */
export const askedNow = async (work: UnitOfWork, ids: readonly string[]): Promise<(id: string) => string> => {
  const managerOf = await managersOfStaff(work, [...new Set(ids)])
  const here = await atWork(work, [...ids, ...ids.flatMap((id) => managerOf(id) ?? [])])
  return (id) => [id, managerOf(id)].find((one): one is string => one !== null && here.has(one)) ?? id
}
