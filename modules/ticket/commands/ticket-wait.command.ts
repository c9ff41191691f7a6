import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { isFinished, ticketOf } from './ticket-of.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

/** The next word is the customer's. */
export const ticketWait = defineCommand({
  name: 'ticket.wait',
  label: label('等待客户', 'Wait for the customer'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'responded_at'],
  icon: 'clock',
  place: ['record', 'selection', 'phone'],
  offered: { status: ['open', 'assigned'] },
  fields: {},
  done: { words: label('等待客户回复', 'Waiting for the customer') },
  undo: { command: 'ticket.resume' },
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }) => {
    const ticket = await ticketOf(work, id)
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    if (ticket.status === 'waiting') refuse('ticket.already_waiting', { params: { number: ticket.ticket_number } })
    await work.records.update(ticketObject, id, { status: 'waiting' })
    return { id }
  },
})
