import type { FieldTypeName, FilterOperator } from '@lianke/kernel'
import { type RawBuilder, sql } from 'kysely'
import type { FieldStorage, FilterContext } from './field-storage.ts'
import { badValue, likePattern, operandsOf } from './operand.ts'

/** How one value in one column is written in both stores. */
interface Scalar {
  readonly name: FieldTypeName
  /** PostgreSQL type of column and of parameters. */
  readonly pg: (options: Record<string, unknown>) => string
  /** ClickHouse type of the column; parameters take `analyticsParam`. */
  readonly analytics: (options: Record<string, unknown>) => string
  readonly analyticsParam: string
  readonly sortType: string
  /** A condition's value, in the form of stored values; undefined when it fits none. */
  readonly operand: (value: unknown, op: FilterOperator, context: FilterContext) => unknown
  /** Stored value → form that ClickHouse reads; default itself. */
  readonly toAnalytics?: (value: unknown) => unknown
  readonly toColumn?: (value: unknown) => unknown
  readonly fromColumn?: (value: unknown) => unknown
}

const comparisons: Partial<Record<FilterOperator, string>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' }
const same = (value: unknown): unknown => value

/** The operands of a condition; refuses those that do not fit the field. */
export const readOperands = (
  scalar: Pick<Scalar, 'operand'>,
  op: FilterOperator,
  value: unknown,
  field: string,
  context: FilterContext,
): unknown[] =>
  operandsOf(op, value, field, (given) => {
    const operand = given === null || given === undefined ? undefined : scalar.operand(given, op, context)
    return operand === undefined ? badValue(field, `${op} does not take this value`) : operand
  })

/** A condition over one PostgreSQL expression of type `type`. */
export const pgCondition = (
  op: FilterOperator,
  column: RawBuilder<unknown>,
  operands: readonly unknown[],
  type: string,
): RawBuilder<boolean> => {
  const cast = sql.raw(type)
  const one = sql`${operands[0]}::${cast}`
  if (op === 'empty') return sql<boolean>`${column} is null`
  if (op === 'not_empty') return sql<boolean>`${column} is not null`
  if (op === 'eq') return sql<boolean>`${column} = ${one}`
  if (op === 'ne') return sql<boolean>`${column} is distinct from ${one}`
  if (op === 'in') return sql<boolean>`${column} = any(${operands}::${cast}[])`
  if (op === 'not_in') return sql<boolean>`(${column} = any(${operands}::${cast}[])) is not true`
  if (op === 'between') return sql<boolean>`${column} between ${one} and ${operands[1]}::${cast}`
  const pattern = () => likePattern(op, String(operands[0]))
  if (op === 'not_contains') return sql<boolean>`(${column} ilike ${pattern()}) is not true`
  if (op === 'contains' || op === 'starts_with' || op === 'ends_with') return sql<boolean>`${column} ilike ${pattern()}`
  return sql<boolean>`${column} ${sql.raw(comparisons[op] ?? '=')} ${one}`
}

/** The same condition over a ClickHouse expression. */
export const analyticsCondition = (
  op: FilterOperator,
  column: string,
  operands: readonly unknown[],
  type: string,
  param: (value: unknown, type: string) => string,
): string => {
  if (op === 'empty') return `isNull(${column})`
  if (op === 'not_empty') return `isNotNull(${column})`
  // ClickHouse reads no quoted decimals in an array parameter, and unquoted ones would pass through floating point.
  const isOneOf = () =>
    type.startsWith('Decimal')
      ? `arrayExists(one -> ifNull(toDecimal128(one, 8) = ${column}, false), ${param(operands, 'Array(String)')})`
      : `has(${param(operands, `Array(${type})`)}, ${column})`
  if (op === 'in') return isOneOf()
  if (op === 'not_in') return `not ${isOneOf()}`
  if (op === 'between') return `(${column} >= ${param(operands[0], type)} and ${column} <= ${param(operands[1], type)})`
  const pattern = () => param(likePattern(op, String(operands[0])), 'String')
  if (op === 'not_contains') return `not ifNull(${column} ilike ${pattern()}, false)`
  if (op === 'contains' || op === 'starts_with' || op === 'ends_with') return `${column} ilike ${pattern()}`
  const one = param(operands[0], type)
  if (op === 'ne') return `ifNull(${column} != ${one}, true)`
  return `${column} ${comparisons[op] ?? '='} ${one}`
}

const valueless = (op: FilterOperator): boolean => op === 'empty' || op === 'not_empty'

/** Storage of a value that lies in one column of the field's own name. */
export const scalarStorage = (scalar: Scalar): FieldStorage => {
  const { toAnalytics = same, toColumn = same, fromColumn = same } = scalar
  const operands = (op: FilterOperator, value: unknown, name: string, context: FilterContext) =>
    valueless(op) ? [] : readOperands(scalar, op, value, name, context)
  return {
    name: scalar.name,
    columns: (name, options) => [{ name, type: scalar.pg(options) }],
    toColumns: (value, name) => ({ [name]: value === null || value === undefined ? null : toColumn(value) }),
    toColumn: (value) => (value === null || value === undefined ? null : toColumn(value)),
    fromColumns: (row, name) => (row[name] === null || row[name] === undefined ? null : fromColumn(row[name])),
    filter: (op, value, name, options, ref, context) =>
      pgCondition(op, ref(name), operands(op, value, name, context), operandType(scalar.pg(options))),
    sort: (name, ref) => ref(name),
    sortType: () => scalar.sortType,
    analytics: (name, options) => [{ name, type: scalar.analytics(options) }],
    toAnalytics: (value, name) => ({ [name]: value === null || value === undefined ? null : toAnalytics(value) }),
    analyticsFilter: (op, value, name, _options, ref, param, context) =>
      analyticsCondition(op, ref(name), operands(op, value, name, context).map(toAnalytics), scalar.analyticsParam, param),
  }
}

/** A condition may name more digits than the column keeps. */
const operandType = (type: string): string => (type.startsWith('numeric') ? 'numeric' : type)
