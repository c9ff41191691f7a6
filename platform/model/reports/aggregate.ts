import { type DateUnit, type Field, heldTraits, refuse, surely, traitsOf } from '@lianke/kernel'
import { checkFilter } from '../query/check-filter.ts'
import { fieldStorages, type FilterContext } from '../field-types/index.ts'
import { analyticsWordOrder, inWordOrder } from '../field-types/word-order.ts'
import type { Analytics } from '../../store/analytics/analytics.ts'
import type { AnalyticsContext } from '../query/analytics-filter-scope.ts'
import { measureColumn } from '../../store/analytics/analytics-model.ts'
import { AnalyticsParams } from '../../store/analytics/analytics-params.ts'
import type { Model } from '../model/model.ts'
import {
  type AggregateGroup,
  type AggregateMeasure,
  type AggregateQuery,
  type AggregateResult,
  checkAggregate,
  checkUse,
  groupKey,
  measureKey,
} from './aggregate-query.ts'
import { eventSource, objectSource, type Source } from './aggregate-source.ts'
import type { AnalyticsAccess } from './analytics-access.ts'

export interface AggregateInput {
  readonly analytics: Analytics
  readonly tenant: string
  readonly model: Model
  readonly filter: FilterContext
  /** Absent: everything (engines). */
  readonly access?: AnalyticsAccess
}

const querySecondsMax = 20

/** Answers a question to the figures by one ClickHouse statement. */
export const aggregate = async (input: AggregateInput, query: AggregateQuery): Promise<AggregateResult> => {
  const { groups, limit } = checkAggregate(query)
  const filter = query.filter === undefined ? undefined : checkFilter(query.filter)
  const params = new AnalyticsParams()
  const context: AnalyticsContext = { model: input.model, filter: input.filter, params, ...(input.access ?? {}) }
  refuseUnreadable(input, query)
  const source =
    query.object !== undefined
      ? objectSource(context, query.object, filter)
      : eventSource(context, query.event as string, filter, await hasMerges(input))
  const by = groups.map((group, index) => groupColumns(source, group, `g${index}`, input.filter.zone, context))
  const measured = query.measures.map((measure, index) => `${measureColumnOf(source, measure, context)} as m${index}`)
  const left = leftOut(source, query)
  const sql = `select ${[...by.flatMap(({ select }) => select), ...measured, ...left.map(({ select }) => select)].join(', ')} from ${source.from()} where ${source.where}${
    by.length > 0 ? ` group by ${by.map(({ alias }) => alias).join(', ')}` : ''
  } order by ${orderOf(query, groups, by)} limit ${limit + 1}
    settings join_use_nulls = 1, group_by_use_nulls = 0`
  const rows = await input.analytics.query(input.tenant, sql, params.values, { maxSeconds: querySecondsMax })
  const seen = left.filter(({ alias }) => rows.some((row) => Number(row[alias]) > 0))
  const keys = { groups: groups.map(groupKey), measures: query.measures.map(measureKey) }
  return {
    keys,
    capped: rows.length > limit,
    left_out: await countLeftOut(input, source, params, seen),
    data: rows.slice(0, limit).map((row) => ({
      ...answerRow(row, groups, by, query.measures),
      ...leftOutOf(row, seen),
    })),
  }
}

const hasMerges = async ({ analytics, tenant }: AggregateInput): Promise<boolean> =>
  (await analytics.query(tenant, 'select 1 from person_merge final where tenant_id = {tenant:String} limit 1')).length > 0

/** Nobody learns from a report how many records there are of what he may not read. */
const refuseUnreadable = ({ model, access, filter }: AggregateInput, { object }: AggregateQuery): void => {
  const found = object === undefined ? undefined : model.objects.get(object)
  if (!found || !access) return
  if (access.rows(found, 'r', { model, filter, params: new AnalyticsParams() }) === 'false')
    refuse('access.denied', { status: 403, params: { object: found.name, action: 'read' } })
}

interface GroupColumns {
  readonly alias: string
  readonly select: readonly string[]
  readonly titled: boolean
  readonly timed: boolean
  /** By what rows of it are put in order. */
  readonly order: (way: 'asc' | 'desc') => string
}

const groupColumns = (
  source: Source,
  group: AggregateGroup,
  alias: string,
  zone: string,
  context: AnalyticsContext,
): GroupColumns => {
  const { field, name, ref, title } = source.find(group.field, 'group')
  checkUse(field, group.field, 'group')
  if (heldTraits(field).time)
    return {
      alias,
      timed: true,
      titled: false,
      order: (way) => `${alias} ${way} nulls last`,
      select: [`${bucketOf(field, ref(name), group.bucket ?? 'day', context.params.add(zone, 'String'))} as ${alias}`],
    }
  if (group.bucket !== undefined) refuse('report.unknown_bucket', { params: { bucket: group.bucket } })
  const column = ref(measureColumn(name, field))
  const value = traitsOf(field).many ? `arrayJoin(if(empty(${column}), [NULL], arrayMap(x -> toNullable(x), ${column})))` : column
  const text = fieldStorages[field.type].analyticsPlain ? value : `toString(${value})`
  return {
    alias,
    timed: false,
    titled: title !== null,
    // Whoever is named stands by his name, the rest by their sound or their value.
    order: (way) =>
      title !== null
        ? `toString(${alias}_title) ${way} nulls last ${analyticsWordOrder}, ${alias} ${way}`
        : `${alias} ${way} nulls last${inWordOrder(field) ? ` ${analyticsWordOrder}` : ''}`,
    select: [`${text} as ${alias}`, ...(title ? [`any(${title}) as ${alias}_title`] : [])],
  }
}

