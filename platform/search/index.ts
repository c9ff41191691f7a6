export { indexRecords } from './search-entries.ts'
export { rebuildSearch, type RebuildSearchInput, searchLoop, searchReader } from './search-reader.ts'
export { type SearchHit, type SearchInput, searchRecords } from './search-records.ts'
