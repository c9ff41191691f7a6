import { refuse, staffObject, tableOf } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { type AccessContext, mayReadAny } from '../access/access-context.ts'
import { titleField } from '../access/field-access.ts'
import { shownChanges, shownPayload } from '../access/shown-payload.ts'
import { openScope } from '../query/compile-filter.ts'
import type { QueryContext } from '../query/scope.ts'
import type { Database } from '../../store/db/database.ts'
import type { Model } from '../model/model.ts'
import type { CursorSeal } from '../../store/secrets/cursor-seal.ts'
import { cursorMark, readCursor, writeCursor } from '../query/cursor.ts'

/** One entry of a person's timeline or a record's history. */
export interface TimelineEntry {
  readonly id: string
  readonly name: string
  readonly at: string
  readonly object: string | null
  readonly record: string | null
  readonly title: string | null
  readonly person: string | null
  readonly actor: { readonly kind: string; readonly id: string; readonly title: string | null }
  readonly payload: Record<string, unknown>
  /** Changed fields the reader may see: `[from, to]`. */
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
  /** What was written by one act has the same. */
  readonly act: string
  /** The fact it followed from. */
  readonly cause: string | null
}
export interface TimelineQuery {
  readonly limit?: number
  readonly cursor?: string | null
  readonly names?: readonly string[]
}
interface TimelineInput {
  readonly database: Database
  readonly tenant: string
  readonly context: QueryContext
  readonly cursors: CursorSeal
}

const timelinePageMax = 200
const recordChanges = ['created', 'updated', 'deleted', 'restored'] as const
interface FactRow {
  id: string
  seq: number
  name: string
  occurred_at: string
  occurred_text: string
  object: string | null
  record: string | null
  person: string | null
  payload: Record<string, unknown>
  before: Record<string, unknown> | null
  after: Record<string, unknown> | null
  actor_kind: string
  actor: string
  actor_name: string | null
  act: string
  cause: string | null
}

/** Names of facts that are news of a person: events that are defined, and changes of records that people keep. What the house notes for itself is none. */
const newsOf = ({ events, objects }: Model): string[] => [
  ...[...events.values()].flatMap(({ name, quiet }) => (quiet ? [] : [name])),
  ...[...objects.values()]
    .filter(({ definition: { hidden, ledger, quiet } }) => !hidden && !ledger && !quiet)
    .flatMap(({ name }) => recordChanges.map((change) => `${name}.${change}`)),
]

/** Everything that happened with a person, newest first; what merely followed from it is no happening. The caller has already seen that the person may be read. */
export const personTimeline = (input: TimelineInput, person: string, query: TimelineQuery) =>
  read(
    input,
    sql<boolean>`f.person = ${person}::uuid and not (f.payload ? 'roll_up') and f.name = any(${newsOf(input.context.model)}::text[])`,
    `person:${person}`,
    query,
    ofReadable(input.context),
  )

/** What was done to one record, newest first. The caller has already seen that it may be read, and so may all that is told of it alone. */
export const recordHistory = (input: TimelineInput, object: string, id: string, query: TimelineQuery) =>
  read(input, sql<boolean>`f.object = ${object} and f.record = ${id}::uuid`, `record:${object}:${id}`, query)

/** Facts about records the actor may read now; of a deleted record too, for it was his to read. */
const ofReadable = (context: QueryContext): RawBuilder<boolean> => {
  const { model, access } = context
  const open: string[] = []
  const ways: RawBuilder<boolean>[] = [sql<boolean>`f.object is null`]
  for (const object of model.objects.values()) {
    if (!mayReadAny(access, object)) continue
    const rows = openScope(context, object.name, 't').rows(object, 't', 'read')
    if (!rows) open.push(object.name)
    else
      ways.push(
        sql<boolean>`(f.object = ${object.name} and (f.record is null or exists (select 1 from ${sql.table(object.table)} as t where t.id = f.record and ${rows})))`,
      )
  }
  return sql<boolean>`(${sql.join([sql<boolean>`f.object = any(${open}::text[])`, ...ways], sql` or `)})`
}

const read = async (
  { database, tenant, context, cursors }: TimelineInput,
  which: RawBuilder<boolean>,
  about: string,
  query: TimelineQuery,
  readable = sql<boolean>`true`,
): Promise<{ data: TimelineEntry[]; next: string | null }> => {
  const limit = query.limit ?? 50
  if (!Number.isInteger(limit) || limit < 1 || limit > timelinePageMax)
    refuse('page.limit_out_of_range', { status: 400, params: { max: timelinePageMax } })
  const mark = cursorMark([about, query.names ?? null])
  const from = query.cursor ? readCursor(cursors, query.cursor, mark, 2) : null
  const names = query.names?.length ? sql<boolean>`f.name = any(${[...query.names]}::text[])` : sql<boolean>`true`
  const after = from
    ? sql<boolean>`(f.occurred_at, f.seq) < (${from.values[0]}::timestamptz, ${from.values[1]}::bigint)`
    : sql<boolean>`true`
  const rows = await database.query<FactRow>(
    tenant,
    sql`select f.id, f.seq, f.name, f.occurred_at, f.occurred_at::text as occurred_text, f.object, f.record, f.person, f.payload, f.before, f.after, f.actor_kind, f.actor, f.xid::text as act, f.cause, s.name as actor_name
    from fact f left join ${sql.table(tableOf(staffObject))} s on f.actor_kind = 'user' and s.id::text = f.actor
    where ${which} and ${names} and ${after} and ${readable}
    order by f.occurred_at desc, f.seq desc limit ${limit + 1}`,
  )
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    data: kept.map((row) => entryOf(context.model, context.access, row)),
    next:
      rows.length > limit && last
        ? writeCursor(cursors, mark, { values: [last.occurred_text, String(last.seq)], id: last.id })
        : null,
  }
}

const entryOf = (model: Model, access: AccessContext, row: FactRow): TimelineEntry => {
  const object = row.object ? model.objects.get(row.object) : undefined
  const told = object
    ? Object.keys(row.after ?? {}).filter((name) =>
        name === 'owner' ? true : object.fields.get(name) !== undefined && !object.fields.get(name)?.options.hidden,
      )
    : []
  const from = shownChanges({ model, access }, object, pick(row.before ?? {}, told))
  const to = shownChanges({ model, access }, object, pick(row.after ?? {}, told))
  const { title: given = null, ...payload } = shownPayload(model, access, row)
  const named = object === undefined || titleField(access, object) !== null
  return {
    id: row.id,
    name: row.name,
    at: row.occurred_at,
    object: row.object,
    record: row.record,
    title: named && typeof given === 'string' ? given : null,
    person: row.person,
    act: row.act,
    cause: row.cause,
    actor: { kind: row.actor_kind, id: row.actor, title: row.actor_name },
    payload: row.object || given === null ? payload : { title: given, ...payload },
    changes: Object.fromEntries(Object.keys(to).map((name) => [name, [from[name] ?? null, to[name] ?? null] as const])),
  }
}

const pick = (values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, values[name] ?? null]))
