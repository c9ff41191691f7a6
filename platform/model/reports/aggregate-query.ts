import { type DateUnit, type Field, fieldTypes, type Filter, isNumeric, refuse } from '@lianke/kernel'

export interface AggregateGroup {
  /** Field, or path through references (`person.stage`, `person.owner.department`). */
  readonly field: string
  /** Dates: by hour, day, week, month, quarter or year of the tenant's zone. Default day. */
  readonly bucket?: DateUnit
}
export interface AggregateMeasure {
  readonly fn: 'count' | 'count_distinct' | 'sum' | 'avg' | 'min' | 'max'
  readonly field?: string
}
/** A question to the figures: of an object's records or of an event. */
export interface AggregateQuery {
  readonly object?: string
  readonly event?: string
  readonly group?: readonly AggregateGroup[]
  readonly measures: readonly AggregateMeasure[]
  readonly filter?: Filter
  /** Key of a measure or group with an optional minus. Default: by time upwards, else by the first measure downwards. */
  readonly sort?: readonly string[]
  readonly limit?: number
}
/** Keys: a group's path (with `:bucket` when it has one), a measure's `fn` or `fn:field`. References come as `{ id, title }`, decimals as text. */
export interface AggregateResult {
  readonly keys: { readonly groups: readonly string[]; readonly measures: readonly string[] }
  readonly data: readonly Record<string, unknown>[]
  /**
   * How many amounts a measure leaves out, because nobody said what their currency was worth; by the measure's key, those that leave out some.
   * A row says the same of its own group.
   */
  readonly left_out: Readonly<Record<string, number>>
  /** There are more rows than were asked for. */
  readonly capped: boolean
}

export const groupsMax = 3
export const measuresMax = 8
export const rowsMax = 10_000
const rowsDefault = 1000
const buckets: readonly DateUnit[] = ['hour', 'day', 'week', 'month', 'quarter', 'year']
const functions = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const

export const groupKey = ({ field, bucket }: AggregateGroup): string => (bucket ? `${field}:${bucket}` : field)
export const measureKey = ({ fn, field }: AggregateMeasure): string => (field === undefined ? fn : `${fn}:${field}`)

/** Shape and size of a question from outside. Refuses `report.*`. */
export const checkAggregate = (query: AggregateQuery): { readonly groups: readonly AggregateGroup[]; readonly limit: number } => {
  const groups = query.group ?? []
  const limit = query.limit ?? rowsDefault
  if ((query.object === undefined) === (query.event === undefined)) refuse('report.object_or_event')
  if (groups.length > groupsMax) refuse('report.too_many_groups', { params: { max: groupsMax } })
  if (query.measures.length === 0 || query.measures.length > measuresMax)
    refuse('report.measures_out_of_range', { params: { max: measuresMax } })
  if (!Number.isInteger(limit) || limit < 1 || limit > rowsMax) refuse('report.limit_out_of_range', { params: { max: rowsMax } })
  for (const { bucket } of groups)
    if (bucket !== undefined && !buckets.includes(bucket))
      refuse('report.unknown_bucket', { params: { bucket: String(bucket).slice(0, 40) } })
  for (const { fn, field } of query.measures) {
    if (!functions.includes(fn)) refuse('report.unknown_measure', { params: { fn: String(fn).slice(0, 40) } })
    if (fn !== 'count' && field === undefined) refuse('report.measure_needs_field', { params: { fn } })
  }
  const keys = [...groups.map(groupKey), ...query.measures.map(measureKey)]
  if (new Set(keys).size !== keys.length) refuse('report.asked_twice')
  for (const sort of query.sort ?? [])
    if (!keys.includes(sort.replace(/^-/, ''))) refuse('report.unknown_sort', { params: { sort: sort.slice(0, 80) } })
  return { groups, limit }
}

/** May a field of this type be used so? Refuses `report.field_not_for_this`. */
export const checkUse = (field: Field, path: string, use: 'group' | AggregateMeasure['fn']): void => {
  const fits =
    use === 'group' || use === 'count_distinct'
      ? fieldTypes[field.type].report !== 'none'
      : isNumeric(field) || ((use === 'min' || use === 'max') && fieldTypes[field.type].time !== undefined)
  if (!fits) refuse('report.field_not_for_this', { params: { field: path, use } })
}
