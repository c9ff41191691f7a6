import { departmentObject, roleObject, staffObject, tableOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { Http } from './host.ts'

interface AccountStaff {
  readonly id: string
  readonly name: string
  readonly status: string | null
  readonly department: string | null
  readonly roles: readonly string[]
}

/** Whose sign-ins these are: the staff record of each account, its department and roles by name, in one statement. */
export const staffOfAccounts = async (
  http: Http,
  tenant: string,
  accounts: readonly string[],
): Promise<ReadonlyMap<string, AccountStaff>> => {
  if (accounts.length === 0 || !(await http.platform.model(tenant)).objects.has(staffObject)) return new Map()
  const rows = await http.platform.database.query<AccountStaff & { account: string }>(
    tenant,
    sql`select s.account, s.id::text as id, s.name, s.status, d.name as department,
        array(select r.name from ${sql.table(tableOf(roleObject))} r where r.id = any(s.roles) and r.deleted_at is null order by r.name collate "zh-x-icu") as roles
      from ${sql.table(tableOf(staffObject))} s left join ${sql.table(tableOf(departmentObject))} d on d.id = s.department and d.deleted_at is null
      where s.account = any(${[...accounts]}) and s.deleted_at is null`,
  )
  return new Map(rows.map(({ account, ...staff }) => [account, staff]))
}
