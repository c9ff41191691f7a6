import {
  type DateUnit,
  type Filter,
  filterIn,
  isNumeric,
  isObject,
  listIn,
  type MetaField,
  type Row,
  traitsOf,
} from '@lianke/kernel'

export type Place = 'row' | 'column'
export interface Group {
  readonly field: string
  readonly bucket?: DateUnit
  readonly place?: Place
}
const measureFunctions = ['count', 'count_distinct', 'sum', 'avg', 'min', 'max'] as const
export interface Measure {
  readonly fn: (typeof measureFunctions)[number]
  readonly field?: string
}
const drawingNames = ['bar', 'line', 'pie', 'table', 'number'] as const
export type Drawing = (typeof drawingNames)[number]
/** A report as it stands on the screen. `subject`: an object's name or an event's. */
export interface Question {
  readonly source: 'object' | 'event'
  readonly subject: string
  readonly groups: readonly Group[]
  readonly measures: readonly Measure[]
  readonly filter: Filter | null
  readonly chart: Drawing
}
export const groupsMax = 3
export const measuresMax = 8
export const buckets: readonly DateUnit[] = ['hour', 'day', 'week', 'month', 'quarter', 'year']
const rowsAsked = 1000

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((one) => one === value)
const groupIn = (one: Readonly<Record<string, unknown>>): Group | null => {
  const [bucket, place] = [oneOf(buckets, one.bucket), oneOf(['row', 'column'], one.place)]
  return typeof one.field === 'string' ? { field: one.field, ...(bucket ? { bucket } : {}), ...(place ? { place } : {}) } : null
}
const measureIn = (one: Readonly<Record<string, unknown>>): Measure | null => {
  const fn = oneOf(measureFunctions, one.fn)
  return fn ? { fn, ...(typeof one.field === 'string' ? { field: one.field } : {}) } : null
}
export const questionOf = (row: Row): Question => ({
  source: row.source === 'event' ? 'event' : 'object',
  subject: String(row.subject ?? ''),
  groups: listIn(row.groups, groupIn).slice(0, groupsMax),
  measures: listIn(row.measures, measureIn).slice(0, measuresMax),
  filter: filterIn(row.filter),
  chart: oneOf(drawingNames, row.chart) ?? 'bar',
})

/** What the server is asked. */
export const aggregateBody = ({ source, subject, groups, measures, filter }: Question): Record<string, unknown> => ({
  [source]: subject,
  group: groups.map(({ field, bucket }) => (bucket ? { field, bucket } : { field })),
  measures: measures.length > 0 ? measures : [{ fn: 'count' }],
  ...(filter ? { filter } : {}),
  limit: rowsAsked,
})

export const groupKey = ({ field, bucket }: Group): string => (bucket ? `${field}:${bucket}` : field)
export const measureKey = ({ fn, field }: Measure): string => (field === undefined ? fn : `${fn}:${field}`)

/** The fields whose amounts an answer leaves out, each once. */
export const leftOutFields = (
  { measures }: Question,
  leftOut: Readonly<Record<string, number>> = {},
): readonly { readonly field: string; readonly count: number }[] => {
  const counts = new Map(
    measures.flatMap((one): [string, number][] => {
      const count = leftOut[measureKey(one)]
      return one.field && count ? [[one.field, count]] : []
    }),
  )
  return [...counts].map(([field, count]) => ({ field, count }))
}

/** What a field is good for in a report; text counts as something to group by. */
export const useOf = (field: MetaField): 'group' | 'time' | 'measure' | 'none' => {
  if (isNumeric(field)) return 'measure'
  const { computed, report } = traitsOf(field)
  return computed || report === 'none' ? 'none' : report === 'time' ? 'time' : 'group'
}

/** Puts a field where it belongs, or where it was dropped. Answers the same question when there is no room or it stands there already. */
export const withField = (question: Question, path: string, field: MetaField, place?: Place | 'value'): Question => {
  const use = useOf(field)
  const target = place ?? (use === 'measure' ? 'value' : 'row')
  if (target === 'value') {
    const measure: Measure = use === 'measure' ? { fn: 'sum', field: path } : { fn: 'count_distinct', field: path }
    const known = question.measures.some((one) => measureKey(one) === measureKey(measure))
    // The first figure somebody chooses replaces the mere count that stood there so far.
    const kept = question.measures.length === 1 && question.measures[0]?.fn === 'count' ? [] : question.measures
    return known || use === 'none' || kept.length >= measuresMax ? question : { ...question, measures: [...kept, measure] }
  }
  if (use === 'none' || (use === 'measure' && traitsOf(field).key !== 'number')) return question
  const group: Group = {
    field: path,
    ...(use === 'time' ? { bucket: 'month' as const } : {}),
    ...(target === 'column' ? { place: 'column' as const } : {}),
  }
  const others = question.groups.filter((one) => one.field !== path)
  if (others.length >= groupsMax) return question
  const groups = [...others, group]
  return {
    ...question,
    groups,
    chart: use === 'time' && question.groups.length === 0 && question.chart === 'bar' ? 'line' : question.chart,
  }
}
export const withoutGroup = (question: Question, index: number): Question => ({
  ...question,
  groups: question.groups.filter((_, at) => at !== index),
})
export const withoutMeasure = (question: Question, index: number): Question => {
  const measures = question.measures.filter((_, at) => at !== index)
  return { ...question, measures: measures.length > 0 ? measures : [{ fn: 'count' }] }
}
export const changed = <T>(items: readonly T[], index: number, item: T): readonly T[] =>
  items.map((one, at) => (at === index ? item : one))

