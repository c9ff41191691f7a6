import { defineObject, label, processFields, processHeld, processStates, processWritten } from '@lianke/kernel'
import { ticket } from './ticket.object.ts'

/** What is done with tickets that are late, or nearly. */
export const escalation = defineObject({
  name: 'ticket.escalation',
  label: label('工单升级', 'Escalation'),
  plural: label('工单升级', 'Escalations'),
  icon: 'arrow-up',
  title: 'name',
  fields: processFields(),
  access: { everyone: true },
  written: processWritten,
  states: processStates,
  mirrored: false,
  holds: [processHeld(ticket.name)],
  keptWhileUsed: true,
})
