import type { FieldTypeName, FilterOperator } from '@lianke/kernel'
import { sql } from 'kysely'
import type { FieldStorage, FilterContext } from './field-storage.ts'
import { readOperands } from './scalar-storage.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const readers = {
  text: {
    operand: (value: unknown) =>
      typeof value === 'string' && !value.includes('\0') && value.isWellFormed() ? value.normalize('NFC') : undefined,
  },
  uuid: { operand: (value: unknown) => (typeof value === 'string' && uuid.test(value) ? value.toLowerCase() : undefined) },
}

/** Several values in one array column; the empty set is null in PostgreSQL and `[]` in ClickHouse. */
export const setStorage = (name: FieldTypeName, of: 'text' | 'uuid'): FieldStorage => {
  const analyticsType = of === 'text' ? 'Array(String)' : 'Array(UUID)'
  const operands = (op: FilterOperator, value: unknown, field: string, context: FilterContext) =>
    readOperands(readers[of], op, value, field, context)
  const cast = sql.raw(`${of}[]`)
  return {
    name,
    columns: (field) => [{ name: field, type: `${of}[]` }],
    toColumns: (value, field) => ({ [field]: Array.isArray(value) && value.length > 0 ? value : null }),
    fromColumns: (row, field) => (Array.isArray(row[field]) && row[field].length > 0 ? row[field] : null),
    filter: (op, value, field, _options, ref, context) => {
      if (op === 'empty') return sql<boolean>`coalesce(cardinality(${ref(field)}), 0) = 0`
      if (op === 'not_empty') return sql<boolean>`cardinality(${ref(field)}) > 0`
      const values = sql`${operands(op, value, field, context)}::${cast}`
      if (op === 'all_of') return sql<boolean>`${ref(field)} @> ${values}`
      return op === 'none_of' ? sql<boolean>`(${ref(field)} && ${values}) is not true` : sql<boolean>`${ref(field)} && ${values}`
    },
    analytics: (field) => [{ name: field, type: analyticsType }],
    toAnalytics: (value, field) => ({ [field]: Array.isArray(value) ? value : [] }),
    analyticsFilter: (op, value, field, _options, ref, param, context) => {
      if (op === 'empty') return `empty(${ref(field)})`
      if (op === 'not_empty') return `notEmpty(${ref(field)})`
      const values = param(operands(op, value, field, context), analyticsType)
      if (op === 'all_of') return `hasAll(${ref(field)}, ${values})`
      return op === 'none_of' ? `not hasAny(${ref(field)}, ${values})` : `hasAny(${ref(field)}, ${values})`
    },
  }
}
