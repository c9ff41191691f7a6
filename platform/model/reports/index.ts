export { aggregate, type AggregateInput } from './aggregate.ts'
export type { AggregateGroup, AggregateMeasure, AggregateQuery, AggregateResult } from './aggregate-query.ts'
export { type LakeAccess, loadLakeAccess } from './lake-access.ts'
