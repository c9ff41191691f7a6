import { defineJob, type Row, targetOf } from '@lianke/kernel'
import { sql } from 'kysely'
import type { PlatformJobWork } from '../../store/jobs/run-job.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { pointerOf } from '../model/far-path.ts'
import type { Platform } from '../../platform.ts'
import { lockReaders } from './far-readers.ts'
import { writeFollowed } from './follow-change.ts'
import { followJobName } from '../../store/schema/fill-defined.ts'
import { measureParents } from './roll-up.ts'
import { rollUpsOf } from './roll-up-fields.ts'
import { insideOf } from '../unit-of-work/inside-work.ts'
import type { Unit } from './unit.ts'

const rowsPerSet = 1000
const askEveryMs = 100

interface Following extends Record<string, unknown> {
  readonly object: string
  readonly fields: readonly string[]
  readonly hops: readonly string[] | null
  readonly far: readonly string[] | null
  readonly after: string | null
  readonly done: number
  readonly total: number | null
}
interface Step {
  readonly done: number
  readonly total: number | null
  readonly over: boolean
}

const hopsOf = (model: Model, object: ModelObject, names: readonly string[]) => {
  const hops: { name: string; to: ModelObject }[] = []
  let at = object
  for (const name of names) {
    const pointer = pointerOf(at.fields, name)
    at = model.objects.get((pointer && targetOf(pointer)) ?? '') ?? at
    hops.push({ name, to: at })
  }
  return hops
}

/** The next set of one piece of work, in a transaction with the place it has reached; null when the work is done already. */
const followNext = async (unit: Unit, id: string): Promise<Step | null> => {
  const [following] = await unit.tx.query<Following>(
    sql`select object, fields, hops, far, after, done::int as done, total::int as total from following where id = ${id}::uuid for update`,
  )
  const object = following && unit.model.objects.get(following.object)
  if (!following || !object) {
    // Taken off the model meanwhile: there is nothing to follow any more.
    await unit.tx.execute(sql`delete from following where id = ${id}::uuid`)
    return null
  }
  const total = following.total ?? (following.hops === null ? await countRows(unit, object) : null)
  const rows = await lockReaders(unit, object, hopsOf(unit.model, object, following.hops ?? []), {
    ids: following.far,
    after: following.after,
    limit: rowsPerSet,
  })
  await bringUpToDate(unit, object, following, rows)
  const done = following.done + rows.length
  const over = rows.length < rowsPerSet
  await unit.tx.execute(
    over
      ? sql`delete from following where id = ${id}::uuid`
      : sql`update following set after = ${rows.at(-1)?.id ?? null}::uuid, done = ${done}, total = ${total} where id = ${id}::uuid`,
  )
  return { done, total: over ? done : total && Math.max(total, done), over }
}

/** About how many records there are: a figure for a bar, not worth a count of all. */
const countRows = async (unit: Unit, object: ModelObject): Promise<number | null> => {
  const [counted] = await unit.tx.query<{ n: number }>(
    sql`select reltuples::bigint as n from pg_class where oid = to_regclass(${`"${object.table}"`})`,
  )
  return counted && Number(counted.n) > 0 ? Number(counted.n) : null
}

const bringUpToDate = async (unit: Unit, object: ModelObject, following: Following, rows: readonly Row[]): Promise<void> => {
  const named = new Set(following.fields)
  const groups = rollUpsOf(unit, object)
    .map((group) => ({ ...group, fields: group.fields.filter(([name]) => named.has(name)) }))
    .filter(({ fields }) => fields.length > 0)
  const followed =
    groups.length > 0
      ? await measureParents(
          unit,
          object,
          groups,
          rows.map(({ id }) => id),
        )
      : rows.map((before) => ({ before, moved: {} }))
  // A definition that is new is no reason to derive again what people wrote long ago: an old order keeps its sums.
  await writeFollowed(unit, object, followed, { derives: following.far !== null })
}

/**
 * Waits until every process works with the definitions that this work is about, and until what was begun before has ended: whoever
 * writes later works the new values out himself.
 */
const untilKnown = async (platform: Platform, tenant: string, signal: AbortSignal): Promise<void> => {
  // In this order, and the first without a table: the number is then that of the coordinator on Citus, too.
  const [mark] = await platform.database.query<{ xid: string }>(tenant, { text: 'select pg_current_xact_id()::text as xid' })
  const [known] = await platform.database.query<{ version: number }>(tenant, {
    text: 'select coalesce(max(version), 0)::int as version from customisation',
  })
  for (;;) {
    signal.throwIfAborted()
    const model = await platform.model(tenant)
    const [now] = await platform.database.query<{ ended: boolean }>(tenant, {
      text: `select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as ended`,
      values: [mark?.xid ?? '0'],
    })
    if (now?.ended && model.version >= (known?.version ?? 0)) return
    await new Promise((resolve) => setTimeout(resolve, askEveryMs))
  }
}

/** Brings worked-out values up to date where too many records follow for one transaction: in sets, each with its place, so that a break costs one set. */
export const followJob = defineJob<{ id: string }>({
  name: followJobName,
  timeoutMs: 3_600_000,
  async run(job, { id }) {
    const { platform } = job as PlatformJobWork
    const [asked] = await platform.database.query<{ fresh: boolean }>(job.tenant, {
      text: 'select far is null as fresh from following where id = $1',
      values: [id],
    })
    if (!asked) return
    if (asked.fresh) await untilKnown(platform, job.tenant, job.signal)
    for (;;) {
      const step = await job.transaction((work) => followNext(insideOf(work).unit, id))
      if (!step) return
      await job.progress(step.done, step.total)
      if (step.over) return
    }
  },
})
