import { timeStorage } from '@lianke/platform/field-storage'

/** ClickHouse reads `2024-03-05 07:20:00.000` without being asked to guess. */
export const datetimeStorage = timeStorage({
  name: 'datetime',
  pg: 'timestamptz',
  analytics: "DateTime64(3, 'UTC')",
  toAnalytics: (instant) => instant.replace('T', ' ').replace('Z', ''),
})
