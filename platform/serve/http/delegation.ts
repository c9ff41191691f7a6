import { departmentObject, refuse, roleObject, type UnitOfWork, staffObject, tableOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Grants } from '../../model/access/access-context.ts'
import { administratorsOf } from '../../model/access/administrators.ts'
import { beyond, covers, fieldsOfModel, type Wanted } from '../../model/access/covers.ts'
import { roleOfScopes } from '../../model/access/load-access.ts'
import type { Account } from '../auth/accounts.ts'
import type { Model } from '../../model/model/model.ts'
import type { Caller } from './caller.ts'
import type { Http } from './host.ts'

/** Refuses `access.beyond_own` (403) where the caller holds less than that, and says what. */
export const refuseBeyond = async (http: Http, caller: Caller, wanted: readonly Wanted[]): Promise<void> => {
  const [access, model] = await Promise.all([
    http.platform.access(caller.tenant, caller.actor),
    http.platform.model(caller.tenant),
  ])
  const fieldsOf = fieldsOfModel(model)
  for (const one of wanted) {
    const what = beyond(access, one, fieldsOf)
    if (what) refuse('access.beyond_own', { status: 403, params: { what } })
  }
}

/** Roles of the tenant that the caller may hand on. */
export const rolesToHandOn = async (http: Http, caller: Caller): Promise<{ id: string; name: string }[]> => {
  const [access, model] = await Promise.all([
    http.platform.access(caller.tenant, caller.actor),
    http.platform.model(caller.tenant),
  ])
  if (!model.objects.has(roleObject)) return []
  const rows = await http.platform.database.query<{ id: string; name: string } & Grants>(
    caller.tenant,
    sql`select id::text as id, name, coalesce(objects, '{}') as objects, coalesce(rights, '[]') as rights
      from ${sql.table(tableOf(roleObject))} where deleted_at is null order by created_at, id limit 500`,
  )
  const fieldsOf = fieldsOfModel(model)
  return rows
    .filter(({ objects, rights }) => covers(access, { grants: [{ objects, rights }] }, fieldsOf))
    .map(({ id, name }) => ({ id, name }))
}

/** What staff hold, also those who have left: one statement. */
const wantedOfStaff = async (http: Http, tenant: string, by: 'account' | 'id', value: string): Promise<Wanted[]> => {
  if (!(await http.platform.model(tenant)).objects.has(staffObject)) return []
  const rows = await http.platform.database.query<{ place: string; grants: Grants[] }>(
    tenant,
    sql`select coalesce(d.path, '') as place, coalesce((select json_agg(json_build_object('objects', coalesce(r.objects, '{}'), 'rights', coalesce(r.rights, '[]')))
        from ${sql.table(tableOf(roleObject))} r where r.id = any(s.roles) and r.deleted_at is null), '[]') as grants
      from ${sql.table(tableOf(staffObject))} s left join ${sql.table(tableOf(departmentObject))} d on d.id = s.department
      where ${by === 'id' ? sql`s.id = ${value}::uuid` : sql`s.account = ${value}`} limit 20`,
  )
  return rows.map(({ place, grants }) => ({ place, grants }))
}

/** Refuses to touch the sign-in of somebody who holds more than the caller, or who administers the installation. */
export const refuseBeyondAccount = async (http: Http, caller: Caller, account: Account): Promise<void> => {
  if (account.installation && !caller.session?.installation)
    refuse('access.beyond_own', { status: 403, params: { what: 'installation' } })
  await refuseBeyond(http, caller, await wantedOfStaff(http, caller.tenant, 'account', account.id))
}
/** Refuses to give a sign-in to, or take it from, a member of staff who holds more than the caller. */
export const refuseBeyondStaff = async (http: Http, caller: Caller, staff: string): Promise<void> =>
  refuseBeyond(http, caller, await wantedOfStaff(http, caller.tenant, 'id', staff))

/** Refuses `access.last_administrator` where nobody else of the tenant holds everything and can sign in. Asked under the lock of administrators. */
export const refuseLastAdministrator = async (http: Http, tenant: string, account: string): Promise<void> => {
  const { database } = http.platform
  const administrators = await administratorsOf({ database, tenant, model: await http.platform.model(tenant) })
  if (administrators.includes(account) && administrators.length === 1) refuse('access.last_administrator', { status: 409 })
}

/** Scopes of a key as the rights that a person needs to hand them on: a command's scope is the right the command names. */
export const grantsOfScopes = (model: Model, scopes: readonly string[]): Grants[] => {
  const commands = scopes.flatMap((scope) => {
    const name = scope.startsWith('command:') ? scope.slice('command:'.length) : null
    return name === null ? [] : name === '*' ? [...model.commands.values()] : [model.commands.get(name) ?? refuseCommand(name)]
  })
  const ofCommands = commands.map(({ may }): Grants => {
    if (typeof may === 'string') return { objects: {}, rights: [may] }
    const { action } = may
    const least = { read: 'none', update: 'none', delete: 'none', create: false } as const
    return {
      objects: { [may.object]: { ...least, [action]: ['read', 'update', 'delete'].includes(action) ? 'own' : true } },
      rights: [],
    }
  })
  // Whoever may make keys may let a page report what visitors do.
  const plain = scopes.filter((scope) => !scope.startsWith('command:') && scope !== 'collect')
  return [roleOfScopes(plain), ...ofCommands]
}
const refuseCommand = (name: string): never =>
  refuse('input.invalid', { problems: [{ path: '/scopes', code: 'command.unknown', params: { command: name } }] })

/** Staff records of the tenant that an account is tied to. */
export const staffOfAccount = async (work: UnitOfWork, account: string): Promise<readonly string[]> => {
  const tied = await work.system.records.list(staffObject, {
    filter: { field: 'account', op: 'eq', value: account },
    fields: ['id'],
    limit: 20,
  })
  return tied.data.map(({ id }) => id)
}
