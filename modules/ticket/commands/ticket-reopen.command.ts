import { defineCommand, label, longText, plus, refuse } from '@lianke/kernel'
import { isFinished, tellTicket, ticketOf } from './ticket-of.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

/** It was not settled after all: back to whoever had it, and the time to solve it begins anew. */
export const ticketReopen = defineCommand({
  name: 'ticket.reopen',
  label: label('重新打开', 'Reopen'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'reopened', 'resolved_at', 'closed_at'],
  icon: 'refresh',
  place: ['record', 'phone'],
  offered: { status: ['resolved', 'closed'] },
  fields: { reason: longText(label('原因', 'Reason'), { required: true, max: 500 }) },
  done: { words: label('工单已重新打开', 'The ticket is open again') },
  undo: 'changes',
  run: async (work, { id, reason }) => {
    const ticket = await ticketOf(work, id)
    if (!isFinished(ticket)) refuse('ticket.still_open', { params: { number: ticket.ticket_number } })
    await work.records.update(ticketObject, id, {
      status: ticket.assignee ? 'assigned' : 'open',
      resolved_at: null,
      closed_at: null,
      reopened: plus(1),
    })
    await tellTicket(work, 'ticket.reopened', ticket, { reason })
    return { id }
  },
})
