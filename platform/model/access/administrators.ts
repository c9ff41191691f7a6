import { roleObject, staffObject, tableOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Connection, Database } from '../../store/db/database.ts'
import type { Model } from '../model/model.ts'
import type { Grants } from './access-context.ts'
import { beyond, fieldsOfModel, whole } from './covers.ts'

interface Bearer {
  readonly account: string
  readonly grants: readonly Grants[]
}

/** Held until the transaction ends: of two who would each remove the other, one waits and is refused. */
export const lockAdministrators = (tenant: string) => ({
  text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))',
  values: [`lianke.administrators:${tenant}`],
})

/** Accounts of the staff who hold everything, as the given connection sees the tenant; whether these may sign in is not asked. */
const wholeBearers = async (connection: Pick<Connection, 'query'>, model: Model): Promise<string[]> => {
  const bearers = await connection.query<Bearer>(sql`
    select s.account, json_agg(json_build_object('objects', coalesce(r.objects, '{}'), 'rights', coalesce(r.rights, '[]'))) as grants
    from ${sql.table(tableOf(staffObject))} s join ${sql.table(tableOf(roleObject))} r on r.id = any(s.roles) and r.deleted_at is null
    where s.deleted_at is null and s.status is distinct from 'left' and s.account is not null
    group by s.id, s.account having bool_or(coalesce(r.rights, '[]')::jsonb ? '*')`)
  const fieldsOf = fieldsOfModel(model)
  return bearers.flatMap(({ account, grants }) => {
    const held = { system: false, grants, rights: new Set(grants.flatMap(({ rights }) => rights)), place: '' }
    return beyond(held, { grants: [whole] }, fieldsOf) === null ? [account] : []
  })
}

interface AdministratorsInput {
  readonly database: Database
  readonly tenant: string
  readonly model: Model
  /** Sees the tenant; a transaction sees what it has written itself. */
  readonly connection?: Pick<Connection, 'query'>
}

/** Accounts that hold everything in a tenant and can sign in. */
export const administratorsOf = async ({ database, tenant, model, connection }: AdministratorsInput): Promise<string[]> => {
  const accounts = await wholeBearers(connection ?? { query: (statement) => database.query(tenant, statement) }, model)
  if (accounts.length === 0) return []
  const rows = await database.home.query<{ id: string }>({
    text: `select u.id from lianke.login u join lianke.membership m on m.account = u.id and m.tenant = $2
      where u.id = any($1) and u.disabled_at is null`,
    values: [accounts, tenant],
  })
  return rows.map(({ id }) => id)
}