const day = 86_400_000
/** First moment after the bucket that begins at `from` (a calendar day, or an hour's moment), as a day or moment of the same kind. */
export const bucketEnd = (from: string, bucket: DateUnit): string => {
  if (bucket === 'hour') return new Date(Date.parse(from) + 3_600_000).toISOString()
  const [year = 1970, month = 1, date = 1] = from.slice(0, 10).split('-').map(Number)
  const months = bucket === 'month' ? 1 : bucket === 'quarter' ? 3 : bucket === 'year' ? 12 : 0
  const end = months ? Date.UTC(year, month - 1 + months, 1) : Date.UTC(year, month - 1, date) + day * (bucket === 'week' ? 7 : 1)
  return new Date(end).toISOString().slice(0, 10)
}

/** The condition that chooses the rows behind one value of a group. `instant` turns a day of the company's zone into its first moment. */
export const conditionOf = (group: Group, field: MetaField, value: unknown, instant: (day: string) => string): Filter => {
  if (value === null || value === undefined || value === '') return { field: group.field, op: 'empty' }
  if (group.bucket) {
    const from = String(value)
    const end = bucketEnd(from, group.bucket)
    if (traitsOf(field).time === 'day')
      return {
        field: group.field,
        op: 'between',
        value: [from.slice(0, 10), new Date(Date.parse(`${end}T00:00:00Z`) - day).toISOString().slice(0, 10)],
      }
    const [first, after] = group.bucket === 'hour' ? [from, end] : [instant(from.slice(0, 10)), instant(end)]
    return { field: group.field, op: 'between', value: [first, new Date(Date.parse(after) - 1).toISOString()] }
  }
  const plain = isObject(value) ? value.id : value
  return traitsOf(field).many
    ? { field: group.field, op: 'any_of', value: [plain] }
    : { field: group.field, op: 'eq', value: plain }
}

/** The rows behind a number: the report's own condition and one for each group. */
export const behindNumber = (filter: Filter | null, conditions: readonly Filter[]): Filter => {
  const own = filter === null ? [] : 'and' in filter ? filter.and : [filter]
  const all = [...own, ...conditions]
  const [only, ...others] = all
  return only && others.length === 0 ? only : { and: all }
}

export interface Pivot {
  readonly rows: readonly { readonly key: string; readonly values: readonly unknown[] }[]
  readonly columns: readonly { readonly key: string; readonly values: readonly unknown[] }[]
  readonly cell: (row: string, column: string) => Readonly<Record<string, unknown>> | undefined
}
const keyOf = (values: readonly unknown[]): string => JSON.stringify(values.map((value) => (isObject(value) ? value.id : value)))

/** Rows and columns of the answer, in the order it came. Without groups in columns there is one column with the empty key. */
export const pivotOf = (groups: readonly Group[], data: readonly Readonly<Record<string, unknown>>[]): Pivot => {
  const across = groups.filter(({ place }) => place === 'column')
  const down = groups.filter(({ place }) => place !== 'column')
  const rows = new Map<string, readonly unknown[]>()
  const columns = new Map<string, readonly unknown[]>()
  const cells = new Map<string, Readonly<Record<string, unknown>>>()
  for (const one of data) {
    const rowValues = down.map((group) => one[groupKey(group)] ?? null)
    const columnValues = across.map((group) => one[groupKey(group)] ?? null)
    const [row, column] = [keyOf(rowValues), keyOf(columnValues)]
    if (!rows.has(row)) rows.set(row, rowValues)
    if (!columns.has(column)) columns.set(column, columnValues)
    cells.set(`${row} ${column}`, one)
  }
  const listed = (all: Map<string, readonly unknown[]>) => [...all].map(([key, values]) => ({ key, values }))
  return { rows: listed(rows), columns: listed(columns), cell: (row, column) => cells.get(`${row} ${column}`) }
}
