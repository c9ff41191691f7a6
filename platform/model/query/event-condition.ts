import { check, type EventFilter, type Field, type Filter, fieldTypes, own, personObject, refuse } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { refuseMaskedEvent, useOf } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import { comparisonOf, countLimit } from './comparison.ts'
import { followedRows } from './event-sequence.ts'
import { checkMeasurable } from './measurable.ts'
import { payloadValue } from './payload-value.ts'
import type { Among, SelectScope } from './scope.ts'
import { boundsOf } from './within.ts'

type Condition = RawBuilder<boolean>
const yes: Condition = sql<boolean>`true`
const all = (conditions: readonly Condition[]): Condition => sql<boolean>`(${sql.join(conditions, sql` and `)})`

const mergedInto = (scope: SelectScope): RawBuilder<unknown> | null =>
  scope.object.fields.has('merged_into')
    ? sql`select gone.id, gone.merged_into from ${sql.table(scope.object.table)} as gone where gone.merged_into`
    : null
/** Of a set of persons those who are meant and those who were merged into them, each with whose it is. */
const doersAmong = (scope: SelectScope, among: Among): RawBuilder<unknown> => {
  const gone = mergedInto(scope)
  const listed = 'length' in among
  const those = listed ? sql`unnest(${among}::uuid[]) as one` : sql`(${among}) as those (one)`
  const others = gone && (listed ? sql` union all ${gone} = any(${among}::uuid[])` : sql` union all ${gone} in (${among})`)
  return sql`select one, one as owner from ${those}${others ?? sql``}`
}

/** Where facts of the persons asked about lie, and whose each is: what somebody did who was merged counts for the one who stayed. */
const factsOfPersons = (
  scope: SelectScope,
  alias: string,
): { readonly from: RawBuilder<unknown>; readonly owner: RawBuilder<unknown> } => {
  const person = sql.ref(`${alias}.person`)
  if (scope.among)
    return {
      from: sql`(${doersAmong(scope, scope.among)}) as doer join fact as ${sql.ref(alias)} on ${person} = doer.one`,
      owner: sql`doer.owner`,
    }
  const self = sql.ref(`${scope.alias}.id`)
  const gone = mergedInto(scope)
  const doers = gone ? sql`array(select ${self} union all select both.id from (${gone} = ${self}) as both)` : sql`array[${self}]`
  return { from: sql`(select * from fact where fact.person = any(${doers})) as ${sql.ref(alias)}`, owner: self }
}

/** An event that there is, with what it carries. */
const eventOf = (scope: SelectScope, name: string) =>
  scope.context.model.events.get(name) ?? refuse('filter.unknown_event', { params: { event: name } })

/** The number of an event's payload that is measured; 0 where none is. */
const measuredNumber = (scope: SelectScope, alias: string, { event, measure }: EventFilter): RawBuilder<unknown> => {
  if (measure?.of === undefined) return sql`0`
  const field = own(eventOf(scope, event).fields, measure.of)
  if (!field) return refuse('filter.unknown_field', { params: { field: measure.of, object: event } })
  refuseMaskedEvent(scope.context.access, field, measure.of, 'measure')
  checkMeasurable(field, event, measure.of)
  return payloadValue(alias, measure.of, 'numeric')
}

/** Of one person no more events are read than say whether there are enough; null: all are. */
const enough = ({ measure, none }: EventFilter): number | null =>
  !measure || none ? 1 : measure.fn === 'count' ? countLimit(Number(measure.value)) : null

/** The events that a condition is about, as rows `owner`, `at`, `value`. */
const rowsOf = (scope: SelectScope, filter: EventFilter): RawBuilder<unknown> => {
  const alias = `${scope.alias}_e`
  const at = sql.ref(`${alias}.occurred_at`)
  const is = (name: string, where: Filter | undefined): readonly Condition[] => {
    const { fields } = eventOf(scope, name)
    return [
      sql<boolean>`${sql.ref(`${alias}.name`)} = ${name}`,
      ...(where ? [payloadCondition(scope, alias, fields, where)] : []),
    ]
  }
  const first = [
    ...is(filter.event, filter.where),
    ...(filter.within ? [timeCondition(scope, at, filter.within, filter.event)] : []),
  ]
  const value = measuredNumber(scope, alias, filter)
  if (!filter.then) return eventRows(scope, { alias, at, value, first: all(first), limit: enough(filter) })
  const since = filter.within ? boundsOf(scope.context.filter, filter.within, filter.event).from : null
  return followedRows({
    ...factsOfPersons(scope, alias),
    alias,
    value,
    since,
    now: scope.context.filter.now,
    names: [filter.event, ...filter.then.map(({ event }) => event)],
    first: all(first),
    then: filter.then.map((step) => ({ ...step, is: all(is(step.event, step.where)) })),
  })
}

