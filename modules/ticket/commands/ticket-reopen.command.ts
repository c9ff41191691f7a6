import { defineCommand, label, longText, plus, refuse } from '@lianke/kernel'
import { deadlines, type ServiceLevel } from '../rules/deadline.rule.ts'
import { isFinished, tellTicket, ticketOf } from './ticket-of.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

/** It was not settled after all: back to whoever had it, with a new deadline. */
export const ticketReopen = defineCommand({
  name: 'ticket.reopen',
  label: label('重新打开', 'Reopen'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'resolve_by', 'reopened', 'resolved_at', 'closed_at'],
  icon: 'refresh',
  place: ['record', 'phone'],
  offered: { status: ['resolved', 'closed'] },
  fields: { reason: longText(label('原因', 'Reason'), { required: true, max: 500 }) },
  done: { words: label('工单已重新打开', 'The ticket is open again') },
  undo: 'changes',
  run: async (work, { id, reason }) => {
    const ticket = await ticketOf(work, id)
    if (!isFinished(ticket)) refuse('ticket.still_open', { params: { number: ticket.ticket_number } })
    const level = await work.setting<ServiceLevel>('ticket.service_level')
    const { resolve_by } = deadlines({ level, priority: ticket.priority, from: work.now })
    await work.records.update(ticketObject, id, {
      status: ticket.assignee ? 'assigned' : 'open',
      resolved_at: null,
      closed_at: null,
      resolve_by,
      reopened: plus(1),
    })
    await tellTicket(work, 'ticket.reopened', ticket, { reason })
    return { id }
  },
})
