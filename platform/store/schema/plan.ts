import type { SchemaState, TableState } from './catalog.ts'
import { isDroppedForm, isDue, isHidden } from './hidden-name.ts'
import type { Migration } from './migrations.ts'
import type { Index } from './object-indexes.ts'
import type { TableShape } from './shape.ts'

/** One change of a tenant's schema. */
export type Step =
  | { readonly kind: 'migrate'; readonly migration: Migration; readonly late: boolean }
  | { readonly kind: 'create_table'; readonly shape: TableShape }
  | { readonly kind: 'restore_table'; readonly table: string; readonly hidden: string }
  | { readonly kind: 'hide_table'; readonly table: string }
  | { readonly kind: 'purge_table'; readonly table: string }
  | { readonly kind: 'add_column'; readonly table: string; readonly column: string; readonly type: string }
  | { readonly kind: 'restore_column'; readonly table: string; readonly column: string; readonly hidden: string }
  | { readonly kind: 'retype'; readonly table: string; readonly column: string; readonly from: string; readonly to: string }
  | { readonly kind: 'hide_column'; readonly table: string; readonly column: string }
  | { readonly kind: 'purge_column'; readonly table: string; readonly column: string }
  | { readonly kind: 'add_index'; readonly table: string; readonly index: Index }
  | { readonly kind: 'drop_index'; readonly table: string; readonly name: string }

export interface Wanted {
  readonly shape: readonly TableShape[]
  /** Of the platform: before the tables of objects. */
  readonly first: readonly Migration[]
  /** Of modules and engines: after them. */
  readonly later: readonly Migration[]
}

/** What has to happen to a schema so that it serves the wanted shape; empty when nothing. `today` decides what was hidden long enough. */
export const plan = ({ shape, first, later }: Wanted, state: SchemaState, today: string): readonly Step[] => {
  const wanted = new Set(shape.map(({ table }) => table))
  const pending = (migrations: readonly Migration[], late: boolean): Step[] =>
    migrations.filter(({ id }) => !state.migrations.has(id)).map((migration) => ({ kind: 'migrate', migration, late }))
  const gone = Object.keys(state.tables).filter((table) => !wanted.has(table))
  return [
    ...pending(first, false),
    ...shape.flatMap((table) => planTable(table, state, today)),
    ...pending(later, true),
    ...gone.filter((table) => !isHidden(table)).map((table): Step => ({ kind: 'hide_table', table })),
    ...gone.filter((table) => isDue(table, today)).map((table): Step => ({ kind: 'purge_table', table })),
  ]
}

const planTable = (shape: TableShape, state: SchemaState, today: string): Step[] => {
  const { table } = shape
  const found = state.tables[table]
  if (found) return [...planColumns(shape, found, today), ...planIndexes(shape, found)]
  const hidden = Object.keys(state.tables).find((name) => isDroppedForm(name, table))
  return [hidden ? { kind: 'restore_table', table, hidden } : { kind: 'create_table', shape }]
}

const planColumns = ({ table, columns }: TableShape, found: TableState, today: string): Step[] => {
  const steps: Step[] = []
  for (const [column, type] of columns) {
    const now = found.columns[column]
    if (now === type) continue
    if (now !== undefined) {
      steps.push({ kind: 'retype', table, column, from: now, to: type })
      continue
    }
    const hidden = Object.keys(found.columns).find((name) => isDroppedForm(name, column) && found.columns[name] === type)
    steps.push(hidden ? { kind: 'restore_column', table, column, hidden } : { kind: 'add_column', table, column, type })
  }
  for (const column of Object.keys(found.columns)) {
    if (columns.has(column)) continue
    if (!isHidden(column)) steps.push({ kind: 'hide_column', table, column })
    else if (isDue(column, today)) steps.push({ kind: 'purge_column', table, column })
  }
  return steps
}

// Only names with our print are ours; what a migration made itself is left alone.
const ours = /_[0-9a-f]{8}$/

const planIndexes = ({ table, indexes }: TableShape, found: TableState): Step[] => {
  const wanted = new Set(indexes.map(({ name }) => name))
  const valid = new Set(found.indexes.filter((index) => index.valid).map(({ name }) => name))
  return [
    ...found.indexes
      .filter(({ name }) => ours.test(name) && !wanted.has(name))
      .map(({ name }): Step => ({ kind: 'drop_index', table, name })),
    ...indexes.filter(({ name }) => !valid.has(name)).map((index): Step => ({ kind: 'add_index', table, index })),
  ]
}

/** A step in one line, for people who read plans. */
export const describeStep = (step: Step): string => {
  if (step.kind === 'migrate') return `run migration ${step.migration.id}`
  if (step.kind === 'create_table') return `create table ${step.shape.table}`
  if (step.kind === 'add_index')
    return `add ${step.index.unique ? 'unique ' : ''}index on ${step.table} (${step.index.columns.join(', ')})`
  if (step.kind === 'drop_index') return `drop index ${step.name}`
  if (step.kind === 'retype') return `change ${step.table}.${step.column} from ${step.from} to ${step.to}`
  if ('column' in step) return `${step.kind.replace('_', ' ')} ${step.table}.${step.column}`
  return `${step.kind.replace('_', ' ')} ${step.table}`
}
