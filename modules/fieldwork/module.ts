import { defineModule, label } from '@lianke/kernel'
import { followUp } from './objects/follow-up.object.ts'
import { task } from './objects/task.object.ts'
import { visit } from './objects/visit.object.ts'

/** What staff do with customers day by day. */
export const fieldworkModule = defineModule({
  name: 'fieldwork',
  label: label('工作', 'Activities'),
  area: 'sales',
  objects: [followUp, task, visit],
})
