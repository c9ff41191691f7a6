import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** The answer is found and written down. */
export const ticketResolve = defineCommand({
  name: 'ticket.resolve',
  label: label('解决', 'Resolve'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  input: z.strictObject({ id: z.uuid(), solution: z.string().trim().min(1).max(32_000) }),
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
