import {
  type ChildFilter,
  type FieldFilter,
  type Filter,
  personObject,
  refuse,
  type SegmentFilter,
  traitsOf,
} from '@lianke/kernel'
import { fieldStorages } from '../field-types/index.ts'
import { useOf } from '../access/field-access.ts'
import { compileEventFilter } from './analytics-event-filter.ts'
import { checkOperator, measured } from './analytics-measure.ts'
import {
  behind,
  findField,
  hopOf,
  idOf,
  type AnalyticsContext,
  type AnalyticsScope,
  openAnalyticsScope,
  type PartOfPath,
  partOfPath,
  refOf,
  scopeFrom,
  scopeWhere,
} from './analytics-filter-scope.ts'
import { measureColumn } from '../../store/analytics/analytics-model.ts'
import { AnalyticsParams } from '../../store/analytics/analytics-params.ts'
import { checkMeasurable } from './measurable.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A filter tree (checked by `checkFilter`) → one ClickHouse condition over the scope's alias. Relations and events become sets, never loops. */
export const compileAnalyticsFilter = (scope: AnalyticsScope, filter: Filter): string => {
  if ('and' in filter)
    return filter.and.length === 0 ? 'true' : `(${filter.and.map((part) => compileAnalyticsFilter(scope, part)).join(' and ')})`
  if ('or' in filter)
    return filter.or.length === 0 ? 'true' : `(${filter.or.map((part) => compileAnalyticsFilter(scope, part)).join(' or ')})`
  if ('not' in filter) return `not ifNull(${compileAnalyticsFilter(scope, filter.not)}, false)`
  if ('field' in filter) return fieldCondition(scope, filter, filter.field)
  if ('child' in filter) return childCondition(scope, filter)
  if ('event' in filter) {
    if (scope.object.name !== personObject) refuse('filter.events_need_person', { params: { object: scope.object.name } })
    return compileEventFilter(scope.context, idOf(scope), filter)
  }
  return segmentCondition(scope, filter)
}

const fieldCondition = (scope: AnalyticsScope, filter: FieldFilter, path: string): string => {
  const { first, rest } = hopOf(path)
  if (first === 'id' && rest === null) return scope.missing ? 'false' : idCondition(scope, filter)
  const part = partOfPath(scope, first, rest, { path: filter.field, use: useOf(filter.op) })
  if (part) return partCondition(scope, filter, part)
  if (rest !== null) return pathCondition(scope, filter, first, rest)
  const field = findField(scope, first, filter.field, useOf(filter.op))
  checkOperator(field, filter)
  return fieldStorages[field.type].analyticsFilter(
    filter.op,
    filter.value,
    first,
    field.options,
    refOf(scope, field, first),
    scope.context.params.add,
    scope.context.filter,
  )
}

const partCondition = (scope: AnalyticsScope, filter: FieldFilter, { field, column }: PartOfPath): string => {
  checkOperator(field, filter)
  const { params, filter: asked } = scope.context
  return fieldStorages[field.type].analyticsFilter(
    filter.op,
    filter.value,
    'part',
    field.options,
    () => column,
    params.add,
    asked,
  )
}

/** Conditions that an empty value meets. */
const metByNothing: ReadonlySet<string> = new Set(['ne', 'not_in', 'not_contains', 'empty', 'none_of', 'not_within'])

/**
 * The records behind the reference that match, as a set; where there is none, or it is deleted, the condition is asked of empty values ("is
 * empty" is then true): such a one asks for the set that does not match, in which what is absent does not stand either.
 */
const pathCondition = (scope: AnalyticsScope, filter: FieldFilter, first: string, rest: string): string => {
  const { field, target, column } = behind(scope, first, filter.field)
  const nowhere = fieldCondition({ ...target, missing: true }, filter, rest)
  if (scope.missing) return nowhere
  const rows = `select ${idOf(target)} as id from ${scopeFrom(target)} where ${scopeWhere(target)}`
  const condition = fieldCondition(target, filter, rest)
  if (!traitsOf(field).many && metByNothing.has(filter.op))
    return `if(${column} is null, ifNull(${nowhere}, false), ifNull(assumeNotNull(${column}) not in (${rows} and not ifNull(${condition}, false)), false))`
  const found = `${rows} and ${condition}`
  if (traitsOf(field).many)
    return `if(empty(${column}), ifNull(${nowhere}, false), hasAny(${column}, (select groupArray(id) from (${found}))))`
  return `if(${column} is null, ifNull(${nowhere}, false), ifNull(assumeNotNull(${column}) in (${found}), false))`
}

const idCondition = (scope: AnalyticsScope, filter: FieldFilter): string => {
  const ids = (Array.isArray(filter.value) ? filter.value : [filter.value]).map(String)
  if (ids.some((id) => !uuid.test(id)) || ids.length > 1000)
    refuse('filter.bad_value', { params: { field: filter.field, operator: filter.op } })
  const set = scope.context.params.add(ids, 'Array(UUID)')
  if (filter.op === 'eq' || filter.op === 'in') return `${idOf(scope)} in ${set}`
  if (filter.op === 'ne' || filter.op === 'not_in') return `${idOf(scope)} not in ${set}`
  return refuse('filter.operator_not_for_type', { params: { operator: filter.op, field: filter.field, type: 'id' } })
}

