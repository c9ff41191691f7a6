import { type Fact, fieldTypes, isObject } from '@lianke/kernel'
import { fieldStorages } from '../../model/field-types/index.ts'
import type { ModelObject } from '../../model/model/model.ts'
import { commonAnalyticsFields, customTable, isCustom } from './analytics-model.ts'
import { eventTexts } from './analytics-tables.ts'

export type AnalyticsRow = Record<string, unknown>
const nobody = '00000000-0000-0000-0000-000000000000'
const textMax = 2000
/** Version of a record that is gone from PostgreSQL altogether: above any it had. */
const goneVersion = '9007199254740991'

const time = (instant: string): string => instant.replace('T', ' ').replace('Z', '')
const isPlain = (value: unknown): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value)
const decimal = /^-?\d{1,16}(\.\d+)?$/
const amountOf = (value: unknown): string | null => {
  const text = String((isObject(value) ? (value.base_amount ?? value.amount) : value) ?? '')
  return decimal.test(text) ? text : null
}

/** A fact as a row of `event`. What it says of who it was belongs to identity, not to reports. */
export const eventRow = (tenant: string, fact: Fact): AnalyticsRow => {
  const { identifiers: _identifiers, traits: _traits, ...payload } = { ...plainPart(fact.after), ...fact.payload }
  const texts = Object.fromEntries(eventTexts.map((field) => [field, textOf(payload[field] ?? payload[`${field}_id`])]))
  return {
    tenant_id: tenant,
    name: fact.name,
    person: fact.person ?? nobody,
    occurred_at: time(fact.occurred_at),
    fact: fact.id,
    seq: fact.seq,
    object: fact.object ?? '',
    record: fact.record ?? nobody,
    actor_kind: fact.actor_kind,
    actor: fact.actor,
    received_at: time(fact.recorded_at),
    ...texts,
    amount: amountOf(payload.amount),
    props: propsOf(payload),
  }
}
const textOf = (value: unknown): string | null => (isPlain(value) ? String(value).slice(0, textMax) : null)
const plainPart = (values: Record<string, unknown> | null): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => isPlain(value)))
const propsOf = (payload: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(payload).flatMap(([field, value]) => {
      if (value === null || value === undefined || ((eventTexts as readonly string[]).includes(field) && isPlain(value)))
        return []
      return [[field, typeof value === 'string' ? value.slice(0, textMax) : value]]
    }),
  )

/** A record as PostgreSQL gives its row → a row of its mirror. */
export const mirrorRow = (tenant: string, object: ModelObject, row: Record<string, unknown>): AnalyticsRow => {
  const custom: AnalyticsRow = {}
  const typed: AnalyticsRow = {}
  for (const [fieldName, field] of [...commonAnalyticsFields, ...object.fields]) {
    const storage = fieldStorages[field.type]
    if (fieldTypes[field.type] === undefined) continue
    const columns = storage.toAnalytics(storage.fromColumns(row, fieldName, field.options), fieldName, field.options)
    Object.assign(isCustom(object, fieldName) && !commonAnalyticsFields.has(fieldName) ? custom : typed, columns)
  }
  return {
    tenant_id: tenant,
    ...(object.definition.custom ? { object: object.name } : {}),
    id: row.id,
    version: row.version,
    is_deleted: row.deleted_at === null ? 0 : 1,
    ...typed,
    custom: Object.fromEntries(Object.entries(custom).filter(([, value]) => value !== null && value !== undefined)),
  }
}

/** The mark that a record no longer exists. */
export const goneRow = (tenant: string, object: ModelObject, id: string): AnalyticsRow => ({
  tenant_id: tenant,
  ...(object.definition.custom ? { object: object.name } : {}),
  id,
  version: goneVersion,
  is_deleted: 1,
})
export const mirrorTableOf = (object: ModelObject): string => (object.definition.custom ? customTable : object.table)
