export type { Analytics } from './analytics.ts'
export { openAnalytics } from './open-analytics.ts'
export { syncAnalyticsSchema } from './sync-analytics-schema.ts'
export { AnalyticsParams } from './analytics-params.ts'
export { copyToAnalytics, analyticsReader } from './analytics-reader.ts'
export { analyticsLoop } from './analytics-loop.ts'
export { analyticsPosition } from './analytics-position.ts'
export {
  forgetOwedAnalytics,
  noteLostAnalyticsStores,
  type OwedAnalytics,
  owedAnalyticsStores,
  payOwedAnalyticsStores,
} from './owed-analytics.ts'
export { rebuildAnalytics, type RebuildInput, type RebuiltTable } from './rebuild-analytics.ts'
export { isAnalyticsWhole } from './whole-store.ts'
