import { defineModule, label } from '@lianke/kernel'
import { ticket } from './objects/ticket.object.ts'

/** Requests and complaints, answered in time. */
export const ticketModule = defineModule({
  name: 'ticket',
  label: label('工单', 'Tickets'),
  area: 'service',
  objects: [ticket],
})
