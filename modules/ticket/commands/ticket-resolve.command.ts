import { defineCommand, label, like, refuse } from '@lianke/kernel'
import { ticket } from '../objects/ticket.object.ts'

/** The answer is found and written down. */
export const ticketResolve = defineCommand({
  name: 'ticket.resolve',
  label: label('解决', 'Resolve'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  icon: 'check-circle',
  place: ['record', 'phone'],
  offered: { status: ['open', 'assigned', 'waiting'] },
  fields: { solution: like(ticket.fields.solution, { required: true }) },
  prefill: { solution: 'solution' },
  done: { words: label('工单已解决', 'The ticket is resolved') },
  undo: 'changes',
  run: async (room, input) => {
    const ticket = await room.records.get('ticket.ticket', input.id, { forUpdate: true })
    if (ticket.status === 'closed' || ticket.status === 'resolved')
      refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    await room.records.update('ticket.ticket', input.id, {
      status: 'resolved',
      solution: input.solution,
      resolved_at: room.now,
      responded_at: ticket.responded_at ?? room.now,
    })
    await room.emit({
      name: 'ticket.resolved',
      subject: { object: 'ticket.ticket', id: input.id },
      person: (ticket.person as string | null) ?? null,
      payload: {
        number: ticket.ticket_number,
        subject: ticket.subject,
        in_time: !ticket.resolve_by || String(ticket.resolve_by) >= room.now,
      },
    })
    return { id: input.id }
  },
})
