import { defineModule, label } from '@lianke/kernel'
import { opportunity } from './objects/opportunity.object.ts'
import { pipeline } from './objects/pipeline.object.ts'
import { stage } from './objects/stage.object.ts'

/** Deals on their way. */
export const salesModule = defineModule({
  name: 'sales',
  label: label('商机', 'Sales'),
  area: 'sales',
  objects: [opportunity, pipeline, stage],
})
