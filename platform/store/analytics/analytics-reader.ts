import {
  type Fact,
  houseTold,
  identityReader,
  personMerged,
  personObject,
  personUnmerged,
  RetryLater,
  segmentEntered,
  segmentLeft,
  messageOfError,
} from '@lianke/kernel'
import type { Connection, Database } from '../db/database.ts'
import { ident } from '../db/sql.ts'
import type { Batch } from '../facts/handle-facts.ts'
import { type ReadResult, readFacts } from '../facts/read-facts.ts'
import { touchedRecords } from '../facts/touched-records.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import type { Analytics } from './analytics.ts'
import { isMirrored } from './analytics-model.ts'
import { eventRow, goneRow, type AnalyticsRow, mirrorRow, mirrorTableOf } from './analytics-rows.ts'

export const analyticsReader = 'lake'
export const factsPerBlockMax = 5000

interface AnalyticsReaderInput {
  readonly database: Database
  readonly analytics: Analytics
  readonly model: Model
  readonly tenant: string
  /** Identity runs in this installation: events wait for the person it finds. */
  readonly identified: boolean
  readonly limit?: number
}

/**
 * Copies one batch of the ledger into ClickHouse, once in effect: the batch is fixed in PostgreSQL first and inserted under its own token,
 * so a repeated insert is dropped; a batch begun earlier is compared with what is there. Mirrors are read as the records are now, so
 * that a repeat converges.
 */
export const copyToAnalytics = (input: AnalyticsReaderInput): Promise<ReadResult> => {
  const { database, analytics, model, tenant, identified, limit = factsPerBlockMax } = input
  const options = {
    reader: analyticsReader,
    from: 'beginning',
    limit,
    planned: true,
    evenStopped: true,
    passHeld: true,
    ...(identified ? { after: identityReader } : {}),
  } as const
  return readFacts(database, tenant, options, async (tx, facts, batch) => {
    // Facts first: when the analytics store is away nothing else of the batch needs to be read.
    await insertEvents(analytics, tenant, facts, batch)
    for (const [object, ids] of changedRecords(model, facts)) {
      await putRows(analytics, mirrorTableOf(object), await mirrorRowsOf(tx, tenant, object, ids))
    }
    await putRows(
      analytics,
      'segment_member',
      facts.flatMap((fact) => memberRow(tenant, fact)),
    )
    await putRows(analytics, 'person_merge', await mergeRows(tx, tenant, model, facts))
  })
}

const insertEvents = async (analytics: Analytics, tenant: string, facts: readonly Fact[], batch: Batch): Promise<void> => {
  let missing = facts
  if (batch.again) {
    const there = await analytics.query<{ fact: string }>(
      tenant,
      `select fact from event where tenant_id = {tenant:String} and fact in {facts:Array(UUID)}`,
      { facts: facts.map(({ id }) => id) },
    )
    const known = new Set(there.map(({ fact }) => fact))
    missing = known.size === facts.length ? [] : known.size === 0 ? facts : facts.filter(({ id }) => !known.has(id))
  }
  // The same token drops a block that another process is still sending; a part of a block needs a token of its own.
  const token = missing.length === facts.length ? batch.token : `${batch.token}:${missing.length}`
  await insert(
    analytics,
    'event',
    missing.map((fact) => eventRow(tenant, fact)),
    token,
  )
}

const changedRecords = (model: Model, facts: readonly Fact[]): Map<ModelObject, Set<string>> => {
  const changed = new Map<ModelObject, Set<string>>()
  for (const { object, record } of facts.flatMap((fact) => touchedRecords(model, fact))) {
    const found = model.objects.get(object)
    if (found && isMirrored(found)) changed.set(found, (changed.get(found) ?? new Set()).add(record))
  }
  return changed
}

/** Current rows of changed records, one statement; those that are gone altogether as marks. */
const mirrorRowsOf = async (
  connection: Connection,
  tenant: string,
  object: ModelObject,
  ids: ReadonlySet<string>,
): Promise<AnalyticsRow[]> => {
  const rows = await connection.query({
    text: `select * from ${ident(object.table)} where id = any ($1::uuid[])`,
    values: [[...ids]],
  })
  const found = new Set(rows.map(({ id }) => id))
  return [
    ...rows.map((row) => mirrorRow(tenant, object, row)),
    ...[...ids].filter((id) => !found.has(id)).map((id) => goneRow(tenant, object, id)),
  ]
}

const memberRow = (tenant: string, fact: Fact): AnalyticsRow[] =>
  (houseTold(fact, segmentEntered) || houseTold(fact, segmentLeft)) && fact.record && fact.person
    ? [
        {
          tenant_id: tenant,
          segment: fact.record,
          person: fact.person,
          version: fact.seq,
          is_deleted: fact.name === segmentLeft ? 1 : 0,
        },
      ]
    : []

/** Where the events of merged persons count now; asked of the records, because a chain of merges moves all that came before. */
const mergeRows = async (
  connection: Connection,
  tenant: string,
  model: Model,
  facts: readonly Fact[],
): Promise<AnalyticsRow[]> => {
  const told = facts.filter((fact) => houseTold(fact, personMerged) || houseTold(fact, personUnmerged))
  const persons = model.objects.get(personObject)
  if (told.length === 0 || !persons?.fields.has('merged_into')) return []
  const ids = [
    ...new Set(
      told
        .flatMap(({ person, payload }) => [person, payload.kept, payload.gone])
        .filter((id): id is string => typeof id === 'string'),
    ),
  ]
  const table = ident(persons.table)
  const rows = await connection.query<{ gone: string; kept: string | null }>({
    text: `with recursive touched as (
        select id, merged_into from ${table} where id = any ($1::uuid[])
        union select p.id, p.merged_into from ${table} p join touched t on p.merged_into = t.id),
      up as (
        select id as gone, merged_into as kept, 0 as depth from touched where merged_into is not null
        union all select up.gone, p.merged_into, depth + 1 from up join ${table} p on p.id = up.kept where p.merged_into is not null and depth < 100)
      select t.id as gone, (select kept from up where up.gone = t.id order by depth desc limit 1) as kept from touched t`,
    values: [ids],
  })
  const version = facts.at(-1)?.seq
  return rows.map(({ gone, kept }) => ({
    tenant_id: tenant,
    gone,
    kept: kept ?? gone,
    version,
    is_deleted: kept === null ? 1 : 0,
  }))
}

/** Rows of a table that keeps the newest version: a repeat changes nothing, so no token is needed. */
const putRows = (analytics: Analytics, table: string, rows: readonly AnalyticsRow[]): Promise<void> =>
  insert(analytics, table, rows, '')

/** Whatever the analytics store answers, the batch stays as it is and is tried again: halving it would change its token. */
const insert = async (analytics: Analytics, table: string, rows: readonly AnalyticsRow[], token: string): Promise<void> => {
  try {
    await analytics.insert(table, rows, token)
  } catch (error) {
    throw error instanceof RetryLater
      ? error
      : new RetryLater(`the lake refused rows of ${table}: ${messageOfError(error)}`, 5000, error)
  }
}
