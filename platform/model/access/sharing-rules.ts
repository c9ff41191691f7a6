import type { Database } from '../../store/db/database.ts'
import type { SharingRule } from './access-predicate.ts'

export const rulesMax = 500

/** The tenant's sharing rules that are switched on. */
export const loadSharingRules = (database: Database, tenant: string): Promise<SharingRule[]> =>
  database.query<SharingRule>(tenant, {
    text: `select id, name, object, filter, principals, level from sharing_rule where active order by id limit ${rulesMax}`,
  })
