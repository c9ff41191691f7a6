import { defineModule, label } from '@lianke/kernel'
import { lead } from './objects/lead.object.ts'

/** From a sign of interest to a customer. */
export const leadModule = defineModule({
  name: 'lead',
  label: label('线索', 'Leads'),
  area: 'sales',
  objects: [lead],
})
