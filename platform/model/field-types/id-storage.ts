import type { FieldTypeName } from '@lianke/kernel'
import type { FieldStorage } from './field-storage.ts'
import { scalarStorage } from './scalar-storage.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const idOf = (value: unknown): unknown => (typeof value === 'object' && value !== null ? (value as { id?: unknown }).id : value)

/** The id of another record. */
export const idStorage = (name: FieldTypeName): FieldStorage =>
  scalarStorage({
    name,
    pg: () => 'uuid',
    lake: () => 'Nullable(UUID)',
    lakeParam: 'UUID',
    sortType: 'uuid',
    operand: (value) => {
      const id = idOf(value)
      return typeof id === 'string' && uuid.test(id) ? id.toLowerCase() : undefined
    },
  })
