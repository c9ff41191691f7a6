import { defineProcess, label } from '@lianke/kernel'
import { escalation } from '../objects/escalation.object.ts'
import { ticket } from '../objects/ticket.object.ts'

/** What becomes of a ticket that is late or nearly: told of, raised, handed on, decided by somebody; until it is solved. */
export const escalationProcess = defineProcess({
  name: 'escalation',
  label: label('工单升级', 'Escalation'),
  icon: 'arrow-up',
  object: escalation,
  subject: ticket,
  triggers: ['event', 'date', 'record', 'manual'],
  palette: ['task', 'record', 'flow', 'message'],
  endings: [
    {
      event: `${ticket.name}.updated`,
      where: { field: 'status', op: 'in', value: ['resolved', 'closed'] },
      reason: 'solved',
      label: label('工单已解决', 'The ticket is solved'),
    },
  ],
  policies: { reentry: { mode: 'always' }, told: false },
  words: {
    entered: label('工单升级开始', 'Escalation began'),
    ended: label('工单升级结束', 'Escalation ended'),
    enrol: label('升级工单', 'Escalate'),
    enrolled: label('已升级 {n} 张工单', 'Escalated {n} tickets'),
  },
})
