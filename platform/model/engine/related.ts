import type { Filter } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../../store/db/database.ts'
import { asksEvents, withoutEvents } from '../query/asks-events.ts'
import { checkFilter, compileFilter } from '../query/index.ts'
import { type EngineAsking, engineScope } from './matching.ts'

interface RelatedAsked {
  readonly object: string
  /** Field by which they point to the records of `of`; null: all that match, under the key ''. */
  readonly via: string | null
  readonly of: readonly string[]
  readonly filter: Filter | null
  /** At most so many for each. */
  readonly limit: number
}

/** Those that may be meant, whatever they did: what they did is asked of all of them at once. */
const maybe = (given: EngineAsking, { object, via, of }: RelatedAsked, filter: Filter): RawBuilder<unknown> => {
  const scope = engineScope(given, object)
  const link = via === null ? null : scope.find(via, 'filter')
  const linked = link ? sql`${sql.ref(`${link.alias}.${link.name}`)} = any(${[...of]}::uuid[])` : sql`true`
  const rest = withoutEvents(filter)
  const where = rest ? compileFilter(scope, rest) : sql`true`
  return sql`select p.id from ${sql.table(scope.object.table)} as p${scope.joins} where ${linked} and p.deleted_at is null and ${where}`
}

/** Records that point to these by a field, or all that match: one statement. Refuses `object.unknown` and what a filter names that is not there. */
export const relatedRecords = async (
  connection: Connection,
  given: EngineAsking,
  asked: RelatedAsked,
): Promise<Map<string, string[]>> => {
  const { object, via, of, limit } = asked
  const filter = checkFilter(asked.filter ?? { and: [] })
  const scope = engineScope(given, object, asksEvents(filter) ? maybe(given, asked, filter) : undefined)
  const where = compileFilter(scope, filter)
  const found = via === null ? null : scope.find(via, 'filter')
  const link = found && sql.ref(`${found.alias}.${found.name}`)
  const owner = link ?? sql`''`
  const linked = link ? sql`${link} = any(${[...of]}::uuid[])` : sql`true`
  const rows = await connection.query<{ id: string; owner: string }>(
    sql`select id, owner from (
        select p.id, ${owner} as owner, row_number() over (partition by ${owner} order by p.id) as place
        from ${sql.table(scope.object.table)} as p${scope.joins} where ${linked} and p.deleted_at is null and ${where}) r
      where place <= ${limit} order by owner, id`,
  )
  const related = new Map<string, string[]>()
  for (const row of rows) related.set(row.owner, [...(related.get(row.owner) ?? []), row.id])
  return related
}
