import { type EventFilter, type Field, type FieldFilter, type Filter, own, refuse } from '@lianke/kernel'
import { refuseMaskedEvent, useOf } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import { followedRows } from './analytics-event-sequence.ts'
import { checkMeasurable } from './measurable.ts'
import { checkOperator, measured } from './analytics-measure.ts'
import { analyticsColumnsOf, measureColumn } from '../../store/analytics/analytics-model.ts'
import type { AnalyticsContext } from './analytics-filter-scope.ts'
import { boundsOf } from './within.ts'
import { eventColumnOf, noOne } from '../../store/analytics/analytics-tables.ts'

/** Persons who did (or did not do) an event, counted or summed: one pass over the events of that name, or of all names of a sequence. */
export const compileEventFilter = (context: AnalyticsContext, id: string, filter: EventFilter): string => {
  const event = eventOf(context, filter.event)
  const { measure } = filter
  const measureRef = measure?.of === undefined ? null : numberRef(context, event.fields, measure.of, filter.event)
  const whole = !measure || filter.none
  const parts = whole
    ? null
    : (own(aggregates, measure.fn) ?? refuse('filter.unknown_measure', { params: { fn: measure.fn, field: filter.event } }))
  if (parts?.needsField && measureRef === null) refuse('filter.measure_needs_field', { params: { child: filter.event } })
  const of = { context, filter, measureRef }
  if (!parts || !measure)
    return `${id} ${filter.none ? 'not in' : 'in'} (${filter.then ? `select kept_person from (${followed(of)})` : keptOf(of, 'distinct')})`
  const grouped = filter.then ? ofRows(parts, followed(of)) : keptOf(of, parts)
  if (measure.fn === 'first' || measure.fn === 'last') {
    return `${id} in (${grouped} group by 1 having ${inTime(context, parts.outer, measure.value, filter.event)})`
  }
  return measured(id, `${grouped} group by 1`, parts.outer, measure.op, measure.value, filter.event, context)
}

const eventOf = (context: AnalyticsContext, name: string) =>
  context.model.events.get(name) ?? refuse('filter.unknown_event', { params: { event: name } })

interface Aggregate {
  /** Of one person's events in the store. */
  readonly inner: (ref: string) => string
  /** The part that one row `at`, `value` adds. */
  readonly row: string
  readonly outer: string
  readonly needsField?: true
}
const aggregates: Record<string, Aggregate> = {
  count: { inner: () => 'count()', row: '1', outer: 'toFloat64(sum(found.part))' },
  sum: { inner: (ref) => `sum(${ref})`, row: 'value', outer: 'ifNull(sum(found.part), 0)', needsField: true },
  min: { inner: (ref) => `min(${ref})`, row: 'value', outer: 'ifNull(min(found.part), 0)', needsField: true },
  max: { inner: (ref) => `max(${ref})`, row: 'value', outer: 'ifNull(max(found.part), 0)', needsField: true },
  first: { inner: () => 'min(e.occurred_at)', row: 'at', outer: 'min(found.part)' },
  last: { inner: () => 'max(e.occurred_at)', row: 'at', outer: 'max(found.part)' },
}

interface Asked {
  readonly context: AnalyticsContext
  readonly filter: EventFilter
  readonly measureRef: string | null
}

/** What an event of a condition is, by its name and what it carries. */
const isEvent = (context: AnalyticsContext, name: string, where: Filter | undefined): readonly string[] => [
  `e.name = ${context.params.add(name, 'String')}`,
  ...(where ? [payloadCondition(context, eventOf(context, name).fields, where)] : []),
]
const ofSomebody = (context: AnalyticsContext): readonly string[] => [
  'e.tenant_id = {tenant:String}',
  `e.person != ${noOne}`,
  ...(context.persons ? [ofPersons(context, context.persons)] : []),
]
const first = ({ context, filter }: Asked): readonly string[] => [
  ...isEvent(context, filter.event, filter.where),
  ...(filter.within ? [inTime(context, 'e.occurred_at', filter.within, filter.event)] : []),
]

/** Counted per person first and joined to merges after, so that ten million events are not joined. */
const keptOf = (asked: Asked, parts: Aggregate | 'distinct'): string => {
  const where = [...ofSomebody(asked.context), ...first(asked)].join(' and ')
  return parts === 'distinct'
    ? ofKept(`select distinct e.person as person from event as e where ${where}`)
    : ofKept(
        `select e.person as person, ${parts.inner(asked.measureRef ?? '')} as part from event as e where ${where} group by e.person`,
      )
}

