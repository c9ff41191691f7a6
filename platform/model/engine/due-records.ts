import { type Filter, heldTraits, personObject, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../../store/db/database.ts'
import { checkFilter, compileFilter, type SelectScope } from '../query/index.ts'
import { engineScope, type EngineAsking } from './matching.ts'

/** Which values of a date field are due: those of one day, anniversaries of days (`02-29`), those of a span of moments. */
export type DueDates =
  | { readonly kind: 'day'; readonly day: string; readonly from: string; readonly to: string }
  | { readonly kind: 'yearly'; readonly days: readonly string[] }
  | { readonly kind: 'span'; readonly after: string; readonly upTo: string }

interface Due {
  readonly object: string
  /** A field of dates or moments, and which of its values are looked for. */
  readonly on?: { readonly field: string; readonly dates: DueDates }
  readonly filter?: unknown
  /** Ids behind this one. */
  readonly after: string | null
  readonly limit: number
}

const isDue = (scope: SelectScope, zone: string, { field: path, dates }: NonNullable<Due['on']>): RawBuilder<unknown> => {
  const { alias, name, field } = scope.find(path, 'filter')
  const { time } = heldTraits(field)
  if (time === undefined) refuse('filter.unknown_field', { params: { field: path } })
  const column = sql.ref(`${alias}.${name}`)
  const day = time === 'day' ? column : sql`(${column} at time zone ${zone})::date`
  if (dates.kind === 'yearly') return sql`to_char(${day}, 'MM-DD') = any(${[...dates.days]}::text[])`
  if (dates.kind === 'span') {
    const moment = time === 'day' ? sql`(${column}::timestamp at time zone ${zone})` : column
    return sql`${moment} > ${dates.after}::timestamptz and ${moment} <= ${dates.upTo}::timestamptz`
  }
  return time === 'day'
    ? sql`${column} = ${dates.day}::date`
    : sql`${column} >= ${dates.from}::timestamptz and ${column} < ${dates.to}::timestamptz`
}

/**
 * Records of an object that a condition has and whose date is due, by id, a set at a time, each with the person whose it is. Refuses `filter.*` and
 * `object.unknown`.
 */
export const dueRecords = async (
  connection: Connection,
  given: EngineAsking,
  { object, on, filter, after, limit }: Due,
): Promise<{ readonly id: string; readonly person: string | null }[]> => {
  const scope = engineScope(given, object)
  const { person } = scope.object.definition
  const checked: Filter | null = filter === undefined || filter === null ? null : checkFilter(filter)
  const where = [
    sql`p.deleted_at is null`,
    ...(object === personObject ? [sql`p.merged_into is null`] : []),
    ...(after === null ? [] : [sql`p.id > ${after}::uuid`]),
    ...(on ? [isDue(scope, given.zone, on)] : []),
    ...(checked ? [compileFilter(scope, checked)] : []),
  ]
  return connection.query(
    sql`select p.id, ${person === undefined ? sql`null::uuid` : sql.ref(`p.${person}`)} as person from ${sql.table(scope.object.table)} as p${scope.joins}
      where ${sql.join(where, sql` and `)} order by p.id limit ${limit}`,
  )
}
