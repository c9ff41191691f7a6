import {
  type FieldProblem,
  fieldTypes,
  type Refusal,
  type RowProblem,
  refuse,
  type UpsertInput,
  type UpsertResult,
} from '@lianke/kernel'
import { sql } from 'kysely'
import { hasRight, mayReadAny } from '../access/access-context.ts'
import { usableField } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'
import { createSet } from './create-set.ts'
import { isKeyless, keyFields } from './keyless.rule.ts'
import { isId } from './lock-rows.ts'
import { ReadValue } from './read-value.ts'
import { columnsOf, toColumns } from './row-codec.ts'
import { rowSet } from './row-set.ts'
import { openScope } from '../query/compile-filter.ts'
import { asIndexed, leadsIndex } from '../../store/schema/object-indexes.ts'
import { queryContext, type Unit } from './unit.ts'
import { updateSet } from './update-set.ts'

/** Right to bring records as they were elsewhere. */
export const migrateRight = 'records.migrate'
export const setMax = 1000
export const upsertMax = 10_000
const plannedAnewMin = 100

/** Creates or updates sets of records: a bounded number of statements per thousand rows, whatever the rows hold. */
export const upsertRecords = async (unit: Unit, object: ModelObject, input: UpsertInput): Promise<UpsertResult> => {
  if (input.rows.length > upsertMax) refuse('records.too_many', { status: 413, params: { max: upsertMax } })
  if (input.migrating && !unit.access.system && !hasRight(unit.access, migrateRight))
    refuse('access.denied', { status: 403, params: { right: migrateRight } })
  // A plan kept from when the table was nearly empty reads all of it for every set: by 100,000 rows that was a quarter of an import.
  if (input.rows.length >= plannedAnewMin) await unit.tx.script('set local plan_cache_mode to force_custom_plan')
  const total = {
    ids: [] as (string | null)[],
    created: 0,
    updated: 0,
    unchanged: 0,
    keyless: [] as number[],
    refused: [] as RowProblem[],
  }
  for (let from = 0; from < input.rows.length; from += setMax) {
    const rows = input.rows.slice(from, from + setMax)
    const part = await upsertPart(unit, object, {
      ...input,
      rows,
      numbered: rows.length === input.rows.length ? input.numbered : undefined,
    })
    total.ids.push(...part.ids)
    total.created += part.created
    total.updated += part.updated
    total.unchanged += part.unchanged
    total.keyless.push(...part.keyless.map((row) => row + from))
    total.refused.push(...part.refused.map((problem) => ({ ...problem, row: problem.row + from })))
  }
  return total
}

const upsertPart = async (unit: Unit, object: ModelObject, input: UpsertInput): Promise<UpsertResult> => {
  const { known, taken, keyless } = await findKnown(unit, object, input)
  const refused: RowProblem[] = []
  const ids: (string | null)[] = input.rows.map(() => null)
  const fresh: number[] = []
  const existing: number[] = []
  const seen = new Map<string, number>()
  for (const [index] of input.rows.entries()) {
    const id = known[index]
    if (taken.has(index))
      refused.push({ row: index, path: '/source_id', code: 'field.duplicate', params: { field: 'source_id' } })
    else if (keyless.has(index)) continue
    else if (!id) fresh.push(index)
    else if (seen.has(id))
      refused.push({ row: index, path: '', code: 'record.twice_in_set', params: { first: (seen.get(id) ?? 0) + 1 } })
    else {
      seen.set(id, index)
      existing.push(index)
    }
  }
  const options = {
    keepOrigins: input.keepOrigins,
    migrating: input.migrating,
    dryRun: input.dryRun,
    partial: input.partial,
    putBack: input.putBack && unit.access.system,
  }
  const created = await createSet(
    unit,
    object,
    fresh.map((index) => input.rows[index] ?? {}),
    existing.length === 0 ? { ...options, numbered: input.numbered } : options,
  )
  const updated = await updateSet(
    unit,
    object,
    existing.map((index) => ({ id: known[index] ?? '', values: input.rows[index] ?? {} })),
    options,
  )
  collect(created.problems, fresh, refused)
  collect(updated.problems, existing, refused)
  for (const [at, fault] of updated.faults)
    refused.push({ row: existing[at] ?? 0, path: '', code: fault.code, params: { ...fault.params } })
  if (refused.length > 0 && !input.partial) refuseRows(input, refused, updated.faults)
  for (const [at, row] of created.rows) ids[fresh[at] ?? 0] = row.id
  for (const [at, row] of updated.rows) ids[existing[at] ?? 0] = row.id
  if (input.source && !input.dryRun) await rememberSource(unit, object, input, ids)
  return {
    ids,
    created: created.rows.size,
    updated: updated.rows.size - updated.unchanged,
    unchanged: updated.unchanged,
    keyless: [...keyless],
    refused: refused.sort((a, b) => a.row - b.row),
  }
}

const collect = (problems: ReadonlyMap<number, readonly FieldProblem[]>, indexes: readonly number[], into: RowProblem[]) => {
  for (const [at, list] of problems)
    for (const problem of list)
      into.push({ row: indexes[at] ?? 0, path: problem.path, code: problem.code, params: { ...problem.params } })
}

/** The whole set is refused: one row answers like a single write would, several name their rows. */
const refuseRows = (input: UpsertInput, refused: readonly RowProblem[], faults: ReadonlyMap<number, Refusal>): never => {
  const [fault] = faults.values()
  if (input.rows.length === 1 && fault) throw fault
  const problems = refused.slice(0, 100).map((problem) => ({
    path: input.rows.length === 1 ? problem.path : `/rows/${problem.row}${problem.path}`,
    code: problem.code,
    params: problem.params,
  }))
  return refuse('record.invalid', { problems })
}

