import { textStorage } from './text-storage.ts'

export const selectStorage = textStorage('select', 'LowCardinality(Nullable(String))')
