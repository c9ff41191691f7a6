import {
  datetime,
  type Field,
  type FieldFilter,
  type Filter,
  label,
  own,
  personObject,
  reference,
  refuse,
  surely,
  traitsOf,
} from '@lianke/kernel'
import { compileAnalyticsFilter } from '../query/compile-analytics-filter.ts'
import { eventRef, payloadCondition } from '../query/analytics-event-filter.ts'
import {
  behind,
  findField,
  hopOf,
  type AnalyticsContext,
  type AnalyticsScope,
  openAnalyticsScope,
  partOfPath,
  refOf,
  scopeFrom,
  scopeWhere,
} from '../query/analytics-filter-scope.ts'
import { noOne } from '../../store/analytics/analytics-tables.ts'
import { targetObjectOf } from '../../store/analytics/analytics-model.ts'
import { type FieldUse, refuseMaskedEvent, titleField } from '../access/field-access.ts'

/** A field at the end of a path, readable in the statement. */
interface SourceField {
  readonly field: Field
  readonly name: string
  readonly ref: (column: string) => string
  readonly title: string | null
}
/** What rows are counted: FROM, WHERE and the fields reachable from them. */
export interface Source {
  find(path: string, use: FieldUse): SourceField
  readonly from: () => string
  readonly where: string
}

/** Joins records by reference once per path; a record that may not be seen counts as absent. */
class Joins {
  readonly #known = new Map<string, { scope: AnalyticsScope; sql: string }>()
  reach(column: string, target: AnalyticsScope, path: string): AnalyticsScope {
    const known = this.#known.get(path)
    if (known) return known.scope
    const alias = `j${this.#known.size}`
    const scope = { ...target, alias }
    const inner = { ...target, alias: `${alias}_r` }
    const sql = ` left any join (select * from ${scopeFrom(inner)} where ${scopeWhere(inner)}) as ${alias} on ${alias}.id = ${column}`
    this.#known.set(path, { scope, sql })
    return scope
  }
  get sql(): string {
    return [...this.#known.values()].map((join) => join.sql).join('')
  }
}

const walk = (joins: Joins, scope: AnalyticsScope, path: string, prefix: string, use: FieldUse): SourceField => {
  const { first, rest } = hopOf(path)
  const whole = prefix ? `${prefix}.${first}` : first
  const part = partOfPath(scope, first, rest, { path, use })
  if (part) return { field: part.field, name: first, ref: () => part.column, title: null }
  if (rest !== null) {
    const { target, column } = behind(scope, first, path)
    return walk(joins, joins.reach(column, target, whole), rest, whole, use)
  }
  const field = findField(scope, first, path, use)
  const ref = refOf(scope, field, first)
  return { field, name: first, ref, title: titleOf(joins, scope, field, ref(first), whole) }
}

const noTitle = `cast(null, 'Nullable(String)')`

/** What a reference is called, by the same join that a path would use. */
const titleOf = (joins: Joins, scope: AnalyticsScope, about: Field, column: string, path: string): string | null => {
  const target = traitsOf(about).many ? undefined : targetObjectOf(scope.context.model, about)
  if (!target) return null
  const { title } = target.definition
  const joined = joins.reach(column, openAnalyticsScope(scope.context, target.name, 'x'), path)
  const field = target.fields.get(title)
  const open = scope.context.access === undefined || titleField(scope.context.access, target) !== null
  return field && open ? refOf(joined, field, title)(title) : noTitle
}

export const objectSource = (context: AnalyticsContext, object: string, filter: Filter | undefined): Source => {
  const scope = openAnalyticsScope(context, object, 'r')
  const joins = new Joins()
  const limits = [
    scopeWhere(scope),
    ...(object === personObject && scope.object.fields.has('merged_into') ? ['r.merged_into is null'] : []),
    ...(filter ? [compileAnalyticsFilter(scope, filter)] : []),
  ]
  return {
    find: (path, use) => walk(joins, scope, path, '', use),
    from: () => `${scopeFrom(scope)}${joins.sql}`,
    where: limits.join(' and '),
  }
}

const eventFields: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['occurred_at', datetime(label('发生时间', 'Occurred at'))],
  ['person', reference(label('客户', 'Person'), personObject)],
])
/** Events of a merged person count for the one who was kept. */
const keptPerson = `if(e.person = ${noOne}, NULL, if(merged.kept is null, e.person, merged.kept))`
const plainPerson = `nullIf(e.person, ${noOne})`
const mergeJoin =
  ' left any join (select gone, toNullable(kept) as kept from person_merge final where tenant_id = {tenant:String}) as merged on merged.gone = e.person'

/** `merges`: somebody was merged in this tenant; else ten million events need not be joined to nothing. */
export const eventSource = (
  context: AnalyticsContext,
  eventName: string,
  filter: Filter | undefined,
  merges: boolean,
): Source => {
  const event = context.model.events.get(eventName) ?? refuse('filter.unknown_event', { params: { event: eventName } })
  const persons = openAnalyticsScope(context, personObject, 'p')
  const joins = new Joins()
  let byPerson = false
  const person = (): string => {
    byPerson = merges
    return merges ? keptPerson : plainPerson
  }
  const visible = scopeLimit(persons)
  const limits = [
    'e.tenant_id = {tenant:String}',
    `e.name = ${context.params.add(eventName, 'String')}`,
    ...(visible ? [`${person()} in (select p.id from ${scopeFrom(persons)} where ${scopeWhere(persons)})`] : []),
    ...(filter
      ? [
          payloadCondition(
            { ...context, personOf: person, personFilter },
            { ...event.fields, ...Object.fromEntries(eventFields) },
            filter,
          ),
        ]
      : []),
  ]
  const find = (path: string, use: FieldUse): SourceField => {
    const { first, rest } = hopOf(path)
    if (first === 'person') {
      const target = joins.reach(person(), persons, 'person')
      if (rest !== null) return walk(joins, target, rest, 'person', use)
      return {
        field: surely(eventFields.get('person'), 'an event has a person'),
        name: 'person',
        ref: () => person(),
        title: titleOf(joins, persons, surely(eventFields.get('person'), 'an event has a person'), person(), 'person'),
      }
    }
    const field = own(event.fields, first) ?? eventFields.get(first)
    if (!field || rest !== null) return refuse('filter.unknown_field', { params: { field: path, object: eventName } })
    refuseMaskedEvent(context.access, field, path, use)
    return { field, name: first, ref: eventRef(field, first, 'e'), title: null }
  }
  return { find, from: () => `event as e${byPerson ? mergeJoin : ''}${joins.sql}`, where: limits.join(' and ') }
}

const personFilter = (context: AnalyticsContext, filter: FieldFilter): string => {
  const scope = openAnalyticsScope(context, personObject, 'pf')
  return `select pf.id from ${scopeFrom(scope)} where ${scopeWhere(scope)} and ${compileAnalyticsFilter(scope, filter)}`
}

const scopeLimit = (scope: AnalyticsScope): string | null =>
  scope.context.rows?.(scope.object, scope.alias, scope.context) ?? null
