import { boolean, defineCommand, label, like, refuse } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { isFinished, tellTicket, ticketOf } from './ticket-of.ts'

/** The answer is found and written down. */
export const ticketResolve = defineCommand({
  name: 'ticket.resolve',
  label: label('解决', 'Resolve'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'resolved_at', 'responded_at'],
  icon: 'check-circle',
  place: ['record', 'phone'],
  offered: { status: ['open', 'assigned', 'waiting'] },
  fields: {
    solution: like(ticketObject.fields.solution, { required: true }),
    told: boolean(label('已答复客户', 'The customer has been told'), { default: true }),
  },
  prefill: { solution: 'solution' },
  done: { words: label('工单已解决', 'The ticket is resolved') },
  undo: 'changes',
  run: async (work, { id, solution, told = true }) => {
    const ticket = await ticketOf(work, id)
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    await work.records.update(ticketObject, id, {
      status: 'resolved',
      solution,
      ...(told && !ticket.responded_at ? { responded_at: work.now } : {}),
    })
    const in_time = !ticket.resolve_by || ticket.resolve_by >= work.now
    await tellTicket(work, 'ticket.resolved', ticket, { in_time })
    return { id }
  },
})
