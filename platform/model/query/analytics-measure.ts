import { type Field, type FieldFilter, fieldTypes, refuse } from '@lianke/kernel'
import { comparisonOf } from './comparison.ts'
import type { AnalyticsContext } from './analytics-filter-scope.ts'

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
  const { sign, number, holdsForZero } = comparisonOf(op, value, of)
  const condition = `${aggregate} ${sign} ${context.params.add(number, 'Float64')}`
  return holdsForZero ? `${id} not in (${grouped} having not (${condition}))` : `${id} in (${grouped} having ${condition})`
}