interface EventRows {
  readonly alias: string
  readonly at: RawBuilder<unknown>
  readonly value: RawBuilder<unknown>
  readonly first: Condition
  readonly limit: number | null
}
const eventRows = (scope: SelectScope, { alias, at, value, first, limit }: EventRows): RawBuilder<unknown> => {
  const selected = sql`${at} as at, ${value} as value`
  if (!scope.among) {
    const { from, owner } = factsOfPersons(scope, alias)
    return sql`select ${owner} as owner, ${selected} from ${from} where ${first}`
  }
  const some = limit === null ? sql`` : sql` limit ${limit}`
  const own = sql`select ${selected} from fact as ${sql.ref(alias)} where ${sql.ref(`${alias}.person`)} = doer.one and ${first}${some}`
  return sql`select doer.owner, did.at, did.value from (${doersAmong(scope, scope.among)}) as doer cross join lateral (${own}) as did`
}

const aggregates = {
  count: sql`count(*)`,
  sum: sql`coalesce(sum(done.value), 0)`,
  min: sql`coalesce(min(done.value), 0)`,
  max: sql`coalesce(max(done.value), 0)`,
  first: sql`min(done.at)`,
  last: sql`max(done.at)`,
} as const

/**
 * Events of the person, from the ledger of facts. Of a set of persons that is known it is one question for all of them; else it hangs on the row.
 * Either way counting stops one past the number asked for.
 */
export const eventCondition = (scope: SelectScope, filter: EventFilter): Condition => {
  eventOf(scope, filter.event)
  if (scope.object.name !== personObject) return refuse('filter.events_need_person', { params: { object: scope.object.name } })
  const { measure } = filter
  const done = sql`(${rowsOf(scope, filter)}) as done`
  const id = sql.ref(`${scope.alias}.id`)
  // Grouped, so that whichever way PostgreSQL joins them the ledger is gone through once.
  const owners = (having?: RawBuilder<unknown>) =>
    sql`select done.owner from ${done} group by 1${having ? sql` having ${having}` : sql``}`
  if (!measure || filter.none) {
    const did = scope.among ? sql<boolean>`${id} in (${owners()})` : sql<boolean>`exists (select 1 from ${done})`
    return filter.none ? sql<boolean>`not ${did}` : did
  }
  const aggregate =
    own(aggregates, measure.fn) ?? refuse('filter.unknown_measure', { params: { fn: measure.fn, field: filter.event } })
  if (measure.fn === 'first' || measure.fn === 'last') {
    const inTime = (at: RawBuilder<unknown>) => timeCondition(scope, at, measure.value, filter.event)
    return scope.among ? sql<boolean>`${id} in (${owners(inTime(aggregate))})` : inTime(sql`(select ${aggregate} from ${done})`)
  }
  const { sign, number, holdsForZero } = comparisonOf(measure.op, measure.value, filter.event)
  if (measure.fn !== 'count' && !measure.of) return refuse('filter.measure_needs_field', { params: { child: filter.event } })
  if (scope.among) {
    const fits = sql`${aggregate} ${sql.raw(sign)} ${number}::numeric`
    return holdsForZero ? sql<boolean>`${id} not in (${owners(sql`not (${fits})`)})` : sql<boolean>`${id} in (${owners(fits)})`
  }
  const from = measure.fn === 'count' ? sql`(select 1 from ${done} limit ${countLimit(number)}) as counted` : done
  return sql<boolean>`(select ${aggregate} from ${from}) ${sql.raw(sign)} ${number}::numeric`
}

/** A moment in a stretch of time, as the analytics store has it. */
const timeCondition = (scope: SelectScope, at: RawBuilder<unknown>, within: unknown, field: string): Condition => {
  const { from, to } = boundsOf(scope.context.filter, within, field)
  return all([
    ...(from === null ? [] : [sql<boolean>`${at} >= ${from}::timestamptz`]),
    ...(to === null ? [] : [sql<boolean>`${at} < ${to}::timestamptz`]),
  ])
}

const payloadCondition = (
  scope: SelectScope,
  alias: string,
  fields: Readonly<Record<string, Field>>,
  filter: Filter,
): Condition => {
  if ('and' in filter || 'or' in filter) {
    const every = 'and' in filter
    const parts = ('and' in filter ? filter.and : filter.or).map((part) => payloadCondition(scope, alias, fields, part))
    return parts.length === 0 ? yes : sql<boolean>`(${sql.join(parts, every ? sql` and ` : sql` or `)})`
  }
  if ('not' in filter) return sql<boolean>`not coalesce(${payloadCondition(scope, alias, fields, filter.not)}, false)`
  if (!('field' in filter)) return refuse('filter.malformed', { params: { found: Object.keys(filter)[0] } })
  const field = own(fields, filter.field) ?? refuse('filter.unknown_field', { params: { field: filter.field } })
  refuseMaskedEvent(scope.context.access, field, filter.field, useOf(filter.op))
  const type = fieldTypes[field.type]
  check(type, 'an event field has a type')
  if (!type.operators.includes(filter.op))
    refuse('filter.operator_not_for_type', { params: { operator: filter.op, field: filter.field, type: field.type } })
  const ref = () => payloadValue(alias, filter.field, fieldStorages[field.type].sortType?.(field.options) ?? 'text')
  return fieldStorages[field.type].filter(filter.op, filter.value, filter.field, field.options, ref, scope.context.filter)
}
