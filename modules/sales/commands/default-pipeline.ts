import type { Room } from '@lianke/kernel'
import { standardPipeline } from '../rules/standard-pipeline.rule.ts'
import { pipeline } from '../objects/pipeline.object.ts'

/** A company from before there was a pipeline gets one with its first deal. */
export const ensurePipeline = async (room: Room): Promise<void> => {
  const some = 'select 1 from sales_pipeline where deleted_at is null limit 1'
  if ((await room.sql(some)).length > 0) return
  // Two first deals at once make one pipeline.
  await room.sql(`select pg_advisory_xact_lock(hashtextextended('sales.pipeline', 0))`)
  if ((await room.sql(some)).length === 0) await room.system.records.create(pipeline, standardPipeline(room.locale))
}