const childCondition = (scope: AnalyticsScope, filter: ChildFilter): string => {
  const link = scope.object.children.find((child) => child.object === filter.child && child.via === filter.via)
  if (!link)
    return refuse('filter.unknown_child', { params: { child: filter.child, via: filter.via, object: scope.object.name } })
  // Persons that the question is limited to are those of its own rows, not those who point to them.
  const { persons, ...context } = scope.context
  const child = openAnalyticsScope(context, link.object, `${scope.alias}_c`)
  const via = refOf(child, findField(child, link.via, link.via, 'follow'), link.via)(link.via)
  const limits = [
    scopeWhere(child),
    `${via} is not null`,
    ...(persons && scope.object.name === personObject ? [`${via} in ${scope.context.params.add(persons, 'Array(UUID)')}`] : []),
    ...(filter.where ? [compileAnalyticsFilter(child, filter.where)] : []),
  ]
  const body = `select assumeNotNull(${via}) from ${scopeFrom(child)} where ${limits.join(' and ')}`
  const { measure } = filter
  if (!measure || filter.none) return `${idOf(scope)} ${filter.none ? 'not in' : 'in'} (${body})`
  return measured(
    idOf(scope),
    `${body} group by ${via}`,
    aggregateOf(child, measure, filter.child),
    measure.op,
    measure.value,
    filter.child,
    scope.context,
  )
}

const aggregateOf = (child: AnalyticsScope, measure: NonNullable<ChildFilter['measure']>, childName: string): string => {
  if (measure.fn === 'count') return 'count()'
  if (!measure.of || !['sum', 'min', 'max', 'avg'].includes(measure.fn))
    return refuse('filter.measure_needs_field', { params: { child: childName } })
  const field = findField(child, measure.of, measure.of, 'measure')
  checkMeasurable(field, childName, measure.of)
  return `ifNull(toFloat64(${measure.fn}(${refOf(child, field, measure.of)(measureColumn(measure.of, field))})), 0)`
}

const segmentCondition = (scope: AnalyticsScope, filter: SegmentFilter): string => {
  if (scope.object.name !== personObject) refuse('filter.segments_need_person', { params: { object: scope.object.name } })
  if (!uuid.test(String(filter.segment))) refuse('filter.bad_value', { params: { field: 'segment', operator: 'member' } })
  const segment = scope.context.params.add(filter.segment, 'UUID')
  return `${idOf(scope)} ${filter.member === false ? 'not in' : 'in'} (select person from segment_member final where tenant_id = {tenant:String} and segment = ${segment})`
}

export interface AnalyticsStatement {
  readonly sql: string
  readonly params: Record<string, unknown>
}

/** The persons of a filter as one statement with the column `id`; `persons` limits it to those given. Merged persons are no persons of their own. */
export const personsOfFilter = (given: Omit<AnalyticsContext, 'params'>, filter: Filter): AnalyticsStatement =>
  statement(given, personObject, filter, (id) => `select ${id} as id`)
/** How many persons a filter has: one row `{ count }`. */
export const countOfFilter = (given: Omit<AnalyticsContext, 'params'>, filter: Filter): AnalyticsStatement =>
  countOfRecords(given, personObject, filter)
/** The same of any object. */
export const countOfRecords = (given: Omit<AnalyticsContext, 'params'>, object: string, filter: Filter): AnalyticsStatement =>
  statement(given, object, filter, () => 'select toUInt32(count()) as count')

/** How many persons a filter has and some of them, by one pass over the events: one row `{ count, sample }`. */
export const sampleOfFilter = (given: Omit<AnalyticsContext, 'params'>, filter: Filter, max: number): AnalyticsStatement =>
  statement(
    given,
    personObject,
    filter,
    (id) => `select toUInt32(count()) as count, groupArray(${Math.trunc(max)})(toString(${id})) as sample`,
  )

/** Ids of records of an object, `max` at most and in no order; of `among` only. */
export const idsOfFilter = (
  given: Omit<AnalyticsContext, 'params' | 'persons'>,
  object: string,
  filter: Filter,
  { max, among }: { readonly max: number; readonly among?: readonly string[] },
): AnalyticsStatement => {
  const limited = among && object === personObject ? { ...given, persons: among } : given
  const { sql, params } = statement(limited, object, filter, (id) => `select ${id} as id`, among)
  return { sql: `${sql} limit ${Math.trunc(max)}`, params }
}

const statement = (
  given: Omit<AnalyticsContext, 'params'>,
  object: string,
  filter: Filter,
  select: (id: string) => string,
  among = given.persons,
): AnalyticsStatement => {
  const params = new AnalyticsParams()
  const scope = openAnalyticsScope({ ...given, params }, object, 'p')
  const limits = [
    scopeWhere(scope),
    ...(among ? [`${idOf(scope)} in ${params.add(among, 'Array(UUID)')}`] : []),
    ...(scope.object.fields.has('merged_into') ? ['p.merged_into is null'] : []),
    compileAnalyticsFilter(scope, filter),
  ]
  return { sql: `${select(idOf(scope))} from ${scopeFrom(scope)} where ${limits.join(' and ')}`, params: params.values }
}
