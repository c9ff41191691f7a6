import { type Filter, heldTraits, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { Connection } from '../../store/db/database.ts'
import { checkFilter, compileFilter, type SelectScope } from '../query/index.ts'
import { asksEvents, withoutEvents } from '../query/asks-events.ts'
import { engineScope, type EngineAsking, matchingRecords } from './matching.ts'

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

interface DueFound {
  readonly records: readonly { readonly id: string; readonly person: string | null }[]
  /** The last record that was looked at; null: there are no more behind it. */
  readonly last: string | null
}

/**
 * Records of an object that a condition has and whose date is due, by id, a set at a time, each with the person whose it is. What people did is asked
 * of those alone whom all else lets in, as one question. Refuses `filter.*` and `object.unknown`.
 */
export const dueRecords = async (connection: Connection, given: EngineAsking, asked: Due): Promise<DueFound> => {
  const { object, on, filter, after, limit } = asked
  const scope = engineScope(given, object)
  const { person } = scope.object.definition
  const checked: Filter | undefined = filter === undefined || filter === null ? undefined : checkFilter(filter)
  const byEvents = checked !== undefined && asksEvents(checked)
  const inRow = byEvents ? withoutEvents(checked) : checked
  const where = [
    sql`p.deleted_at is null`,
    ...(scope.object.fields.has('merged_into') ? [sql`p.merged_into is null`] : []),
    ...(after === null ? [] : [sql`p.id > ${after}::uuid`]),
    ...(on ? [isDue(scope, given.zone, on)] : []),
    ...(inRow ? [compileFilter(scope, inRow)] : []),
  ]
  const found = await connection.query<DueFound['records'][number]>(
    sql`select p.id, ${person === undefined ? sql`null::uuid` : sql.ref(`p.${person}`)} as person from ${sql.table(scope.object.table)} as p${scope.joins}
      where ${sql.join(where, sql` and `)} order by p.id limit ${limit}`,
  )
  const last = found.length === limit ? (found.at(-1)?.id ?? null) : null
  if (!byEvents || found.length === 0) return { records: found, last }
  const did = await matchingRecords(
    connection,
    given,
    object,
    found.map(({ id }) => id),
    checked,
  )
  return { records: found.filter(({ id }) => did.has(id)), last }
}
