import { type ListQuery, type ListResult, refuse, type Row } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { searchCondition } from './search-condition.ts'
import { after, compileSort, orderBy } from './compile-sort.ts'
import { checkFilter, compileFilter, openScope } from './compile-filter.ts'
import { cursorMark, readCursor, writeCursor } from './cursor.ts'
import type { QueryContext } from './scope.ts'
import { selectFields } from './select-fields.ts'

export const pageDefault = 50
export const pageMax = 200
export const countMax = 10_000

export interface CompiledList {
  readonly statement: RawBuilder<unknown>
  /** Rows as `pg` gives them → the page. */
  readonly page: (rows: readonly Record<string, unknown>[]) => ListResult
}

/** A list question → one statement and the way to read its answer. Refuses what is malformed, unknown or not allowed. */
export const compileList = (context: QueryContext, objectName: string, query: ListQuery, options: { titles: boolean } = { titles: true }): CompiledList => {
  const limit = query.limit ?? pageDefault
  if (!Number.isInteger(limit) || limit < 1 || limit > pageMax) refuse('page.limit_out_of_range', { status: 400, params: { max: pageMax } })
  const scope = openScope(context, objectName, 't')
  const rows = scope.rows(scope.object, 't', 'read')
  const selected = selectFields(scope, query.fields, options)
  const sort = query.sort?.length ? query.sort : [scope.object.definition.sort ?? '-created_at']
  const keys = compileSort(scope, sort)
  const conditions: RawBuilder<boolean>[] = [query.deleted ? sql<boolean>`t.deleted_at is not null` : sql<boolean>`t.deleted_at is null`]
  if (rows) conditions.push(rows)
  if (query.filter !== undefined) conditions.push(compileFilter(scope, checkFilter(query.filter)))
  if (query.search?.trim()) conditions.push(searchCondition(scope.object, query.search, 't'))
  const mark = cursorMark([objectName, sort, query.filter ?? null, query.search ?? null, context.access.actor.id])
  const from = sql`from ${sql.table(scope.object.table)} as t${scope.joins}`
  const where = sql.join(conditions, sql` and `)
  const beyond = query.cursor ? sql` and ${after(scope, keys, readCursor(query.cursor, mark, keys.length))}` : sql``
  const marks = keys.map((key, index) => sql`${key.expression}::text as ${sql.id(`:s${index}`)}`)
  const count = query.count ? [sql`(select count(*) from (select 1 ${from} where ${where} limit ${countMax + 1}) as counted) as ":count"`] : []
  const columns = sql.join([...selected.flatMap((field) => field.columns), ...marks, ...count], sql`, `)
  return {
    statement: sql`select ${columns} ${from} where ${where}${beyond} order by ${orderBy(scope, keys)} limit ${limit + 1}`,
    page: (found) => {
      const kept = found.slice(0, limit)
      const last = kept.at(-1)
      const more = found.length > limit && last
      const counted = Number(found[0]?.[':count'] ?? 0)
      return {
        data: kept.map((row) => Object.fromEntries(selected.map((field) => [field.path, field.decode(row)])) as Row),
        next: more ? writeCursor(mark, { values: keys.map((_, index) => (last[`:s${index}`] ?? null) as string | null), id: last.id as string }) : null,
        ...(query.count ? { count: { value: Math.min(counted, countMax), capped: counted > countMax } } : {}),
      }
    },
  }
}

/** One record by id. `forUpdate` locks the row. */
export const compileGet = (context: QueryContext, objectName: string, id: string, options: { fields?: readonly string[]; titles: boolean; deleted?: boolean; forUpdate?: boolean }) => {
  const scope = openScope(context, objectName, 't')
  const rows = scope.rows(scope.object, 't', 'read')
  const selected = selectFields(scope, options.fields, options)
  const columns = sql.join(selected.flatMap((field) => field.columns), sql`, `)
  const alive = options.deleted ? sql`` : sql` and t.deleted_at is null`
  const seen = rows ? sql` and ${rows}` : sql``
  return {
    statement: sql`select ${columns} from ${sql.table(scope.object.table)} as t${scope.joins} where t.id = ${id}::uuid${alive}${seen}${options.forUpdate ? sql` for update of t` : sql``}`,
    row: (found: Record<string, unknown>) => Object.fromEntries(selected.map((field) => [field.path, field.decode(found)])) as Row,
  }
}

/** Exact number of records, on demand. */
export const compileCount = (context: QueryContext, objectName: string, query: Pick<ListQuery, 'filter' | 'search'>): RawBuilder<unknown> => {
  const scope = openScope(context, objectName, 't')
  const rows = scope.rows(scope.object, 't', 'read') ?? sql<boolean>`true`
  const filter = query.filter === undefined ? sql<boolean>`true` : compileFilter(scope, checkFilter(query.filter))
  const search = query.search?.trim() ? searchCondition(scope.object, query.search, 't') : sql<boolean>`true`
  return sql`select count(*)::int as count from ${sql.table(scope.object.table)} as t${scope.joins} where t.deleted_at is null and ${rows} and ${filter} and ${search}`
}
