import { type EventFilter, type Field, type FieldFilter, type Filter, own, refuse } from '@lianke/kernel'
import { refuseMaskedEvent, useOf } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import { checkMeasurable } from './measurable.ts'
import { checkOperator, measured } from './analytics-measure.ts'
import { analyticsColumnsOf, measureColumn } from '../../store/analytics/analytics-model.ts'
import type { AnalyticsContext } from './analytics-filter-scope.ts'
import { boundsOf } from './within.ts'
import { eventColumnOf, noOne } from '../../store/analytics/analytics-tables.ts'

/** Persons who did (or did not do) an event, counted or summed: one pass over the events of that name. */
export const compileEventFilter = (context: AnalyticsContext, id: string, filter: EventFilter): string => {
  const event = context.model.events.get(filter.event) ?? refuse('filter.unknown_event', { params: { event: filter.event } })
  const limits = [
    'e.tenant_id = {tenant:String}',
    `e.name = ${context.params.add(filter.event, 'String')}`,
    `e.person != ${noOne}`,
    ...(context.persons ? [ofPersons(context, context.persons)] : []),
    ...(filter.within ? [inTime(context, 'e.occurred_at', filter.within, filter.event)] : []),
    ...(filter.where ? [payloadCondition(context, event.fields, filter.where)] : []),
  ]
  const where = limits.join(' and ')
  const { measure } = filter
  if (!measure || filter.none)
    return `${id} ${filter.none ? 'not in' : 'in'} (${ofKept(`select distinct e.person as person from event as e where ${where}`)})`
  const measureRef = measure.of === undefined ? '' : numberRef(context, event.fields, measure.of, filter.event)
  const parts =
    own(aggregates, measure.fn) ?? refuse('filter.unknown_measure', { params: { fn: measure.fn, field: filter.event } })
  if (measure.of === undefined && parts.needsField) refuse('filter.measure_needs_field', { params: { child: filter.event } })
  // Counted per person first and joined to merges after, so that ten million events are not joined.
  const grouped = ofKept(
    `select e.person as person, ${parts.inner(measureRef)} as part from event as e where ${where} group by e.person`,
  )
  if (measure.fn === 'first' || measure.fn === 'last') {
    return `${id} in (${grouped} group by 1 having ${inTime(context, parts.outer, measure.value, filter.event)})`
  }
  return measured(id, `${grouped} group by 1`, parts.outer, measure.op, measure.value, filter.event, context)
}

const aggregates: Record<string, { inner: (ref: string) => string; outer: string; needsField?: true }> = {
  count: { inner: () => 'count()', outer: 'toFloat64(sum(found.part))' },
  sum: { inner: (ref) => `sum(${ref})`, outer: 'ifNull(sum(found.part), 0)', needsField: true },
  min: { inner: (ref) => `min(${ref})`, outer: 'ifNull(min(found.part), 0)', needsField: true },
  max: { inner: (ref) => `max(${ref})`, outer: 'ifNull(max(found.part), 0)', needsField: true },
  first: { inner: () => 'min(e.occurred_at)', outer: 'min(found.part)' },
  last: { inner: () => 'max(e.occurred_at)', outer: 'max(found.part)' },
}

const merges = `select gone, kept from person_merge final where tenant_id = {tenant:String}`

/** Events of a person who was merged count for the person who was kept; nothing stored is rewritten. Who was not merged has no row, which reads as empty or, in reports, as null. */
const ofKept = (found: string): string =>
  `select ifNull(nullIf(merged.kept, ${noOne}), found.person) as kept_person from (${found}) as found left any join (${merges}) as merged on merged.gone = found.person`

const ofPersons = (context: AnalyticsContext, persons: readonly string[]): string => {
  const set = context.params.add(persons, 'Array(UUID)')
  return `(e.person in ${set} or e.person in (select gone from person_merge final where tenant_id = {tenant:String} and kept in ${set}))`
}

const inTime = (context: AnalyticsContext, at: string, within: unknown, event: string): string => {
  const { from, to } = boundsOf(context.filter, within, event)
  // `2026-01-02 03:04:05.678`, UTC.
  const instant = (value: string) => context.params.add(value.replace('T', ' ').replace('Z', ''), 'DateTime64(3)')
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
