import { type FieldStorage, textColumn } from '@lianke/platform/field-storage'

export const selectStorage: FieldStorage = {
  ...textColumn(
    'select',
    'LowCardinality(Nullable(String))',
    undefined,
    // A choice is asked for by its value.
    (_name, value) => value,
  ),
  index: { kind: 'newest' },
}
