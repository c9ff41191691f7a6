import { type Field, type FieldFilter, fieldTypes, own, refuse } from '@lianke/kernel'
import type { LakeContext } from './lake-filter-scope.ts'

const operators = { eq: '=', gte: '>=', lte: '<=', gt: '>', lt: '<' } as const
type Comparison = keyof typeof operators

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
  context: LakeContext,
): string => {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return refuse('filter.bad_value', { params: { field: of, operator: 'measure' } })
  const operator = own(operators, op) ?? refuse('filter.unknown_operator', { params: { operator: op, field: of } })
  const condition = `${aggregate} ${operator} ${context.params.add(value, 'Float64')}`
  return holdsForZero(op as Comparison, value)
    ? `${id} not in (${grouped} having not (${condition}))`
    : `${id} in (${grouped} having ${condition})`
}

const holdsForZero = (op: Comparison, value: number): boolean =>
  ({ eq: value === 0, gte: value <= 0, lte: value >= 0, gt: value < 0, lt: value > 0 })[op]
