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
import { endless, type Turn } from './turn.ts'

interface Touched {
  readonly record: string
  readonly name: string
  readonly before: Record<string, unknown> | null
  /** Ids of the lines it touched, by part and act. */
  readonly parts: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | null
}
interface Undone {
  removed: number
  restored: number
  kept: number
}

/** What one block made and changed. Records that a person has changed since are not among them: their work is kept. */
const touchedBy = (work: UnitOfWork, run: string, first: number, object: string): Promise<Touched[]> =>
  work.sql<Touched>(
    `select distinct on (f.record) f.record, f.name, f.before, f.payload -> 'parts' as parts from fact f
     join import_range r on r.run = $1 and r.first = $2 and f.xid = r.xid
   where f.object = $3 and f.name in ($3 || '.created', $3 || '.updated') and not f.payload ? 'roll_up'
     and not exists (select 1 from fact l where l.object = $3 and l.record = f.record and l.seq > f.seq and l.actor_kind in ('user', 'key')
       and l.name in ($3 || '.updated', $3 || '.deleted') and l.xid not in (select xid from import_range where run = $1))
   order by f.record, f.seq`,
    [run, first, object],
  )

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

const removeSome = async (work: UnitOfWork, object: string, ids: readonly string[]): Promise<number> => {
  const present = await work.sql<{ id: string }>(
    `select id from "${object.replace('.', '_')}" where id = any($1::uuid[]) and deleted_at is null`,
    [ids],
  )
  return removeUnused(
    work,
    object,
    present.map((row) => row.id),
  )
}

/** PostgreSQL would stand idle while facts are read and written, and we while it deletes. */
const lanesMax = 2
/** Whether blocks may be taken back beside each other: each made records of its own, and wrote nothing that another wrote. */
const isApart = async (platform: Platform, tenant: string, run: ImportRun): Promise<boolean> =>
  run.updated === 0 && run.mapping !== null && paceOf(await planOf(platform, tenant, run)) === 'side by side'

/** Takes one block back in one transaction. */
const undoBlock = async (work: UnitOfWork, may: May, { id: run, object, mapping }: ImportRun, first: number): Promise<Undone> => {
  // As when it was brought: the block and its mark are lost or kept together.
  await work.sql('set local synchronous_commit to off')
  const [{ n }] = (await work.sql<{ n: number }>(
    `select count(distinct f.record)::int as n from fact f join import_range r on r.run = $1 and r.first = $2 and f.xid = r.xid where f.object = $3 and not f.payload ? 'roll_up'`,
    [run, first, object],
  )) as [{ n: number }]
  const touched = await touchedBy(work, run, first, object)
  const made = touched.filter((one) => one.name.endsWith('.created')).map((one) => one.record)
  const removed = await removeSome(work, object, await may(work, 'delete', made))
  const updated = touched.filter((one) => one.name.endsWith('.updated') && one.before)
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
  await work.sql('update import_range set undone = true where run = $1 and first = $2', [run, first])
  const back = restored ? restored.updated + restored.unchanged : 0
  return { removed, restored: back, kept: n - removed - back }
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
        await platform.work(tenant, actor, async (work) => {
          const { removed, restored, kept } = await undoBlock(work, may, run, first)
          await work.sql(
            'update import_run set removed = removed + $2, restored = restored + $3, kept = kept + $4 where id = $1',
            [id, removed, restored, kept],
          )
        })
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
