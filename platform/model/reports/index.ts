export { aggregate, type AggregateInput } from './aggregate.ts'
export type { AggregateGroup, AggregateMeasure, AggregateQuery, AggregateResult } from './aggregate-query.ts'
export { type AnalyticsAccess, loadAnalyticsAccess } from './analytics-access.ts'
