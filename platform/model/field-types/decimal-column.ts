import { type FieldTypeName, type FilterOperator, scaleOf } from '@lianke/kernel'
import { plainDecimal } from './plain-decimal.ts'
import type { FieldStorage } from './field-storage.ts'
import { scalarStorage } from './scalar-storage.ts'

/** 24 digits, of which `scale` are behind the point; ClickHouse holds the same. */
export const decimalColumn = (name: FieldTypeName, scale: (options: Record<string, unknown>) => number = scaleOf): FieldStorage =>
  scalarStorage({
    name,
    pg: (options) => `numeric(24,${scale(options)})`,
    analytics: (options) => `Nullable(Decimal(24, ${scale(options)}))`,
    analyticsParam: 'Decimal(24, 8)',
    sortType: 'numeric',
    operand: (value, _op: FilterOperator) => plainDecimal(value),
  })
