import { type Filter, type ListQuery, type ListResult, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { compilePlan } from '../../store/db/compile.ts'
import { searchCondition } from './search-condition.ts'
import { after, compileSort, defaultSort, orderBy } from './compile-sort.ts'
import { checkFilter } from './check-filter.ts'
import { namedRecords } from './asks-events.ts'
import { compileFilter, openScope } from './compile-filter.ts'
import { cursorMark, readCursor, writeCursor } from './cursor.ts'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import { momentKey, momentOfRules, planned } from './plan-cache.ts'
import type { QueryContext } from './scope.ts'
import { sealedOf, selectFields, shownRow } from './select-fields.ts'

export const pageDefault = 50
export const pageMax = 200
export const countMax = 10_000

export const cappedCount = (counted: number) => ({ value: Math.min(counted, countMax), capped: counted > countMax })

interface CompiledList {
  readonly statement: { readonly text: string; readonly values: readonly unknown[] }
  /** Rows as `pg` gives them → the page. */
  readonly page: (rows: readonly Record<string, unknown>[]) => ListResult
  /** Names under which rows hold ciphertext, where the options say that it will be opened. */
  readonly sealed: readonly string[]
}

interface ListOptions {
  readonly titles: boolean
  /** Largest page, where it is not one that somebody turns. */
  readonly max?: number
  readonly cursors: CursorSeal
  readonly opens?: boolean
  /** The records it is of, where the filter was decided elsewhere. */
  readonly among?: readonly string[]
  /** Found by the search, where the index says too much for the one who asks. */
  readonly sifted?: readonly string[] | undefined
  /** Asked instead of the filter, to which its cursors still belong. */
  readonly instead?: Filter
}

/** A list question → one statement and the way to read its answer. Refuses what is malformed, unknown or not allowed. */
export const compileList = (context: QueryContext, objectName: string, query: ListQuery, options: ListOptions): CompiledList => {
  // Before anything walks the tree: a hostile one is 20,000 levels deep.
  if (query.filter !== undefined) checkFilter(query.filter)
  if (query.cursor || context.access.system || options.among || options.instead || options.sifted)
    return compileListNow(context, objectName, query, options)
  const { now } = context.filter
  const asked = JSON.stringify(['list', objectName, query, options.titles, options.opens ?? false, options.max ?? null])
  const key = `${asked} ${momentKey(asked, now)} ${momentOfRules(context.rules, now)}`
  return planned(context.access, key, () => compileListNow(context, objectName, query, options))
}

const compileListNow = (context: QueryContext, objectName: string, query: ListQuery, options: ListOptions): CompiledList => {
  const limit = query.limit ?? pageDefault
  const max = options.max ?? pageMax
  if (!Number.isInteger(limit) || limit < 1 || limit > max) refuse('page.limit_out_of_range', { status: 400, params: { max } })
  const asked = options.instead ?? query.filter
  const filter = asked === undefined ? undefined : checkFilter(asked)
  const scope = openScope(context, objectName, 't', filter && namedRecords(filter))
  const rows = scope.rows(scope.object, 't', 'read')
  const selected = selectFields(scope, query.fields, options)
  const sort = query.sort?.length ? query.sort : query.forUpdate ? ['id'] : defaultSort(scope)
  const keys = compileSort(scope, sort)
  const conditions: RawBuilder<boolean>[] = [
    query.deleted ? sql<boolean>`t.deleted_at is not null` : sql<boolean>`t.deleted_at is null`,
  ]
  if (rows) conditions.push(rows)
  if (options.among) conditions.push(sql<boolean>`t.id = any(${options.among}::uuid[])`)
  else if (filter) conditions.push(compileFilter(scope, filter))
  if (query.search?.trim())
    conditions.push(
      searchCondition(context, scope.object, query.search, { alias: 't', sifted: options.sifted, deleted: query.deleted }),
    )
  const mark = cursorMark([objectName, sort, query.filter ?? null, query.search ?? null, context.access.actor.id])
  const from = sql`from ${sql.table(scope.object.table)} as t${scope.joins}`
  const where = sql.join(conditions, sql` and `)
  const beyond = query.cursor
    ? sql` and ${after(scope, keys, readCursor(options.cursors, query.cursor, mark, keys.length))}`
    : sql``
  const marks = keys.map((key, index) => sql`${key.expression}::text as ${sql.id(`:s${index}`)}`)
  const count = query.count
    ? [sql`(select count(*) from (select 1 ${from} where ${where} limit ${countMax + 1}) as counted) as ":count"`]
    : []
  const columns = sql.join([...selected.flatMap((field) => field.columns), ...marks, ...count], sql`, `)
  return {
    sealed: sealedOf(selected),
    statement: compilePlan(
      sql`select ${columns} ${from} where ${where}${beyond} order by ${orderBy(scope, keys)} limit ${limit + 1}${query.forUpdate ? sql` for update of t` : sql``}`,
    ),
    page: (found) => {
      const kept = found.slice(0, limit)
      const last = kept.at(-1)
      const more = found.length > limit && last
      const counted = Number(found[0]?.[':count'] ?? 0)
      return {
        data: kept.map((row) => shownRow(selected, row)),
        next: more
          ? writeCursor(options.cursors, mark, {
              values: keys.map((_, index) => (last[`:s${index}`] ?? null) as string | null),
              id: last.id as string,
            })
          : null,
        ...(query.count ? { count: cappedCount(counted) } : {}),
      }
    },
  }
}

/** Exact number of records, on demand. */
export const compileCount = (
  context: QueryContext,
  objectName: string,
  query: Pick<ListQuery, 'filter' | 'search'>,
  sifted?: readonly string[],
): RawBuilder<unknown> => {
  const scope = openScope(context, objectName, 't')
  const rows = scope.rows(scope.object, 't', 'read') ?? sql<boolean>`true`
  const filter = query.filter === undefined ? sql<boolean>`true` : compileFilter(scope, checkFilter(query.filter))
  const search = query.search?.trim()
    ? searchCondition(context, scope.object, query.search, { alias: 't', sifted })
    : sql<boolean>`true`
  return sql`select count(*)::int as count from ${sql.table(scope.object.table)} as t${scope.joins} where t.deleted_at is null and ${rows} and ${filter} and ${search}`
}
