import { isObject, Refusal, type UnitOfWork, traitsOf } from '@lianke/kernel'
import type { Platform } from '../../../platform.ts'
import { compileSql } from '../../../store/db/compile.ts'
import { mayDoStatement } from '../../../model/query/may-do.ts'
import type { Model, ModelObject } from '../../../model/model/model.ts'
import { insideOf } from '../../../model/unit-of-work/inside-work.ts'
import { queryContextOf } from '../../../model/unit-of-work/query-context-of.ts'
import { findRun, type ImportRun } from './run-record.ts'
import { paceOf } from './block-marks.ts'
import { importActor, planOf } from './run-import.ts'
import { toldLast } from './told-last.ts'
import { endless, type Turn } from './turn.ts'

/** What one block told of the records that it made and changed. */
interface Touched {
  readonly record: string
  readonly name: string
  readonly before: Record<string, unknown> | null
  /** Ids of the lines it touched, by part and act. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | null
  readonly seq: string
}
interface Undone {
  removed: number
  restored: number
  kept: number
}
interface TouchedBy {
  /** By record, the first that the block told of it. */
  readonly first: ReadonlyMap<string, Touched>
  /** By record, the version that the block left it in. */
  readonly left: ReadonlyMap<string, number>
  /** How many records the block concerned. */
  readonly records: number
}

/** What one block made and changed. */
const touchedBy = async (work: UnitOfWork, { id: run, object }: ImportRun, block: number): Promise<TouchedBy> => {
  const facts = await work.sql<Touched & { readonly version: number | null; readonly followed: boolean }>(
    `select f.record, f.name, f.before, f.payload -> 'parts' as parts, f.seq, (f.payload ->> 'version')::int as version, f.payload ? 'roll_up' as followed
     from fact f where f.object = $3 and f.xid = (select xid from import_range where run = $1 and first = $2) order by f.seq`,
    [run, block, object],
  )
  const first = new Map<string, Touched>()
  const left = new Map<string, number>()
  const records = new Set<string>()
  for (const { version, followed, ...fact } of facts) {
    if (version !== null) left.set(fact.record, version)
    if (followed) continue
    records.add(fact.record)
    const writes = fact.name === `${object}.created` || fact.name === `${object}.updated`
    if (writes && !first.has(fact.record)) first.set(fact.record, fact)
  }
  return { first, left, records: records.size }
}

/**
 * Of the records that are there, those on which no person has worked since; locked, so that nobody does meanwhile. Whoever stands in the
 * version in which the block left him needs no look into the ledger: that look, for each, cost more than all the rest.
 */
const untouchedSince = async (
  work: UnitOfWork,
  { id: run, object }: ImportRun,
  { first, left }: TouchedBy,
): Promise<readonly Touched[]> => {
  const there = await work.sql<{ id: string; version: number }>(
    `select id, version from "${tableOf(object)}" where id = any($1::uuid[]) and deleted_at is null order by id for update`,
    [[...first.keys()]],
  )
  const moved = there.flatMap(({ id, version }) => (left.get(id) === version ? [] : (first.get(id) ?? [])))
  const worked =
    moved.length === 0
      ? []
      : await work.sql<{ record: string }>(
          `select x.record from unnest($2::uuid[], $3::bigint[]) as x(record, seq) cross join lateral (
             select 1 from fact l where l.object = $4 and l.record = x.record and l.seq > x.seq and l.actor_kind in ('user', 'key')
               and l.name in ($4 || '.updated', $4 || '.deleted') and l.xid not in (select xid from import_range where run = $1) limit 1) as since`,
          [run, moved.map(({ record }) => record), moved.map(({ seq }) => seq), object],
        )
  const kept = new Set(worked.map(({ record }) => record))
  return there.flatMap(({ id }) => (kept.has(id) ? [] : (first.get(id) ?? [])))
}
const tableOf = (object: string): string => object.replace('.', '_')

/** What lies sealed is told to nobody, so nobody can put it back: it stays. */
const tellable = (
  objects: Model['objects'],
  object: ModelObject | undefined,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const part = object?.parts.get(name)
      const field = object?.fields.get(name)
      if (part && Array.isArray(value))
        return [[name, value.map((line) => (isObject(line) ? tellable(objects, objects.get(part.object), line) : line))]]
      return field && traitsOf(field).sealed ? [] : [[name, value]]
    }),
  )

/** The values of a record before it was changed; of its lines, what came goes, what went comes back, what changed is as it was. */
const asBefore = (work: UnitOfWork, object: string, { record, before: told, parts }: Touched): Record<string, unknown> => {
  const { objects } = insideOf(work).unit.model
  const before = told && tellable(objects, objects.get(object), told)
  const lines = Object.entries(parts ?? {}).map(([name, acts]) => {
    const was: unknown = before?.[name]
    const changed = new Set(acts.updated)
    return [
      name,
      {
        remove: acts.created ?? [],
        restore: acts.deleted ?? [],
        change: (Array.isArray(was) ? was : []).filter((line: { id?: string }) => changed.has(line.id ?? '')),
      },
    ]
  })
  return { ...before, ...Object.fromEntries(lines), id: record }
}

type May = (work: UnitOfWork, action: 'update' | 'delete', ids: readonly string[]) => Promise<readonly string[]>

