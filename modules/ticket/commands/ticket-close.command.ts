import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { ticket } from '../objects/ticket.object.ts'

/** The matter is settled with the customer. */
export const ticketClose = defineCommand({
  name: 'ticket.close',
  label: label('关闭', 'Close'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  icon: 'check',
  place: ['record', 'selection', 'filter', 'phone'],
  offered: { status: ['open', 'assigned', 'waiting', 'resolved'] },
  fields: { satisfaction: like(ticket.fields.satisfaction, { help: label('1 到 5 分', 'From 1 to 5') }) },
  done: { words: label('已关闭 {n} 张工单', 'Closed {n} tickets') },
  undo: 'changes',
  run: async (room, input) => {
    const ticket = await room.records.get('ticket.ticket', input.id, { forUpdate: true })
    if (ticket.status === 'closed') refuse('ticket.already_closed', { params: { number: ticket.ticket_number } })
    await room.records.update('ticket.ticket', input.id, {
      status: 'closed',
      closed_at: room.now,
      ...(input.satisfaction ? { satisfaction: input.satisfaction } : {}),
    })
    await room.emit({
      name: 'ticket.closed',
      subject: { object: 'ticket.ticket', id: input.id },
      person: (ticket.person as string | null) ?? null,
      payload: { number: ticket.ticket_number, subject: ticket.subject },
    })
    return { id: input.id }
  },
})
