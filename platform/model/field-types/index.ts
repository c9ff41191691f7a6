/** How every field type lies in PostgreSQL and ClickHouse. */
export { fieldStorages } from '../../../field-types/storage.generated.ts'
export * from './field-storage.ts'
export { type TimeRange, timeRange } from './time-range.ts'
