import { type Fact, personObject } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { ident } from '../db/sql.ts'
import { coldFacts, coldMonths } from '../facts/cold-facts.ts'
import { factColumns } from '../facts/read-facts.ts'
import type { FileStore } from '../files/file-store.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import type { Analytics } from './analytics.ts'
import { literalOf } from './analytics-literal.ts'
import { isMirrored } from './analytics-model.ts'
import { analyticsReader } from './analytics-reader.ts'
import { eventRow, type AnalyticsRow, mirrorRow, mirrorTableOf } from './analytics-rows.ts'
import { syncAnalyticsSchema } from './sync-analytics-schema.ts'

const rowsPerBlock = 50_000
const factsPerBlock = 20_000
const pausedFor = '1 hour'

export interface RebuildInput {
  readonly database: Database
  readonly analytics: Analytics
  readonly model: Model
  readonly tenant: string
  /** Where the months lie that are no longer in PostgreSQL. Without it their events stay in the analytics store as they are. */
  readonly cold?: FileStore
  readonly progress?: (table: string, rows: number) => void
}
/** Rows read from PostgreSQL and rows that stand in the analytics store afterwards. */
export interface RebuiltTable {
  readonly table: string
  readonly postgres: number
  readonly analytics: number
}

/**
 * Makes a tenant's part of the analytics store anew from PostgreSQL, beside the one in use, and puts it in its place at the end. The reader
 * rests meanwhile and then goes on from the snapshot the copy began with, so that nothing is missed and nothing doubled.
 */
export const rebuildAnalytics = async (input: RebuildInput): Promise<RebuiltTable[]> => {
  const { database, analytics, model, tenant } = input
  await syncAnalyticsSchema(analytics, model)
  const snapshot = await pauseReader(database, tenant)
  const report: RebuiltTable[] = []
  try {
    const objects = [...model.objects.values()].filter(isMirrored)
    for (const table of new Set(objects.map(mirrorTableOf))) {
      const of = objects.filter((object) => mirrorTableOf(object) === table)
      report.push(
        await replace(input, table, async (staging) => {
          let rows = 0
          for (const object of of) rows += await copyRecords(input, object, staging)
          return rows
        }),
      )
    }
    const [oldest] = input.cold
      ? []
      : await database.query<{ seq: number | null }>(tenant, { text: 'select min(seq) as seq from fact' })
    report.push(
      await replace(
        input,
        'event',
        async (staging) => (await copyColdFacts(input, staging)) + (await copyFacts(input, staging, snapshot)),
        oldest ? ` and seq >= ${oldest.seq ?? 0}` : '',
      ),
    )
    report.push(await replace(input, 'person_merge', (staging) => copyMerges(input, staging)))
    report.push(await replace(input, 'segment_member', (staging) => copyMembers(input, staging)))
    await resumeReader(database, tenant, snapshot)
    return report
  } catch (error) {
    await resumeReader(database, tenant, null)
    throw error
  }
}

/** Holds the reader still and answers what is committed now. */
const pauseReader = async (database: Database, tenant: string): Promise<string> => {
  await database.transaction(tenant, (tx) =>
    tx.execute({
      text: `insert into fact_cursor (reader, shard, shards, from_snapshot, to_snapshot, retry_at, error)
      values ($1, 0, 1, '1:1:', '1:1:', statement_timestamp() + $2::interval, 'rebuilding')
      on conflict (reader, shard) do update set retry_at = excluded.retry_at, error = excluded.error`,
      values: [analyticsReader, pausedFor],
    }),
  )
  const [row] = await database.query<{ now: string }>(tenant, { text: 'select pg_current_snapshot()::text as now' })
  return row?.now ?? '1:1:'
}

const resumeReader = async (database: Database, tenant: string, from: string | null): Promise<void> => {
  await database.transaction(tenant, (tx) =>
    tx.execute(
      from === null
        ? { text: 'update fact_cursor set retry_at = null, error = null where reader = $1', values: [analyticsReader] }
        : {
            text: `update fact_cursor set from_snapshot = $2::pg_snapshot, to_snapshot = $2::pg_snapshot, last_seq = 0, max_seq = 0, planned_seq = null, batch = null,
          failures = 0, retry_at = null, error = null where reader = $1`,
            values: [analyticsReader, from],
          },
    ),
  )
}

