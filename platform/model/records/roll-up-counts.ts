import { type Field, type Filter, type Row, traitsOf } from '@lianke/kernel'

/** What a filter says of a row by itself, where that can be told without the database; null where it cannot. */
const says = (filter: Filter, row: Row): boolean | null => {
  if ('and' in filter) {
    const all = filter.and.map((one) => says(one, row))
    return all.includes(false) ? false : all.includes(null) ? null : true
  }
  if (!('field' in filter) || !(filter.field in row)) return null
  const value = row[filter.field] ?? null
  // Texts compare alike here and there; other types have forms of their own.
  if (typeof value !== 'string') return null
  if (filter.op === 'eq' && typeof filter.value === 'string') return value === filter.value
  if (filter.op === 'in' && Array.isArray(filter.value)) return filter.value.includes(value)
  return null
}

/** Whether a child can move any of these roll-ups: one that surely does not count in any of them moves none. */
export const mayCount = (fields: readonly (readonly [string, Field])[], child: ReadonlyMap<string, Field>, row: Row): boolean =>
  fields.some(([, { options }]) => {
    const where = options.where as Filter | undefined
    if (!where) return true
    const isTold = (field: Field | undefined) => field !== undefined && traitsOf(field).verbatim
    const known = Object.fromEntries(Object.entries(row).filter(([name]) => isTold(child.get(name))))
    return says(where, { ...known, id: row.id }) !== false
  })
