import type { UnitOfWork } from '@lianke/kernel'
import { standardPipeline } from '../rules/standard-pipeline.rule.ts'
import { pipeline } from '../objects/pipeline.object.ts'

/** A company from before there was a pipeline gets one with its first deal. */
export const ensurePipeline = async (work: UnitOfWork): Promise<void> => {
  const some = 'select 1 from sales_pipeline where deleted_at is null limit 1'
  if ((await work.sql(some)).length > 0) return
  // Two first deals at once make one pipeline.
  await work.sql(`select pg_advisory_xact_lock(hashtextextended('sales.pipeline', 0))`)
  if ((await work.sql(some)).length === 0) await work.system.records.create(pipeline, standardPipeline(work.locale))
}
