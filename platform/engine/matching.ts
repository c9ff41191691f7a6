import { type Filter, personObject } from '@lianke/kernel'
import { sql } from 'kysely'
import { systemAccess } from '../access/access-context.ts'
import type { Connection } from '../db/database.ts'
import type { Model } from '../model/model.ts'
import { checkFilter, compileFilter, openScope } from '../query/index.ts'

const personsPerStatementMax = 1000

/** Which of these persons a filter tree has, asked of PostgreSQL: one statement per thousand persons. Merged-away persons match nothing. */
export const matchingPersons = async (
  connection: Connection, given: { readonly model: Model; readonly now: string; readonly zone: string }, persons: readonly string[], filter: unknown,
): Promise<Set<string>> => {
  const matched = new Set<string>()
  const checked: Filter = checkFilter(filter)
  for (let at = 0; at < persons.length; at += personsPerStatementMax) {
    const scope = openScope({
      model: given.model, access: systemAccess({ kind: 'system', id: 'engine' }), rules: [],
      filter: { now: given.now, zone: given.zone, me: null, team: [], teamAndBelow: [] },
    }, personObject, 'p')
    const where = compileFilter(scope, checked)
    const rows = await connection.query<{ id: string }>(sql`select p.id from ${sql.table(scope.object.table)} as p${scope.joins}
      where p.id = any(${persons.slice(at, at + personsPerStatementMax)}::uuid[]) and p.deleted_at is null and p.merged_into is null and ${where}`)
    for (const row of rows) matched.add(row.id)
  }
  return matched
}
