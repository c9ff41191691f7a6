import type { EventStep } from './event-steps.ts'
import { partOf } from './is-object.ts'

/**
 * The one filter tree of lists, segments, conditions, reports, API and exports.
 * `field` may be a path through references (`person.owner.department.name`), at most 4 hops.
 */
export type Filter =
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | FieldFilter
  | ChildFilter
  | EventFilter
  | SegmentFilter

export interface FieldFilter {
  readonly field: string
  readonly op: FilterOperator
  readonly value?: unknown
}

export const filterOperators = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'empty',
  'not_empty',
  'any_of',
  'all_of',
  'none_of',
  /** value: a {@link RelativeDate}, or `{ from, to }` */
  'within',
  'not_within',
  /** value: a {@link RelativeDate} of days, weeks, months …; the same day of any year lies in it */
  'anniversary',
  /** user fields: the signed-in user, or the team of it; no value */
  'me',
  'my_team',
  'my_team_and_below',
  /** value: { lat, lng, radius_m } */
  'near',
  /** money: an amount that no rate says the worth of in the company's own currency; no value */
  'no_rate',
] as const
export type FilterOperator = (typeof filterOperators)[number]

/** A window in the tenant's time zone: `{ last: 30, unit: 'day' }`, `{ this: 'month' }`, `{ previous: 'week' }`, `{ next: 7, unit: 'day' }`. */
export type RelativeDate =
  | { readonly last: number; readonly unit: DateUnit }
  | { readonly next: number; readonly unit: DateUnit }
  | { readonly this: DateUnit }
  | { readonly previous: DateUnit }
export type DateUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

/** Children of the record: `object` whose reference field `via` points here. Without `count` it means "at least one". */
export interface ChildFilter {
  readonly child: string
  readonly via: string
  readonly where?: Filter
  /** Aggregate of the children compared with a number; `of` names the measured field for sum, min, max, avg. */
  readonly measure?: {
    readonly of?: string
    readonly fn: 'count' | 'sum' | 'min' | 'max' | 'avg'
    readonly op: 'eq' | 'gte' | 'lte' | 'gt' | 'lt'
    readonly value: number
  }
  /** True: no such child (same as count = 0). */
  readonly none?: boolean
}

/** Events of the person (segments, journey conditions): "page.viewed at least 2 times within 7 days where url contains x". */
export interface EventFilter {
  readonly event: string
  readonly where?: Filter
  readonly within?: RelativeDate | { readonly from?: string; readonly to?: string }
  readonly measure?: {
    readonly of?: string
    readonly fn: 'count' | 'sum' | 'min' | 'max' | 'first' | 'last'
    readonly op: 'eq' | 'gte' | 'lte' | 'gt' | 'lt' | 'within'
    readonly value: unknown
  }
  readonly none?: boolean
  /** Only those events count that were followed by these, each after the one before: "added to the cart, then within a day did not pay". */
  readonly then?: readonly EventStep[]
}

/** Stored membership of another segment. */
export interface SegmentFilter {
  readonly segment: string
  readonly member?: boolean
}

export const filterNodesMax = 200
export const filterDepthMax = 8
/** Counts the nodes of a tree without recursion, so that a hostile tree of any depth cannot exhaust the stack. Stops at `max`. */
export const countFilterNodes = (filter: unknown, max = filterNodesMax + 1): number => {
  const stack: unknown[] = [filter]
  let count = 0
  while (stack.length > 0 && count < max) {
    const node = stack.pop()
    if (typeof node !== 'object' || node === null) continue
    count++
    const [and, or, not, where] = ['and', 'or', 'not', 'where'].map((part) => partOf(node, part))
    if (Array.isArray(and)) stack.push(...and.slice(0, max))
    if (Array.isArray(or)) stack.push(...or.slice(0, max))
    if (not) stack.push(not)
    if (where) stack.push(where)
    const then = partOf(node, 'then')
    if (Array.isArray(then)) stack.push(...then.slice(0, max))
  }
  return count
}
