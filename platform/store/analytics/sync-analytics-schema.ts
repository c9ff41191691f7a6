import type { Model } from '../../model/model/model.ts'
import type { Analytics } from './analytics.ts'
import { name } from './analytics-literal.ts'
import { commonColumns, customTable, isMirrored, type AnalyticsColumn, mirrorColumns } from './analytics-model.ts'
import { sharedTables } from './analytics-tables.ts'

const common: readonly AnalyticsColumn[] = [
  { name: 'tenant_id', type: 'LowCardinality(String)' },
  { name: 'id', type: 'UUID' },
  { name: 'version', type: 'UInt64' },
  { name: 'is_deleted', type: 'UInt8' },
]

const createMirror = (table: string, columns: readonly AnalyticsColumn[], order: string): string =>
  `create table if not exists ${table} (${columns.map((column) => `${name(column.name)} ${column.type}`).join(', ')}, custom JSON(max_dynamic_paths = 512))
  engine = ReplacingMergeTree(version, is_deleted) order by (${order})`

/** Tables of all mirrored objects as they should be. */
const mirrorsOf = (
  model: Model,
): ReadonlyMap<string, { readonly columns: readonly AnalyticsColumn[]; readonly order: string }> => {
  const mirrors = new Map<string, { columns: readonly AnalyticsColumn[]; order: string }>()
  for (const object of model.objects.values()) {
    if (isMirrored(object) && !object.definition.custom)
      mirrors.set(object.table, { columns: [...common, ...mirrorColumns(object)], order: 'tenant_id, id' })
  }
  // Always there: an administrator may make the first custom object at any moment.
  mirrors.set(customTable, {
    columns: [{ name: 'object', type: 'LowCardinality(String)' }, ...common, ...commonColumns()],
    order: 'tenant_id, object, id',
  })
  return mirrors
}

/** Makes and extends the tables of the analytics store from the model. Adds columns and follows changed types; never drops. Safe to run twice and at any time. */
export const syncAnalyticsSchema = async (analytics: Analytics, model: Model): Promise<void> => {
  for (const statement of sharedTables) await analytics.command(statement)
  const known = new Map<string, Map<string, string>>()
  // Tables belong to all tenants; the door still wants to hear of one.
  const rows = await analytics.query<{ table: string; name: string; type: string }>(
    'main',
    `select table, name, type from system.columns where database = currentDatabase() and {tenant:String} != ''`,
  )
  for (const row of rows) known.set(row.table, (known.get(row.table) ?? new Map()).set(row.name, row.type))
  for (const [table, { columns, order }] of mirrorsOf(model)) {
    const existing = known.get(table)
    if (!existing) {
      await analytics.command(createMirror(table, columns, order))
      continue
    }
    const changes = columns.flatMap((column) => {
      const type = existing.get(column.name)
      if (type === undefined) return [`add column if not exists ${name(column.name)} ${column.type}`]
      return sameType(type, column.type) ? [] : [`modify column ${name(column.name)} ${column.type}`]
    })
    if (changes.length > 0) await analytics.command(`alter table ${table} ${changes.join(', ')}`)
  }
}
const sameType = (left: string, right: string): boolean => left.replaceAll(' ', '') === right.replaceAll(' ', '')
