import { type Field, type FieldFilter, fieldTypes, own, refuse } from '@lianke/kernel'
import type { AnalyticsContext } from './analytics-filter-scope.ts'

interface Comparison {
  readonly sign: string
  /** Whether nothing at all is right, too. */
  readonly holdsForZero: (value: number) => boolean
}
const comparisons: Readonly<Record<string, Comparison>> = {
  eq: { sign: '=', holdsForZero: (value) => value === 0 },
  gte: { sign: '>=', holdsForZero: (value) => value <= 0 },
  lte: { sign: '<=', holdsForZero: (value) => value >= 0 },
  gt: { sign: '>', holdsForZero: (value) => value < 0 },
  lt: { sign: '<', holdsForZero: (value) => value > 0 },
}

export const checkOperator = (field: Field, filter: FieldFilter): void => {
  if (!fieldTypes[field.type].operators.includes(filter.op))
    refuse('filter.operator_not_for_type', { params: { operator: filter.op, field: filter.field, type: field.type } })
}

/**
 * Ids whose grouped rows measure as asked. Who has no row measures 0: where 0 is right too, the set is turned round, so that
 * "at most two orders" includes those without any.
 */
export const measured = (
  id: string,
  grouped: string,
  aggregate: string,
  op: string,
  value: unknown,
  of: string,
  context: AnalyticsContext,
): string => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refuse('filter.bad_value', { params: { field: of, operator: 'measure' } })
  const comparison = own(comparisons, op) ?? refuse('filter.unknown_operator', { params: { operator: op, field: of } })
  const condition = `${aggregate} ${comparison.sign} ${context.params.add(value, 'Float64')}`
  return comparison.holdsForZero(value)
    ? `${id} not in (${grouped} having not (${condition}))`
    : `${id} in (${grouped} having ${condition})`
}
