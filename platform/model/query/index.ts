export { checkFilter } from './check-filter.ts'
export * from './compile-filter.ts'
export { checkMeasurable } from './measurable.ts'
export * from './common-fields.ts'
export * from './list-query.ts'
export { type QueryContext, SelectScope } from './scope.ts'
export { type SearchHit, type SearchInput, searchRecords } from './search-records.ts'
export {
  compileLakeFilter,
  countOfFilter,
  type LakeStatement,
  personsOfFilter,
  sampleOfFilter,
} from './compile-lake-filter.ts'
export { type LakeContext, type LakeRows, type LakeScope, openLakeScope } from './lake-filter-scope.ts'
