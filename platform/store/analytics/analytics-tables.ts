import type { Field } from '@lianke/kernel'
import { fieldStorages } from '../../model/field-types/index.ts'
import { fromJson } from './analytics-model.ts'
import { name } from './analytics-literal.ts'

/** Stands for "no person" in the sort key of events. */
export const noOne = "toUUID('00000000-0000-0000-0000-000000000000')"

/**
 * Blocks whose token ClickHouse remembers. Tenants share the tables, so the window spans them all; a reader that comes back
 * later than that looks first which facts are already there.
 */
const deduplicationWindow = 10_000

/** Tables that do not come from the model. Events are sorted by person inside a name: conditions group by person, and a merge moves nothing. */
export const sharedTables: readonly string[] = [
  `create table if not exists event (
    tenant_id LowCardinality(String), name LowCardinality(String), person UUID, occurred_at DateTime64(3, 'UTC'), fact UUID, seq UInt64,
    object LowCardinality(String), record UUID, actor_kind LowCardinality(String), actor String, received_at DateTime64(3, 'UTC'),
    session Nullable(String), anonymous Nullable(String), url Nullable(String), title Nullable(String),
    source LowCardinality(Nullable(String)), campaign LowCardinality(Nullable(String)), amount Nullable(Decimal(20, 4)), props JSON(max_dynamic_paths = 256),
    index by_fact fact type bloom_filter(0.01) granularity 4
  ) engine = MergeTree partition by toYear(occurred_at) order by (tenant_id, name, person, occurred_at)
  settings non_replicated_deduplication_window = ${deduplicationWindow}`,
  `create table if not exists person_merge (tenant_id LowCardinality(String), gone UUID, kept UUID, version UInt64, is_deleted UInt8)
  engine = ReplacingMergeTree(version, is_deleted) order by (tenant_id, gone)`,
  `create table if not exists segment_member (tenant_id LowCardinality(String), segment UUID, person UUID, version UInt64, is_deleted UInt8)
  engine = ReplacingMergeTree(version, is_deleted) order by (tenant_id, segment, person)`,
]

/** Payload fields of events that have a column of their own, because most segments and reports ask for them. */
export const eventTexts = ['session', 'anonymous', 'url', 'title', 'source', 'campaign'] as const
const ownColumns: ReadonlySet<string> = new Set(eventTexts)

/** Where a column of an event's field is read: a column of its own, or the payload. */
export const eventColumnOf = ({
  alias,
  field,
  fieldName,
  column,
  type,
}: {
  alias: string
  field: Field
  fieldName: string
  column: string
  type: string
}): string => {
  const { inEvent } = fieldStorages[field.type]
  if (inEvent) {
    const { part, or } = inEvent(column, fieldName)
    const found = fromJson(`${alias}.props`, [fieldName, part], type)
    return or ? `ifNull(${found}, ${fromJson(`${alias}.props`, [fieldName, or], type)})` : found
  }
  if (fieldName === 'amount') return `accurateCastOrNull(${alias}.amount, '${type.replace(/^Nullable\((.*)\)$/, '$1')}')`
  return ownColumns.has(fieldName) ? `${alias}.${name(column)}` : fromJson(`${alias}.props`, [fieldName], type)
}
