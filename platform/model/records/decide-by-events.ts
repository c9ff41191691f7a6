import { type Filter, type ListQuery, Refusal, RetryLater } from '@lianke/kernel'
import { LRUCache } from 'lru-cache'
import type { Analytics } from '../../store/analytics/analytics.ts'
import { analyticsPosition, analyticsReader, isAnalyticsWhole } from '../../store/analytics/index.ts'
import type { Connection, Database } from '../../store/db/database.ts'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import { loadAnalyticsAccess } from '../reports/index.ts'
import { asksEvents, namedRecords, withoutEvents } from '../query/asks-events.ts'
import { checkFilter } from '../query/check-filter.ts'
import { countOfRecords, idsOfFilter } from '../query/compile-analytics-filter.ts'
import { compileFilter, openScope } from '../query/compile-filter.ts'
import { compileList, countMax } from '../query/list-query.ts'
import type { QueryContext } from '../query/scope.ts'

/** Both stores of one tenant, for what neither answers alone. */
export interface Stores {
  readonly analytics: Analytics
  readonly tenant: string
  /** Asks PostgreSQL, in the transaction where there is one. */
  readonly query: Connection['query']
  /** So many records are handed to PostgreSQL, and gone through at once at first, where that is not what is usual. */
  readonly sizes?: { readonly amongMax: number; readonly walkFirst: number }
}
interface Asking {
  readonly stores: Stores
  readonly context: QueryContext
  readonly cursors: CursorSeal
  readonly object: string
  readonly filter: Filter
  readonly sifted: readonly string[] | undefined
}
/** Which records a list is of: its rows are drawn from these alone. */
export interface Decided {
  readonly among: readonly string[]
  /** Where `among` is one page of more. */
  readonly count?: number
  /** The analytics store held everything up to here. */
  readonly as_of: string
}

/** So many records are handed to PostgreSQL, which sorts and pages them; where more match, it goes through its order, four times as many each time. */
const usual = { amongMax: 20_000, walkFirst: 500 }
const walkMax = 20_000

/** The tenant's PostgreSQL as those ask who name the tenant. */
const databaseOf = ({ query }: Stores): Pick<Database, 'query'> => ({ query: (_tenant, statement) => query(statement) })

const given = async ({ stores, context: { model, access, rules, filter } }: Asking) => ({
  model,
  filter,
  ...(await loadAnalyticsAccess({ database: databaseOf(stores), tenant: stores.tenant, model, access, rules })),
})

const matching = async (
  asking: Asking,
  limits: { readonly max: number; readonly among?: readonly string[] },
): Promise<readonly string[]> => {
  const { analytics, tenant } = asking.stores
  const { sql, params } = idsOfFilter(await given(asking), asking.object, asking.filter, limits)
  return (await analytics.query<{ id: string }>(tenant, sql, params)).map(({ id }) => id)
}

/** The first records of a list in its order that match; many match, so that it is not gone through for long. */
const walk = async (asking: Asking, query: ListQuery, enough: number): Promise<string[]> => {
  const { stores, context, cursors, object, filter, sifted } = asking
  const found: string[] = []
  let cursor = query.cursor ?? null
  for (let limit = (stores.sizes ?? usual).walkFirst; ; limit = Math.min(limit * 4, walkMax)) {
    const next = { ...query, fields: ['id'], count: false, limit, cursor }
    const options = { titles: false, max: walkMax, cursors, sifted, instead: withoutEvents(filter) ?? { and: [] } }
    const compiled = compileList(context, object, next, options)
    const page = compiled.page(await stores.query(compiled.statement))
    const among = page.data.map(({ id }) => id)
    const matched = new Set(among.length === 0 ? [] : await matching(asking, { max: among.length, among }))
    found.push(...among.filter((id) => matched.has(id)))
    cursor = page.next
    if (cursor === null || found.length >= enough) return found.slice(0, enough)
  }
}

