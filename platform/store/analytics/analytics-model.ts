import { datetime, type Field, label, targetOf, user } from '@lianke/kernel'
import { fieldStorages } from '../../model/field-types/index.ts'
import type { Model, ModelObject } from '../../model/model/model.ts'
import { name } from './analytics-literal.ts'

export interface AnalyticsColumn {
  readonly name: string
  readonly type: string
}

/** Common columns as fields, so that filters and groups treat them like any other. `deleted_at` is `is_deleted` here; deleted rows are never shown. */
const common: ReadonlyMap<string, Field> = new Map<string, Field>(
  Object.entries({
    owner: user(label('所有者', 'Owner')),
    created_by: user(label('创建人', 'Created by')),
    created_at: datetime(label('创建时间', 'Created at')),
    updated_by: user(label('修改人', 'Updated by')),
    updated_at: datetime(label('修改时间', 'Updated at')),
  }),
)
export const commonAnalyticsFields = common

/** The tenant's own fields live in one JSON column: another tenant's may have the same name and another type. */
export const isCustom = (object: ModelObject, field: string): boolean =>
  field.startsWith('c_') || object.definition.custom === true

export const isMirrored = (object: ModelObject): boolean => object.definition.mirrored !== false
/** Custom objects of all tenants share one table; `object` leads its sort key after the tenant. */
export const customTable = 'custom_record'
export const mirrorTable = (object: ModelObject): string => (object.definition.custom ? customTable : object.table)

export const fieldOf = (object: ModelObject, field: string): Field | undefined => object.fields.get(field) ?? common.get(field)
export const analyticsColumnsOf = (fieldName: string, field: Field): readonly AnalyticsColumn[] =>
  fieldStorages[field.type].analytics(fieldName, field.options)

export const commonColumns = (): AnalyticsColumn[] =>
  [...common].flatMap(([fieldName, field]) => analyticsColumnsOf(fieldName, field))
/** Typed columns of an object's mirror, beside the tenant, id, version, is_deleted and `custom`. */
export const mirrorColumns = (object: ModelObject): AnalyticsColumn[] => [
  ...commonColumns(),
  ...(object.definition.custom
    ? []
    : [...object.fields]
        .filter(([fieldName]) => !isCustom(object, fieldName))
        .flatMap(([fieldName, field]) => analyticsColumnsOf(fieldName, field))),
]

const plainType = (type: string): string => type.replace(/^LowCardinality\((.*)\)$/, '$1')
const isNullable = (type: string): boolean => plainType(type).startsWith('Nullable(')

/** Reads a JSON path as a type; what does not fit the type reads as empty. */
export const fromJson = (column: string, path: readonly string[], type: string): string => {
  const value = `${column}.${path.map(name).join('.')}`
  const inner = /^Nullable\((.*)\)$/.exec(plainType(type))?.[1]
  if (inner === 'String') return `CAST(${value} AS Nullable(String))`
  return inner ? `accurateCastOrNull(${value}, '${inner.replaceAll("'", "\\'")}')` : `CAST(${value} AS ${type})`
}

/** An absent value of the type. */
export const emptyOf = (type: string): string =>
  type.startsWith('Array(') ? `CAST([] AS ${type})` : `CAST(NULL AS ${isNullable(type) ? plainType(type) : `Nullable(${type})`})`

/** The column by which a field is measured: money counts in the tenant's own currency. */
export const measureColumn = (fieldName: string, field: Field): string =>
  fieldStorages[field.type].measure?.(fieldName) ?? fieldName

/** Expression of a column of `alias`, wherever it is kept. */
export const columnRef =
  (object: ModelObject, alias: string, field: Field, fieldName: string) =>
  (column: string): string => {
    if (!isCustom(object, fieldName) || common.has(fieldName)) return `${alias}.${name(column)}`
    const type = analyticsColumnsOf(fieldName, field).find((found) => found.name === column)?.type ?? 'Nullable(String)'
    return fromJson(`${alias}.custom`, [column], type)
  }

/** FROM of an object's live rows of the tenant, newest version only. */
export const rowsOf = (object: ModelObject, alias: string): string => `${mirrorTable(object)} as ${alias} final`
export const rowsWhere = (object: ModelObject, alias: string): string =>
  `${alias}.tenant_id = {tenant:String}${object.definition.custom ? ` and ${alias}.object = '${object.name.replaceAll("'", '')}'` : ''}`

/** The object a field points to, if it does. */
export const targetObjectOf = (model: Model, field: Field): ModelObject | undefined => {
  const to = targetOf(field)
  return to ? model.objects.get(to) : undefined
}
