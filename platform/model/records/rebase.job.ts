import { defineJob, type Row, surely } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { platformJob } from '../../store/jobs/run-job.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { moneyFields, movedAmounts } from './base-amounts.ts'
import { lockReaders } from './far-readers.ts'
import { writeFollowed } from './follow-change.ts'
import { rebaseJobName } from './rebase-later.ts'
import type { Unit } from './unit.ts'

const rowsPerSet = 1000
const askEveryMs = 100

interface Rebasing extends Record<string, unknown> {
  readonly object: string
  readonly currencies: readonly string[]
  readonly holds_from: string
  readonly after: string | null
  readonly done: number
  readonly total: number | null
}
interface Step {
  readonly done: number
  readonly total: number
}

/** Objects whose records the write path gives base amounts: a ledger keeps its own. */
const objectsWithMoney = ({ objects, ledgerObjects }: Model): readonly string[] =>
  [...objects.values()].flatMap((object) =>
    ledgerObjects.has(object.name) || moneyFields(object).length === 0 ? [] : [object.name],
  )

/** Takes over what was asked for: each object begins anew, for all currencies that it is about. */
const takeOver = async (unit: Unit): Promise<void> => {
  const [mine] = await unit.tx.query<{ mark: string }>(sql`select pg_current_xact_id()::text as mark`)
  await unit.tx.execute(sql`
    with taken as
        (delete from rate_change returning currency, holds_from),
      asked as (select array_agg(distinct currency) as currencies, min(holds_from) as holds_from from taken having count(*) > 0)
    insert into rebasing (object, currencies, holds_from, mark)
      select o.name, asked.currencies, asked.holds_from, ${mine?.mark}::xid8
        from asked cross join unnest(${[...objectsWithMoney(unit.model)]}::text[]) as o(name) order by 1
    on conflict (object) do update set
      currencies = array(select distinct unnest(rebasing.currencies || excluded.currencies)),
      holds_from = least(rebasing.holds_from, excluded.holds_from), mark = excluded.mark, after = null, done = 0, total = null`)
}

/** The whole of a part has its day. */
const datedBy = (unit: Unit, object: ModelObject): ModelObject =>
  object.whole ? surely(unit.model.objects.get(object.whole.object), 'a part has a whole') : object

/** From and where: rows `t` with amounts in these currencies, of these days. */
const concerned = (unit: Unit, object: ModelObject, { currencies, holds_from }: Rebasing): RawBuilder<unknown> => {
  const dated = datedBy(unit, object)
  const join = object.whole ? sql` join ${sql.table(dated.table)} as w on w.id = ${sql.ref(`t.${object.whole.via}`)}` : sql``
  const at = object.whole ? 'w' : 't'
  const zone = unit.types.zone
  const born = sql`(${sql.ref(`${at}.created_at`)} at time zone ${zone})::date`
  const name = dated.definition.ratedOn
  const own = name && sql.ref(`${at}.${name}`)
  const isDay = name && dated.fields.get(name)?.type === 'date'
  const day = own ? sql`coalesce(${isDay ? own : sql`(${own} at time zone ${zone})::date`}, ${born})` : born
  const any = moneyFields(object).map((field) => sql`${sql.ref(`t.${field}_currency`)} = any(${[...currencies]}::text[])`)
  return sql`${sql.table(object.table)} as t${join} where (${sql.join(any, sql` or `)}) and ${day} >= ${holds_from}::date`
}

const rebaseRows = async (unit: Unit, object: ModelObject, ids: readonly string[]): Promise<void> => {
  const rows = await lockReaders(unit, object, [], { ids, limit: ids.length })
  const dated = datedBy(unit, object)
  const { whole } = object
  const owners = whole ? [...new Set(rows.map((row) => String(row[whole.via])))] : []
  const wholes = owners.length === 0 ? [] : await lockReaders(unit, dated, [], { ids: owners, limit: owners.length })
  const byId = new Map(wholes.map((row) => [row.id, row]))
  const rowOf = (row: Row) => (whole ? surely(byId.get(String(row[whole.via])), 'a line has its whole') : row)
  const moved = await movedAmounts(unit, object, rows, { object: dated, rowOf })
  // What people wrote stands: nothing is derived again of it.
  await writeFollowed(unit, object, moved, { derives: false })
}

/** The next set of one object, in a transaction with the place it has reached; null when there is none, or only such as has to wait. */
const rebaseNext = async (unit: Unit): Promise<Step | 'waits' | null> => {
  await takeOver(unit)
  // What is running at this moment, asked without a table: on Citus the coordinator knows.
  const [running] = await unit.tx.query<{ oldest: string }>(sql`select pg_snapshot_xmin(pg_current_snapshot())::text as oldest`)
  const [next] = await unit.tx.query<Rebasing>(
    sql`select object, currencies, holds_from::text as holds_from, after, done::int as done, total::int as total from rebasing
      where mark < ${running?.oldest}::xid8 order by object limit 1 for update`,
  )
  if (!next) {
    const [left] = await unit.tx.query(sql`select 1 as one from rebasing limit 1`)
    return left ? 'waits' : null
  }
  const object = unit.model.objects.get(next.object)
  const from = object && concerned(unit, object, next)
  const total = next.total ?? (from ? await countRows(unit, from) : 0)
  const found = from
    ? await unit.tx.query<{ id: string }>(
        sql`select t.id from ${from} and (${next.after}::uuid is null or t.id > ${next.after}::uuid) order by t.id limit ${rowsPerSet}`,
      )
    : []
  const ids = found.map(({ id }) => id)
  if (object && ids.length > 0) await rebaseRows(unit, object, ids)
  const done = next.done + ids.length
  await unit.tx.execute(
    ids.length < rowsPerSet
      ? sql`delete from rebasing where object = ${next.object}`
      : sql`update rebasing set after = ${ids.at(-1) ?? null}::uuid, done = ${done}, total = ${total} where object = ${next.object}`,
  )
  return { done, total: Math.max(total, done) }
}

const countRows = async (unit: Unit, from: RawBuilder<unknown>): Promise<number> => {
  const [counted] = await unit.tx.query<{ n: number }>(sql`select count(*)::int as n from ${from}`)
  return counted?.n ?? 0
}

/** Gives amounts in other currencies the base amounts of the rates as they are now: in sets, each with its place; a break costs one set. */
export const rebaseJob = defineJob({
  name: rebaseJobName,
  timeoutMs: 3_600_000,
  async run(work) {
    const job = platformJob(work)
    for (;;) {
      job.signal.throwIfAborted()
      const step = await job.transaction((inside) => rebaseNext(insideOf(inside).unit))
      if (step === null) return
      if (step === 'waits') await new Promise((resolve) => setTimeout(resolve, askEveryMs))
      else await job.progress(step.done, step.total)
    }
  },
})