/** Which records the one who asked for the undo may change or delete himself; the others are kept. */
const mayOf = async (platform: Platform, tenant: string, run: ImportRun): Promise<May> => {
  const context = await queryContextOf(platform, tenant, {
    kind: run.undo_kind ?? 'system',
    id: run.undo_actor ?? importActor.id,
  })
  return async (work, action, ids) => {
    const statement = mayDoStatement(context, run.object, action, ids)
    if (!statement || ids.length === 0) return []
    const { text, values } = compileSql(statement)
    return (await work.sql<{ id: string }>(text, values)).map(({ id }) => id)
  }
}

/** What others are built on by now is kept, as everything that somebody has touched since. */
const removeUnused = async (work: UnitOfWork, object: string, ids: readonly string[]): Promise<number> => {
  if (ids.length === 0) return 0
  try {
    await work.system.records.remove(object, ids)
    return ids.length
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'definition.in_use') throw error
    const used = new Set(Array.isArray(error.extra.in_use) ? error.extra.in_use : [])
    const rest = ids.filter((id) => !used.has(id))
    if (rest.length === ids.length) throw error
    return removeUnused(work, object, rest)
  }
}

/** PostgreSQL would stand idle while facts are read and written, and we while it deletes. */
const lanesMax = 2
/** Whether blocks may be taken back beside each other: each wrote records of its own, and nothing that another wrote. */
const isApart = async (platform: Platform, tenant: string, run: ImportRun): Promise<boolean> => {
  if (run.mapping === null || paceOf(await planOf(platform, tenant, run)) !== 'side by side') return false
  if (run.updated === 0) return true
  // A record that two blocks changed is as it was before the older of them only if that one is taken back last.
  const twice = await platform.database.query(tenant, {
    text: `select 1 from fact f join import_range r on r.run = $1 and f.xid = r.xid where f.object = $2 and not f.payload ? 'roll_up'
      group by f.record having min(f.xid) <> max(f.xid) limit 1`,
    values: [run.id, run.object],
  })
  return twice.length === 0
}

/** Takes one block back in one transaction. */
const undoBlock = async (work: UnitOfWork, may: May, run: ImportRun, first: number): Promise<Undone> => {
  // As when it was brought: the block and its mark are lost or kept together.
  await work.sql('set local synchronous_commit to off')
  const { object, mapping } = run
  const touched = await touchedBy(work, run, first)
  const untouched = await untouchedSince(work, run, touched)
  const made = untouched.filter((one) => one.name.endsWith('.created')).map((one) => one.record)
  const removed = await removeUnused(work, object, await may(work, 'delete', made))
  const updated = untouched.filter((one) => one.name.endsWith('.updated') && one.before)
  const mine = new Set(
    await may(
      work,
      'update',
      updated.map((one) => one.record),
    ),
  )
  const changed = updated.filter((one) => mine.has(one.record))
  const restored =
    changed.length === 0
      ? null
      : await work.system.records.upsert({
          object,
          rows: changed.map((one) => asBefore(work, object, one)),
          partial: true,
          // What only a migration could bring only one takes back.
          migrating: mapping?.migrating ?? false,
        })
  await work.sql('update import_range set undone = true where run = $1 and first = $2', [run.id, first])
  const back = restored ? restored.updated + restored.unchanged : 0
  return { removed, restored: back, kept: touched.records - removed - back }
}

/** Takes an import back, newest block first: what it made is deleted, what it changed gets its old values. Goes on where it stopped. */
export const undoImport = async (
  platform: Platform,
  tenant: string,
  id: string,
  turn: Turn = endless,
): Promise<'ended' | 'gives way'> => {
  const run = await platform.work(tenant, importActor, (work) => findRun(work, id))
  if (run.status !== 'undoing') return 'ended'
  const ranges = await platform.database.query<{ first: number }>(tenant, {
    text: 'select first from import_range where run = $1 and not undone order by xid desc',
    values: [id],
  })
  const may = await mayOf(platform, tenant, run)
  const lanes = (await isApart(platform, tenant, run)) ? lanesMax : 1
  const actor = { ...importActor, name: run.actor_name ?? undefined }
  try {
    const left = ranges.values()
    let over = false
    const lane = async () => {
      for (const { first } of left) {
        if (await turn.isOver()) return void (over = true)
        await toldLast(
          platform,
          { tenant, actor },
          (work) => undoBlock(work, may, run, first),
          async (tx, { removed, restored, kept }) =>
            tx.execute({
              text: 'update import_run set removed = removed + $2, restored = restored + $3, kept = kept + $4 where id = $1',
              values: [id, removed, restored, kept],
            }),
        )
      }
    }
    const landed = await Promise.allSettled(Array.from({ length: lanes }, lane))
    for (const one of landed) if (one.status === 'rejected') throw one.reason
    if (over) return 'gives way'
    await platform.database.query(tenant, {
      text: `update import_run set status = 'undone', finished_at = now() where id = $1`,
      values: [id],
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Something else hangs on a record (an order on a person): what is undone stays undone, the rest stays and says why.
    await platform.database.query(tenant, {
      text: `update import_run set status = 'done', problem = $2 where id = $1`,
      values: [id, JSON.stringify({ code: error.code, params: error.params })],
    })
  }
  return 'ended'
}
