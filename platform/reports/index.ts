export { aggregate, type AggregateInput } from './aggregate.ts'
export { type AggregateGroup, type AggregateMeasure, type AggregateQuery, type AggregateResult } from './aggregate-query.ts'
export { type LakeAccess, loadLakeAccess } from './lake-access.ts'
