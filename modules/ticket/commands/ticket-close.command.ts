import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { tellTicket, ticketOf } from './ticket-of.ts'

const ticketFields = ticketObject.fields

/** The matter is settled with the customer; how it was solved stands written. */
export const ticketClose = defineCommand({
  name: 'ticket.close',
  label: label('关闭', 'Close'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'resolved_at', 'closed_at'],
  icon: 'check',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['open', 'assigned', 'waiting', 'resolved'] },
  fields: {
    solution: like(ticketFields.solution),
    satisfaction: like(ticketFields.satisfaction, { help: label('1 到 5 分', 'From 1 to 5') }),
  },
  prefill: { solution: 'solution' },
  done: { words: label('已关闭 {n} 张工单', 'Closed {n} tickets') },
  undo: 'changes',
  run: async (work, { id, solution, satisfaction }) => {
    const ticket = await ticketOf(work, id)
    if (ticket.status === 'closed') refuse('ticket.already_closed', { params: { number: ticket.ticket_number } })
    if (!solution && !ticket.solution)
      refuse('ticket.no_solution', { problems: [{ path: '/solution', code: 'ticket.no_solution' }] })
    await work.records.update(ticketObject, id, {
      status: 'closed',
      ...(solution ? { solution } : {}),
      ...(satisfaction ? { satisfaction } : {}),
    })
    await tellTicket(work, 'ticket.closed', ticket)
    return { id }
  },
})