interface Known {
  readonly known: (string | null)[]
  /** Rows whose source id belongs to a record that the actor may not see: a key like any other, and taken. */
  readonly taken: ReadonlySet<number>
  /** Rows that name no record and are to be left out. */
  readonly keyless: ReadonlySet<number>
}

/**
 * Ids of records that the rows mean: by `id`, by the source's own id, or by the key fields. A record that the actor may not see is not
 * among them: its row is then new, and is refused as a duplicate where a unique key forces that, the same as at any other creation.
 */
const findKnown = async (unit: Unit, object: ModelObject, input: UpsertInput): Promise<Known> => {
  const taken = new Set<number>()
  const known: (string | null)[] = input.rows.map((row) => (isId(row.id) ? row.id : null))
  if (input.source) {
    const wanted = input.rows.map((row) => String(row.source_id ?? ''))
    const found = await unit.tx.query<{
      source_id: string
      record: string
      seen: boolean
    }>(sql`select s.source_id, s.record_id as record, ${seenRows(unit, object)} as seen from record_source s join ${sql.table(object.table)} t on t.id = s.record_id and t.deleted_at is null
      where s.object = ${object.name} and s.source = ${input.source} and s.source_id = any(${wanted.filter(Boolean)}::text[])`)
    const bySource = new Map(found.map((row) => [row.source_id, row]))
    for (const [index, id] of wanted.entries()) {
      const row = bySource.get(id)
      if (row && !row.seen) taken.add(index)
      else known[index] ??= row?.record ?? null
    }
  }
  const key = keyFields(input)
  if (key.length > 0) await findByKey(unit, object, input, key, known)
  return { known, taken, keyless: input.keyless === 'skip' ? keylessRows(unit, object, input) : new Set() }
}

/** A text that is no value of its field names a record all the same, though wrongly: that row is refused. */
const keylessRows = (unit: Unit, object: ModelObject, input: UpsertInput): ReadonlySet<number> => {
  const says = (name: string, given: unknown): boolean => {
    const result = keyValue(unit, object, name, given)
    return 'problem' in result || (result.value !== null && result.value !== undefined && result.value !== '')
  }
  return new Set(input.rows.flatMap((row, index) => (isKeyless(input, (name) => says(name, row[name])) ? [index] : [])))
}

/** What a row says of a field of the key, as the field keeps it. */
const keyValue = (unit: Unit, object: ModelObject, name: string, given: unknown) => {
  const field = object.fields.get(name)
  if (!field) return { value: given }
  return given instanceof ReadValue ? given : fieldTypes[field.type].normalise(given, field.options, unit.types)
}

const findByKey = async (
  unit: Unit,
  object: ModelObject,
  input: UpsertInput,
  key: readonly string[],
  known: (string | null)[],
) => {
  for (const name of key)
    usableField(unit.access, object, name, object.fields.get(name), { use: 'key', path: name, unknown: 'field.unknown' })
  const asked: Record<string, unknown>[] = []
  for (const [index, row] of input.rows.entries()) {
    if (known[index]) continue
    const values: Record<string, unknown> = {}
    for (const name of key) {
      const result = keyValue(unit, object, name, row[name])
      values[name] = 'value' in result ? result.value : null
    }
    if (key.every((name) => values[name] !== null && values[name] !== undefined))
      asked.push({ ...toColumns(object, values), version: index })
  }
  if (asked.length === 0) return
  const match = sql.join(
    key.map((name) => sql`${sql.raw(asIndexed(object, 't', name))} = x.${sql.ref(name)}`),
    sql` and `,
  )
  const wanted = rowSet(object, ['version', ...columnsOf(object, key)], asked)
  const alive = sql`${match} and t.deleted_at is null and ${seenRows(unit, object)}`
  // Of a table that was not analysed since it was nearly empty PostgreSQL believes that every key is there a thousand times over, and reads all of it for each set.
  const found = await unit.tx.query<{ index: number; id: string }>(
    key.some((name) => leadsIndex(object, name))
      ? sql`select x.version as index, f.id from ${wanted} cross join lateral
          (select (array_agg(t.id order by t.id))[1] as id from ${sql.table(object.table)} as t where ${alive}) as f where f.id is not null`
      : sql`select distinct on (x.version) x.version as index, t.id from ${wanted}
          join ${sql.table(object.table)} as t on ${alive} order by x.version, t.id`,
  )
  for (const { index, id } of found) known[index] = id
}

/** The rows `t` of the object that the actor may see. */
const seenRows = (unit: Unit, object: ModelObject) => {
  if (!mayReadAny(unit.access, object)) return sql<boolean>`false`
  return openScope(queryContext(unit), object.name, 't').rows(object, 't', 'read') ?? sql<boolean>`true`
}

const rememberSource = async (unit: Unit, object: ModelObject, input: UpsertInput, ids: readonly (string | null)[]) => {
  const pairs = input.rows.flatMap((row, index) =>
    ids[index] && row.source_id ? [{ source_id: String(row.source_id), id: ids[index] as string }] : [],
  )
  if (pairs.length === 0) return
  unit.tx.send(sql`insert into record_source (object, source, source_id, record_id)
    select distinct on (x.source_id) ${object.name}, ${input.source}, x.source_id, x.id from json_to_recordset(${JSON.stringify(pairs)}::json) as x(source_id text, id uuid)
    on conflict (object, source, source_id) do update set record_id = excluded.record_id where record_source.record_id <> excluded.record_id`)
}
