import type { FieldTypeName } from '@lianke/kernel'
import { sql } from 'kysely'
import type { FieldStorage } from './field-storage.ts'

/** Values that are kept but not asked for; the mirror only knows whether there is one. */
export const presenceStorage = (name: FieldTypeName, type: 'text' | 'jsonb'): FieldStorage => ({
  name,
  columns: (field) => [{ name: field, type }],
  toColumns: (value, field) => ({ [field]: value ?? null }),
  fromColumns: (row, field) => row[field] ?? null,
  filter: (op, _value, field, _options, ref) =>
    op === 'empty' ? sql<boolean>`${ref(field)} is null` : sql<boolean>`${ref(field)} is not null`,
  analytics: (field) => [{ name: field, type: 'Bool' }],
  toAnalytics: (value, field) => ({ [field]: value !== null && value !== undefined }),
  analyticsFilter: (op, _value, field, _options, ref) => (op === 'empty' ? `not ${ref(field)}` : ref(field)),
})
