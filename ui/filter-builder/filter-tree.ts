import type { ChildFilter, FieldFilter, Filter, FilterOperator, MetaField } from '@lianke/kernel'

export interface FilterGroup { readonly join: 'and' | 'or'; readonly items: readonly Filter[] }

/** A tree as one group of conditions, whatever its root is. */
export const groupOf = (filter: Filter | null | undefined): FilterGroup =>
  !filter ? { join: 'and', items: [] } : 'and' in filter ? { join: 'and', items: filter.and } : 'or' in filter ? { join: 'or', items: filter.or } : { join: 'and', items: [filter] }

/** The group as a tree again; nothing for none, the condition itself for one. */
export const treeOf = ({ join, items }: FilterGroup): Filter | null =>
  items.length === 0 ? null : items.length === 1 ? (items[0] as Filter) : join === 'and' ? { and: items } : { or: items }

export const isField = (filter: Filter): filter is FieldFilter => 'field' in filter
export const isChild = (filter: Filter): filter is ChildFilter => 'child' in filter
export const isGroup = (filter: Filter): boolean => 'and' in filter || 'or' in filter

export const valueless: ReadonlySet<FilterOperator> = new Set(['empty', 'not_empty', 'me', 'my_team', 'my_team_and_below'])

const given = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && (value.length === 0 || value.some((one) => one === undefined || one === null)))

/** The tree without conditions that are not finished yet; null when nothing is left. */
export const finished = (filter: Filter | null | undefined): Filter | null => {
  if (!filter) return null
  if ('and' in filter || 'or' in filter) {
    const { join, items } = groupOf(filter)
    return treeOf({ join, items: items.flatMap((item) => finished(item) ?? []) })
  }
  if ('not' in filter) {
    const inner = finished(filter.not)
    return inner && { not: inner }
  }
  if (isField(filter)) return valueless.has(filter.op) || given(filter.value) ? filter : null
  if (isChild(filter)) {
    const { where, ...rest } = filter
    const inner = finished(where)
    return inner ? { ...rest, where: inner } : rest
  }
  return filter
}

/** The operator a person most likely means first. */
export const firstOperator = (field: MetaField): FilterOperator => {
  const wish: readonly FilterOperator[] = ['date', 'datetime'].includes(field.type) ? ['within'] : ['select', 'multi_select', 'tags'].includes(field.type) ? ['in', 'any_of'] : field.type === 'user' ? ['me', 'in']
    : ['reference', 'multi_reference', 'department'].includes(field.type) ? ['in', 'any_of'] : ['integer', 'decimal', 'money', 'percent', 'roll_up'].includes(field.type) ? ['gte'] : ['contains']
  return wish.find((op) => field.operators.includes(op)) ?? field.operators[0] ?? 'eq'
}

const many: ReadonlySet<FilterOperator> = new Set(['in', 'not_in', 'any_of', 'all_of', 'none_of'])
/** The value kept, as far as it fits, when the operator changes. */
export const valueFor = (op: FilterOperator, old: FilterOperator, value: unknown): unknown => {
  if (valueless.has(op)) return undefined
  if (many.has(op)) return many.has(old) ? value : given(value) && !Array.isArray(value) && typeof value !== 'object' ? [value] : undefined
  if (many.has(old)) return Array.isArray(value) ? value[0] : undefined
  const shape = (one: FilterOperator) => (one === 'between' ? 'pair' : one === 'within' || one === 'not_within' ? 'window' : one === 'near' ? 'near' : 'one')
  return shape(op) === shape(old) ? value : undefined
}
