export { indexRecords } from './search-entries.ts'
export { rebuildSearch, type RebuildSearchInput, searchLoop, searchReader } from './search-reader.ts'
export { soundOf } from './search-terms.ts'
