export { checkFilter } from './check-filter.ts'
export * from './compile-filter.ts'
export { checkMeasurable } from './measurable.ts'
export * from './common-fields.ts'
export * from './list-query.ts'
export { type QueryContext, SelectScope } from './scope.ts'
export { type SearchHit, type SearchInput, searchRecords } from './search-records.ts'
export {
  compileAnalyticsFilter,
  countOfFilter,
  type AnalyticsStatement,
  personsOfFilter,
  sampleOfFilter,
} from './compile-analytics-filter.ts'
export { type AnalyticsContext, type AnalyticsRows, type AnalyticsScope, openAnalyticsScope } from './analytics-filter-scope.ts'