/** First events of a sequence that were followed as asked: rows of whom, and of each when and how much. */
const followed = (asked: Asked): string => {
  const { context, filter, measureRef } = asked
  const then = filter.then ?? []
  const names = context.params.add([...new Set([filter.event, ...then.map(({ event }) => event)])], 'Array(String)')
  const { from = null } = filter.within ? boundsOf(context.filter, filter.within, filter.event) : {}
  return followedRows({
    steps: [first(asked), ...then.map(({ event, where }) => isEvent(context, event, where))].map((all) => all.join(' and ')),
    then,
    value: measureRef,
    where: [
      ...ofSomebody(context),
      `e.name in ${names}`,
      ...(from === null ? [] : [`e.occurred_at >= ${instantParam(context, from)}`]),
    ].join(' and '),
    now: Date.parse(context.filter.now),
    ofKept,
    add: context.params.add,
  })
}
const ofRows = ({ row }: Aggregate, rows: string): string =>
  `select found.kept_person as kept_person from (select kept_person, ${row} as part from (${rows})) as found`

const merges = `select gone, kept from person_merge final where tenant_id = {tenant:String}`

/** Events of a person who was merged count for the person who was kept; nothing stored is rewritten. Who was not merged has no row, which reads as empty or, in reports, as null. */
const ofKept = (found: string, also = ''): string =>
  `select ifNull(nullIf(merged.kept, ${noOne}), found.person) as kept_person${also} from (${found}) as found left any join (${merges}) as merged on merged.gone = found.person`

const ofPersons = (context: AnalyticsContext, persons: readonly string[]): string => {
  const set = context.params.add(persons, 'Array(UUID)')
  return `(e.person in ${set} or e.person in (select gone from person_merge final where tenant_id = {tenant:String} and kept in ${set}))`
}

/** `2026-01-02 03:04:05.678`, UTC. */
const instantParam = (context: AnalyticsContext, value: string): string =>
  context.params.add(value.replace('T', ' ').replace('Z', ''), 'DateTime64(3)')

const inTime = (context: AnalyticsContext, at: string, within: unknown, event: string): string => {
  const { from, to } = boundsOf(context.filter, within, event)
  const instant = (value: string) => instantParam(context, value)
  const limits = [...(from === null ? [] : [`${at} >= ${instant(from)}`]), ...(to === null ? [] : [`${at} < ${instant(to)}`])]
  return `(${limits.join(' and ')})`
}

/** A context whose events know their person: conditions may then go through `person.` to what is known of it. */
interface EventContext extends AnalyticsContext {
  readonly personOf?: () => string
  /** Ids of persons of a condition, as a statement. */
  readonly personFilter?: (context: AnalyticsContext, filter: FieldFilter) => string
}

/** A filter over the fields of an event `e`. */
export const payloadCondition = (context: EventContext, fields: Readonly<Record<string, Field>>, filter: Filter): string => {
  if ('and' in filter)
    return filter.and.length === 0
      ? 'true'
      : `(${filter.and.map((part) => payloadCondition(context, fields, part)).join(' and ')})`
  if ('or' in filter)
    return filter.or.length === 0 ? 'true' : `(${filter.or.map((part) => payloadCondition(context, fields, part)).join(' or ')})`
  if ('not' in filter) return `not ifNull(${payloadCondition(context, fields, filter.not)}, false)`
  if (!('field' in filter)) return refuse('filter.malformed', { params: { found: Object.keys(filter)[0] } })
  if (filter.field.startsWith('person.') && context.personOf) {
    const { personOf, ...plain } = context
    const found = context.personFilter?.(plain, { ...filter, field: filter.field.slice('person.'.length) })
    if (found) return `ifNull(${personOf()} in (${found}), false)`
  }
  const field = own(fields, filter.field) ?? refuse('filter.unknown_field', { params: { field: filter.field } })
  refuseMaskedEvent(context.access, field, filter.field, useOf(filter.op))
  checkOperator(field, filter)
  return fieldStorages[field.type].analyticsFilter(
    filter.op,
    filter.value,
    filter.field,
    field.options,
    eventRef(field, filter.field, 'e'),
    context.params.add,
    context.filter,
  )
}

/** Reads a field of an event's payload as its type. */
export const eventRef =
  (field: Field, fieldName: string, alias: string) =>
  (column: string): string => {
    if (fieldName === 'occurred_at') return `${alias}.occurred_at`
    const type = analyticsColumnsOf(fieldName, field).find((found) => found.name === column)?.type ?? 'Nullable(String)'
    return eventColumnOf({ alias, field, fieldName, column, type })
  }

const numberRef = (context: AnalyticsContext, fields: Readonly<Record<string, Field>>, of: string, event: string): string => {
  const field = own(fields, of) ?? refuse('filter.unknown_field', { params: { field: of, object: event } })
  refuseMaskedEvent(context.access, field, of, 'measure')
  checkMeasurable(field, event, of)
  return `toFloat64(${eventRef(field, of, 'e')(measureColumn(of, field))})`
}
