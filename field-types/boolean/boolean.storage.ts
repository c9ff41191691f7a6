import { type FieldStorage, scalarStorage } from '@lianke/platform/field-storage'

export const booleanStorage: FieldStorage = {
  ...scalarStorage({
    name: 'boolean',
    pg: () => 'boolean',
    analytics: () => 'Nullable(Bool)',
    analyticsParam: 'Bool',
    sortType: 'boolean',
    operand: (value) =>
      typeof value === 'boolean' ? value : value === 'true' || value === 'false' ? value === 'true' : undefined,
  }),
  index: { kind: 'true' },
  analyticsPlain: true,
}