/** Fills a table of the same shape and exchanges the tenant's rows. `kept` narrows what is replaced. */
const replace = async (
  { analytics, tenant, progress }: RebuildInput,
  table: string,
  fill: (staging: string) => Promise<number>,
  kept = '',
): Promise<RebuiltTable> => {
  const staging = `${table}__${tenant}_new`
  await analytics.command(`drop table if exists ${staging}`)
  await analytics.command(`create table ${staging} as ${table}`)
  try {
    const postgres = await fill(staging)
    progress?.(table, postgres)
    await analytics.command(
      `delete from ${table} where tenant_id = ${literalOf(tenant)}${kept} settings lightweight_deletes_sync = 2`,
    )
    // The rows may equal rows that were there before; they are meant to come again.
    await analytics.command(`insert into ${table} select * from ${staging} settings insert_deduplicate = 0`)
    const final = table === 'event' ? '' : 'final'
    const [counted] = await analytics.query<{ rows: string }>(
      tenant,
      `select count() as rows from ${table} ${final} where tenant_id = {tenant:String}${kept}`,
    )
    return { table, postgres, analytics: Number(counted?.rows ?? 0) }
  } finally {
    await analytics.command(`drop table if exists ${staging}`)
  }
}
/** All records that are not deleted, in blocks by id. */
const copyRecords = async (
  { database, analytics, tenant }: RebuildInput,
  object: ModelObject,
  staging: string,
): Promise<number> => {
  let last = '00000000-0000-0000-0000-000000000000'
  let copied = 0
  for (;;) {
    const rows = await database.connection(tenant, (connection) =>
      connection.query<{ id: string }>({
        text: `select * from ${ident(object.table)} where id > $1 and deleted_at is null order by id limit ${rowsPerBlock}`,
        values: [last],
      }),
    )
    await analytics.insert(
      staging,
      rows.map((row) => mirrorRow(tenant, object, row)),
      '',
    )
    copied += rows.length
    if (rows.length < rowsPerBlock) return copied
    last = rows.at(-1)?.id ?? last
  }
}

const copyColdFacts = async ({ database, analytics, tenant, cold }: RebuildInput, staging: string): Promise<number> => {
  if (!cold) return 0
  let copied = 0
  for (const month of await coldMonths(database, tenant)) {
    for await (const facts of coldFacts(cold, month)) {
      await analytics.insert(
        staging,
        facts.map((fact) => eventRow(tenant, fact)),
        `${staging}:${month.month}:${facts[0]?.seq}`,
      )
      copied += facts.length
    }
  }
  return copied
}

const copyFacts = async ({ database, analytics, tenant }: RebuildInput, staging: string, snapshot: string): Promise<number> => {
  let last = '0'
  let copied = 0
  for (;;) {
    const facts = await database.connection(tenant, (connection) =>
      connection.query<Fact>({
        text: `select ${factColumns} from fact f where f.seq > $1 and pg_visible_in_snapshot(f.xid, $2::pg_snapshot) order by f.seq limit ${factsPerBlock}`,
        values: [last, snapshot],
      }),
    )
    await analytics.insert(
      staging,
      facts.map((fact) => eventRow(tenant, fact)),
      `${staging}:${last}`,
    )
    copied += facts.length
    if (facts.length < factsPerBlock) return copied
    last = facts.at(-1)?.seq ?? last
  }
}

const copyMerges = async ({ database, analytics, model, tenant }: RebuildInput, staging: string): Promise<number> => {
  const persons = model.objects.get(personObject)
  if (!persons?.fields.has('merged_into')) return 0
  const table = ident(persons.table)
  const rows = await database.query<AnalyticsRow>(tenant, {
    text: `with recursive up as (
        select id as gone, merged_into as kept, 0 as depth from ${table} where merged_into is not null
        union all select up.gone, p.merged_into, depth + 1 from up join ${table} p on p.id = up.kept where p.merged_into is not null and depth < 100)
      select distinct on (gone) gone, kept, last.seq as version, 0 as is_deleted
      from up, (select coalesce(max(seq), 0) as seq from fact) last order by gone, depth desc`,
  })
  await analytics.insert(
    staging,
    rows.map((row) => ({ tenant_id: tenant, ...row })),
    '',
  )
  return rows.length
}

const copyMembers = async ({ database, analytics, tenant }: RebuildInput, staging: string): Promise<number> => {
  const [ledger] = await database.query(tenant, { text: `select 1 where to_regclass('segment_membership') is not null` })
  if (!ledger) return 0
  let last: readonly [string, string] = ['00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000']
  let copied = 0
  for (;;) {
    const rows = await database.connection(tenant, (connection) =>
      connection.query<{ segment: string; person: string; version: number }>({
        text: `select m.segment, m.person, (select coalesce(max(seq), 0) from fact) as version from segment_membership m
        where (m.segment, m.person) > ($1, $2) order by m.segment, m.person limit ${rowsPerBlock}`,
        values: last,
      }),
    )
    await analytics.insert(
      staging,
      rows.map((row) => ({ tenant_id: tenant, ...row, is_deleted: 0 })),
      '',
    )
    copied += rows.length
    const end = rows.at(-1)
    if (rows.length < rowsPerBlock || !end) return copied
    last = [end.segment, end.person]
  }
}