const starts: Record<DateUnit, (at: string) => string> = {
  hour: (at) => `formatDateTime(toStartOfHour(${at}), '%Y-%m-%dT%H:00')`,
  day: (at) => `toString(toDate32(${at}))`,
  week: (at) => `toString(toStartOfWeek(${at}, 1))`,
  month: (at) => `toString(toStartOfMonth(${at}))`,
  quarter: (at) => `toString(toStartOfQuarter(${at}))`,
  year: (at) => `toString(toStartOfYear(${at}))`,
}
/** The first day of the bucket in the tenant's zone; a day needs no zone. */
const bucketOf = (field: Field, column: string, bucket: DateUnit, zone: string): string =>
  starts[bucket](
    heldTraits(field).time === 'day' ? (bucket === 'hour' ? `toDateTime(${column})` : column) : `toTimeZone(${column}, ${zone})`,
  )

const measureColumnOf = (source: Source, { fn, field: path }: AggregateMeasure, { params, filter }: AnalyticsContext): string => {
  if (path === undefined) return 'count()'
  const { field, name, ref } = source.find(path, 'measure')
  checkUse(field, path, fn)
  const column = ref(measureColumn(name, field))
  if (fn === 'count') return `count(${column})`
  if (fn === 'count_distinct') return traitsOf(field).many ? `uniqExactArray(${column})` : `uniqExact(${column})`
  if (heldTraits(field).time && heldTraits(field).time !== 'day')
    return `formatDateTime(toTimeZone(${fn}(${column}), ${params.add(filter.zone, 'String')}), '%Y-%m-%dT%H:%i:%S')`
  return fn === 'avg' ? `toString(round(avg(toFloat64(${column})), 4))` : `toString(${fn}(${column}))`
}

interface LeftOut {
  readonly key: string
  readonly alias: string
  readonly select: string
}
/** Amounts that a measure cannot count: there, but worth nothing in the company's own currency. */
const leftOut = (source: Source, { measures }: AggregateQuery): readonly LeftOut[] =>
  measures.flatMap((measure, index) => {
    const { fn, field: path } = measure
    if (path === undefined || fn === 'count' || fn === 'count_distinct') return []
    const { field, name, ref } = source.find(path, 'measure')
    const measured = measureColumn(name, field)
    if (measured === name) return []
    const alias = `l${index}`
    return [
      { key: measureKey(measure), alias, select: `countIf(isNotNull(${ref(name)}) and isNull(${ref(measured)})) as ${alias}` },
    ]
  })

/** What one group leaves out, beside its figures. */
const leftOutOf = (
  row: Record<string, unknown>,
  seen: readonly LeftOut[],
): { readonly left_out?: AggregateResult['left_out'] } => {
  const some = seen.filter(({ alias }) => Number(row[alias]) > 0)
  return some.length === 0 ? {} : { left_out: Object.fromEntries(some.map(({ key, alias }) => [key, Number(row[alias])])) }
}

/** Each once, whatever the groups; asked only where a group left out some. */
const countLeftOut = async (
  { analytics, tenant }: AggregateInput,
  source: Source,
  params: AnalyticsParams,
  seen: readonly LeftOut[],
): Promise<AggregateResult['left_out']> => {
  if (seen.length === 0) return {}
  const sql = `select ${seen.map(({ select }) => select).join(', ')} from ${source.from()} where ${source.where} settings join_use_nulls = 1`
  const [counted] = await analytics.query(tenant, sql, params.values, { maxSeconds: querySecondsMax })
  return Object.fromEntries(seen.map(({ key, alias }) => [key, Number(counted?.[alias] ?? 0)]))
}

const orderOf = (query: AggregateQuery, groups: readonly AggregateGroup[], by: readonly GroupColumns[]): string => {
  const orders = new Map<string, GroupColumns['order']>([
    ...groups.map((group, index) => [groupKey(group), surely(by[index], 'each group has its columns').order] as const),
    ...query.measures.map(
      (measure, index) => [measureKey(measure), (way: string) => `${orderable(`m${index}`, query)} ${way} nulls last`] as const,
    ),
  ])
  const asked = (query.sort ?? []).map((sort) =>
    surely(orders.get(sort.replace(/^-/, '')), 'what is sorted by is asked for')(sort.startsWith('-') ? 'desc' : 'asc'),
  )
  const timed = by.filter(({ timed }) => timed).map(({ order }) => order('asc'))
  const natural = timed.length > 0 ? timed : [`${orderable('m0', query)} desc nulls last`]
  return [...(asked.length > 0 ? asked : natural), ...by.map(({ order }) => order('asc'))].join(', ')
}
/** Sums and their kin travel as text, and sort as numbers. */
const orderable = (alias: string, { measures }: AggregateQuery): string => {
  const fn = alias.startsWith('m') ? measures[Number(alias.slice(1))]?.fn : undefined
  return fn === undefined || fn === 'count' || fn === 'count_distinct' ? alias : `toFloat64OrNull(${alias})`
}

const answerRow = (
  row: Record<string, unknown>,
  groups: readonly AggregateGroup[],
  by: readonly GroupColumns[],
  measures: readonly AggregateMeasure[],
): Record<string, unknown> => {
  const answer: Record<string, unknown> = {}
  for (const [index, group] of groups.entries()) {
    const value = row[`g${index}`] ?? null
    answer[groupKey(group)] = by[index]?.titled && value !== null ? { id: value, title: row[`g${index}_title`] ?? null } : value
  }
  for (const [index, measure] of measures.entries()) {
    const value = row[`m${index}`] ?? null
    answer[measureKey(measure)] = measure.fn === 'count' || measure.fn === 'count_distinct' ? Number(value) : value
  }
  return answer
}