/** A list is decided with its first page; who turns pages goes on with it for a while. */
const turnedMs = 60_000
const turned = new LRUCache<string, readonly string[] | 'many'>({ max: 16, ttl: turnedMs })
const firstPageOf = async (asking: Asking, { cursor }: ListQuery): Promise<readonly string[] | 'many'> => {
  const { stores, context, object, filter } = asking
  const { amongMax } = stores.sizes ?? usual
  const key = JSON.stringify([stores.tenant, context.access.actor, context.access.system, amongMax, object, filter])
  const known = cursor ? turned.get(key) : undefined
  if (known) return known
  const found = await matching(asking, { max: amongMax + 1 })
  const all = found.length > amongMax ? 'many' : found
  turned.set(key, all)
  return all
}

const decide = async (asking: Asking, query: ListQuery, pageRows: number): Promise<Omit<Decided, 'as_of'>> => {
  const all = await firstPageOf(asking, query)
  if (all !== 'many') return { among: all }
  const among = await walk(asking, query, pageRows + 1)
  if (!query.count) return { among }
  const searched = query.search?.trim() ? (await walk(asking, { ...query, cursor: null }, countMax + 1)).length : countMax + 1
  return { among, count: searched }
}

/** What was whole a moment ago is taken to be: a list is no conclusion that somebody has left. */
const wholeMs = 5000
const knownWhole = new LRUCache<string, true>({ max: 10_000, ttl: wholeMs })
/** Whether the tenant's ledger is copied at all, and the copy lacks nothing of it. */
const isWhole = async (stores: Stores): Promise<boolean> => {
  if (knownWhole.has(stores.tenant)) return true
  const text = 'select 1 from fact_cursor where reader = $1 limit 1'
  const copied = (await stores.query({ text, values: [analyticsReader] })).length > 0
  const whole = copied && (await isAnalyticsWhole({ ...stores, database: databaseOf(stores) }))
  if (whole) knownWhole.set(stores.tenant, true)
  return whole
}

/** Null: the store cannot say, or not now; PostgreSQL answers alone, person by person. */
const whileWhole = async <T>(stores: Stores, ask: () => Promise<T>): Promise<(T & { readonly as_of: string }) | null> => {
  try {
    if (!(await isWhole(stores))) return null
    const as_of = await analyticsPosition(stores)
    return { ...(await ask()), as_of }
  } catch (error) {
    if (error instanceof RetryLater || (error instanceof Refusal && error.code === 'filter.not_mirrored')) return null
    throw error
  }
}

interface ByEvents {
  readonly stores: Stores | undefined
  readonly context: QueryContext
  readonly cursors: CursorSeal
  /** Found by the search, where the index says too much for the one who asks. */
  readonly sifted?: readonly string[] | undefined
}

const askingOf = ({ stores, context, cursors, sifted }: ByEvents, object: string, query: ListQuery): Asking | null => {
  if (!stores || query.filter === undefined || query.deleted || query.forUpdate) return null
  const filter = checkFilter(query.filter)
  // Of a few who are named PostgreSQL says what each did, up to this moment.
  if (!asksEvents(filter) || namedRecords(filter)) return null
  // Refused as any list would refuse it, whichever store answers.
  compileFilter(openScope(context, object, 't'), filter)
  return { stores, context, cursors, object, filter, sifted }
}

/** Conditions on events are decided by the analytics store, in sets, as previews, segments and reports have them; null: not such a one. */
export const decideByEvents = async (
  by: ByEvents,
  object: string,
  query: ListQuery,
  pageRows: number,
): Promise<Decided | null> => {
  const asking = askingOf(by, object, query)
  return asking && whileWhole(asking.stores, () => decide(asking, query, pageRows))
}

/** How many there are, exactly; null: not such a condition. */
export const countByEvents = async (
  by: ByEvents,
  object: string,
  query: Pick<ListQuery, 'filter' | 'search'>,
): Promise<number | null> => {
  const asking = askingOf(by, object, query)
  if (!asking) return null
  const answer = await whileWhole(asking.stores, async () => {
    if (query.search?.trim()) return { count: (await walk(asking, query, Number.POSITIVE_INFINITY)).length }
    const { sql, params } = countOfRecords(await given(asking), object, asking.filter)
    const [row] = await asking.stores.analytics.query<{ count: number }>(asking.stores.tenant, sql, params)
    return { count: Number(row?.count ?? 0) }
  })
  return answer?.count ?? null
}
