import { type FieldTypeName, idIn } from '@lianke/kernel'
import type { FieldStorage } from './field-storage.ts'
import { scalarStorage } from './scalar-storage.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The id of another record. */
export const idStorage = (name: FieldTypeName): FieldStorage =>
  scalarStorage({
    name,
    pg: () => 'uuid',
    analytics: () => 'Nullable(UUID)',
    analyticsParam: 'UUID',
    sortType: 'uuid',
    operand: (value) => {
      const id = idIn(value)
      return id !== null && uuid.test(id) ? id.toLowerCase() : undefined
    },
  })
