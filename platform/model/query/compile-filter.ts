import {
  type ChildFilter,
  type Field,
  type FieldFilter,
  type Filter,
  fieldTypes,
  personObject,
  Refusal,
  refuse,
  type SegmentFilter,
} from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import { useOf } from '../access/field-access.ts'
import { fieldStorages } from '../field-types/index.ts'
import { comparisonOf, countLimit } from './comparison.ts'
import { eventCondition } from './event-condition.ts'
import { checkMeasurable } from './measurable.ts'
import { type Among, type QueryContext, SelectScope } from './scope.ts'

type Condition = RawBuilder<boolean>
const yes: Condition = sql<boolean>`true`
/** Opens the tables of one SELECT over an object, with rules of sharing compiled by this compiler; `among`: it has no other records than these. */
export const openScope = (context: QueryContext, object: string, alias: string, among?: Among): SelectScope => {
  const found = context.model.objects.get(object) ?? refuse('object.unknown', { status: 404, params: { object } })
  const scope = new SelectScope(context, found, alias, among)
  // A rule is written by an administrator and reads with the rights of the system, else it could ask for itself.
  const trusted = { ...context, access: { ...context.access, system: true }, rules: [] }
  scope.compileRule = (name, at, filter) => {
    const inner = openScope(trusted, name, `${at}_rule`)
    const where = ruleCondition(inner, filter)
    const table = sql.table(inner.object.table)
    return sql<boolean>`${sql.ref(`${at}.id`)} in (select ${sql.ref(`${inner.alias}.id`)} from ${table} as ${sql.ref(inner.alias)}${inner.joins} where ${where})`
  }
  return scope
}

/** A rule that asks for a field archived since shares nothing; every list of those it names would break otherwise. */
const ruleCondition = (scope: SelectScope, filter: Filter): Condition => {
  try {
    return compileFilter(scope, filter)
  } catch (error) {
    if (error instanceof Refusal) return sql<boolean>`false`
    throw error
  }
}

/** A checked filter tree → one boolean SQL expression over the scope's tables. */
export const compileFilter = (scope: SelectScope, filter: Filter): Condition => {
  if ('and' in filter)
    return filter.and.length === 0
      ? yes
      : sql<boolean>`(${sql.join(
          filter.and.map((part) => compileFilter(scope, part)),
          sql` and `,
        )})`
  if ('or' in filter)
    return filter.or.length === 0
      ? yes
      : sql<boolean>`(${sql.join(
          filter.or.map((part) => compileFilter(scope, part)),
          sql` or `,
        )})`
  if ('not' in filter) return sql<boolean>`(${compileFilter(scope, filter.not)}) is not true`
  if ('field' in filter) return fieldCondition(scope, filter)
  if ('child' in filter) return childCondition(scope, filter)
  if ('event' in filter) return eventCondition(scope, filter)
  return segmentCondition(scope, filter)
}

const fieldCondition = (scope: SelectScope, filter: FieldFilter): Condition => {
  const found = scope.find(filter.field, useOf(filter.op))
  if (filter.field === 'id' || filter.field.endsWith('.id')) return idCondition(found.alias, filter)
  const type = fieldTypes[found.field.type]
  if (!type.operators.includes(filter.op))
    refuse('filter.operator_not_for_type', { params: { operator: filter.op, field: filter.field, type: found.field.type } })
  return fieldStorages[found.field.type].filter(
    filter.op,
    filter.value,
    found.name,
    found.field.options,
    (column) => found.part?.read ?? sql.ref(`${found.alias}.${column}`),
    scope.context.filter,
  )
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const idCondition = (alias: string, filter: FieldFilter): Condition => {
  const ids = (Array.isArray(filter.value) ? filter.value : [filter.value]).map(String)
  if (ids.some((id) => !uuid.test(id)) || ids.length > 1000)
    refuse('filter.bad_value', { params: { field: filter.field, operator: filter.op } })
  if (filter.op === 'eq' || filter.op === 'in') return sql<boolean>`${sql.ref(`${alias}.id`)} = any(${ids}::uuid[])`
  if (filter.op === 'ne' || filter.op === 'not_in') return sql<boolean>`${sql.ref(`${alias}.id`)} <> all(${ids}::uuid[])`
  return refuse('filter.operator_not_for_type', { params: { operator: filter.op, field: filter.field, type: 'id' } })
}

const childCondition = (scope: SelectScope, filter: ChildFilter): Condition => {
  const link = scope.object.children.find((child) => child.object === filter.child && child.via === filter.via)
  if (!link)
    return refuse('filter.unknown_child', { params: { child: filter.child, via: filter.via, object: scope.object.name } })
  const child = openScope(scope.context, link.object, `${scope.alias}_c`)
  child.field(child.object, link.via, link.via, 'follow')
  const rows = child.rows(child.object, child.alias, 'read')
  const where = filter.where ? compileFilter(child, filter.where) : yes
  const { measure } = filter
  const of = measure?.of ? child.find(measure.of, 'measure') : null
  const table = sql.table(child.object.table)
  const body = sql`from ${table} as ${sql.ref(child.alias)}${child.joins} where ${sql.ref(`${child.alias}.${link.via}`)} = ${sql.ref(`${scope.alias}.id`)}
    and ${sql.ref(`${child.alias}.deleted_at`)} is null and ${rows ?? yes} and ${where}`
  if (!measure || filter.none)
    return filter.none ? sql<boolean>`not exists (select 1 ${body})` : sql<boolean>`exists (select 1 ${body})`
  const { sign, number } = comparisonOf(measure.op, measure.value, filter.child)
  // Counting stops one past the number asked for: a customer with 10,000 orders costs no more than one with ten.
  if (measure.fn === 'count')
    return sql<boolean>`(select count(*) from (select 1 ${body} limit ${countLimit(number)}) as counted) ${sql.raw(sign)} ${number}::numeric`
  if (!of || !['sum', 'min', 'max', 'avg'].includes(measure.fn))
    return refuse('filter.measure_needs_field', { params: { child: filter.child } })
  checkMeasurable(of.field, filter.child, of.name)
  return sql<boolean>`coalesce((select ${sql.raw(measure.fn)}(${sql.ref(`${of.alias}.${measured(of.field, of.name)}`)}) ${body}), 0) ${sql.raw(sign)} ${number}::numeric`
}

/** Money is measured in the tenant's own currency. */
export const measured = (field: Field, name: string): string => fieldStorages[field.type].measure?.(name) ?? name

const segmentCondition = (scope: SelectScope, filter: SegmentFilter): Condition => {
  if (scope.object.name !== personObject) return refuse('filter.segments_need_person', { params: { object: scope.object.name } })
  if (!uuid.test(String(filter.segment))) return refuse('filter.bad_value', { params: { field: 'segment', operator: 'member' } })
  const member = sql<boolean>`exists (select 1 from segment_membership m where m.segment = ${filter.segment}::uuid and m.person = ${sql.ref(`${scope.alias}.id`)})`
  return filter.member === false ? sql<boolean>`not ${member}` : member
}
