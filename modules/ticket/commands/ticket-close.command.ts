import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { tellTicket, ticketOf } from './ticket-of.ts'

/** The matter is settled with the customer; how it was solved stands written. */
export const ticketClose = defineCommand({
  name: 'ticket.close',
  label: label('关闭', 'Close'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  writes: ['status', 'resolved_at', 'closed_at'],
  input: z.strictObject({
    id: z.uuid(),
    solution: z.string().trim().min(1).max(32_000).optional(),
    satisfaction: z.number().int().min(1).max(5).optional(),
  }),
  run: async (room, { id, solution, satisfaction }) => {
    const ticket = await ticketOf(room, id)
    if (ticket.status === 'closed') refuse('ticket.already_closed', { params: { number: ticket.ticket_number } })
    if (!solution && !ticket.solution)
      refuse('ticket.no_solution', { problems: [{ path: '/solution', code: 'ticket.no_solution' }] })
    await room.records.update('ticket.ticket', id, {
      status: 'closed',
      ...(solution ? { solution } : {}),
      ...(satisfaction ? { satisfaction } : {}),
    })
    await tellTicket(room, 'ticket.closed', ticket)
    return { id }
  },
})
