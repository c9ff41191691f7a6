import type { FilterOperator } from '../filter.ts'

/** Which questions may be asked, by the nature of the value. */
export const textOperators: readonly FilterOperator[] = [
  'eq',
  'ne',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'empty',
  'not_empty',
]
export const longTextOperators: readonly FilterOperator[] = [
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'empty',
  'not_empty',
]
export const numberOperators: readonly FilterOperator[] = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'in',
  'not_in',
  'empty',
  'not_empty',
]
export const dateOperators: readonly FilterOperator[] = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'within',
  'not_within',
  'anniversary',
  'empty',
  'not_empty',
]
export const choiceOperators: readonly FilterOperator[] = ['eq', 'ne', 'in', 'not_in', 'empty', 'not_empty']
export const userOperators: readonly FilterOperator[] = [...choiceOperators, 'me', 'my_team', 'my_team_and_below']
export const booleanOperators: readonly FilterOperator[] = ['eq', 'ne', 'empty', 'not_empty']
export const setOperators: readonly FilterOperator[] = ['any_of', 'all_of', 'none_of', 'empty', 'not_empty']
export const presenceOperators: readonly FilterOperator[] = ['empty', 'not_empty']
