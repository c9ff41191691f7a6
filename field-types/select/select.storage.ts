import { textColumn } from '@lianke/platform/field-storage'

export const selectStorage = textColumn('select', 'LowCardinality(Nullable(String))')
