import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'

/** The matter is settled with the customer. */
export const ticketClose = defineCommand({
  name: 'ticket.close',
  label: label('关闭', 'Close'),
  may: { object: 'ticket.ticket', action: 'update' },
  on: 'ticket.ticket',
  input: z.strictObject({ id: z.uuid(), satisfaction: z.number().int().min(1).max(5).optional() }),
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
