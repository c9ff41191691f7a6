import {
  type ChildFilter,
  type EventFilter,
  type FieldFilter,
  type Filter,
  type FilterOperator,
  type MetaField,
  type SegmentFilter,
  traitsOf,
} from '@lianke/kernel'

export interface FilterGroup {
  readonly join: 'and' | 'or'
  readonly items: readonly Filter[]
}

/** A tree as one group of conditions, whatever its root is. */
export const groupOf = (filter: Filter | null | undefined): FilterGroup =>
  !filter
    ? { join: 'and', items: [] }
    : 'and' in filter
      ? { join: 'and', items: filter.and }
      : 'or' in filter
        ? { join: 'or', items: filter.or }
        : { join: 'and', items: [filter] }

/** The group as a tree again; nothing for none, the condition itself for one. */
export const treeOf = ({ join, items }: FilterGroup): Filter | null => {
  const [first, ...others] = items
  if (!first) return null
  if (others.length === 0) return first
  return join === 'and' ? { and: items } : { or: items }
}

export const isField = (filter: Filter): filter is FieldFilter => 'field' in filter
export const isChild = (filter: Filter): filter is ChildFilter => 'child' in filter
export const isEvent = (filter: Filter): filter is EventFilter => 'event' in filter
const isSegment = (filter: Filter): filter is SegmentFilter => 'segment' in filter
export const isGroup = (filter: Filter): boolean => 'and' in filter || 'or' in filter

export const valueless: ReadonlySet<FilterOperator> = new Set([
  'empty',
  'not_empty',
  'me',
  'my_team',
  'my_team_and_below',
  'no_rate',
])

const given = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  !(Array.isArray(value) && (value.length === 0 || value.some((one) => one === undefined || one === null)))

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
  if (isSegment(filter)) return filter.segment ? filter : null
  if (isEvent(filter) && (!filter.event || (filter.measure && !given(filter.measure.value)))) return null
  const { where, ...rest } = filter
  const asked = { ...rest, ...whereOf(where) }
  if (!isEvent(asked) || !asked.then) return asked
  return { ...asked, then: asked.then.map(({ where, ...step }) => ({ ...step, ...whereOf(where) })) }
}
const whereOf = (where: Filter | undefined): { readonly where?: Filter } => {
  const inner = finished(where)
  return inner ? { where: inner } : {}
}

/** The operator a person most likely means first. */
export const firstOperator = (field: MetaField): FilterOperator => {
  const wish = traitsOf(field).firstAsk ?? ['contains']
  return wish.find((op) => field.operators.includes(op)) ?? field.operators[0] ?? 'eq'
}

const windows: ReadonlySet<FilterOperator> = new Set(['within', 'not_within', 'anniversary'])
/** Whether an operator takes a window of time. */
export const takesWindow = (op: FilterOperator): boolean => windows.has(op)
const many: ReadonlySet<FilterOperator> = new Set(['in', 'not_in', 'any_of', 'all_of', 'none_of'])
/** The value kept, as far as it fits, when the operator changes. */
export const valueFor = (op: FilterOperator, old: FilterOperator, value: unknown): unknown => {
  if (valueless.has(op)) return undefined
  if (many.has(op))
    return many.has(old) ? value : given(value) && !Array.isArray(value) && typeof value !== 'object' ? [value] : undefined
  if (many.has(old)) return Array.isArray(value) ? value[0] : undefined
  const shape = (one: FilterOperator) =>
    one === 'between' ? 'pair' : takesWindow(one) ? 'window' : one === 'near' ? 'near' : 'one'
  return shape(op) === shape(old) ? value : undefined
}

/** The condition on behaviour a person most likely means first. */
export const newEvent = (event: string): EventFilter => ({
  event,
  within: { last: 30, unit: 'day' },
  measure: { fn: 'count', op: 'gte', value: 1 },
})

/** How the conditions of a group go together; the last two are a `not` around a group. */
export type GroupKind = 'and' | 'or' | 'none' | 'not_all'
export interface GroupNode {
  readonly kind: GroupKind
  readonly items: readonly Filter[]
}

/** A group with its negation, or null for a single condition. */
export const groupNodeOf = (filter: Filter): GroupNode | null => {
  if ('and' in filter) return { kind: 'and', items: filter.and }
  if ('or' in filter) return { kind: 'or', items: filter.or }
  if (!('not' in filter)) return null
  const { not } = filter
  return 'or' in not ? { kind: 'none', items: not.or } : 'and' in not ? { kind: 'not_all', items: not.and } : null
}
/** The group as a tree again; it stays a group however few conditions are in it. */
export const filterOfGroup = ({ kind, items }: GroupNode): Filter =>
  kind === 'and'
    ? { and: items }
    : kind === 'or'
      ? { or: items }
      : kind === 'none'
        ? { not: { or: items } }
        : { not: { and: items } }
/** A whole tree as one group. */
export const rootGroupOf = (filter: Filter | null): GroupNode =>
  filter ? (groupNodeOf(filter) ?? { kind: 'and', items: [filter] }) : { kind: 'and', items: [] }
