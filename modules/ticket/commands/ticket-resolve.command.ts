import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { isFinished, tellTicket, ticketOf } from './ticket-of.ts'

/** The answer is found and written down. */
export const ticketResolve = defineCommand({
  name: 'ticket.resolve',
  label: label('解决', 'Resolve'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  writes: ['status', 'resolved_at', 'responded_at'],
  input: z.strictObject({ id: z.uuid(), solution: z.string().trim().min(1).max(32_000) }),
  run: async (room, { id, solution }) => {
    const ticket = await ticketOf(room, id)
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    await room.records.update('ticket.ticket', id, { status: 'resolved', solution })
    const in_time = !ticket.resolve_by || String(ticket.resolve_by) >= room.now
    await tellTicket(room, 'ticket.resolved', ticket, { in_time })
    return { id }
  },
})
