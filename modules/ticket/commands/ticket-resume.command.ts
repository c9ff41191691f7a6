import { defineCommand, label, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { ticketOf } from './ticket-of.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

/** The customer has answered; whoever has the ticket goes on, and whoever goes on with a ticket that nobody has takes it. */
export const ticketResume = defineCommand({
  name: 'ticket.resume',
  label: label('继续处理', 'Resume'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'assignee'],
  icon: 'play',
  place: ['record', 'phone'],
  offered: { status: ['waiting'] },
  fields: {},
  done: { words: label('继续处理', 'The ticket goes on') },
  undo: { command: 'ticket.wait' },
  input: z.strictObject({ id: z.uuid() }),
  run: async (work, { id }) => {
    const ticket = await ticketOf(work, id)
    if (ticket.status !== 'waiting') refuse('ticket.not_waiting', { params: { number: ticket.ticket_number } })
    const taker = ticket.assignee ?? (work.actor.kind === 'user' ? work.actor.id : null)
    if (taker === null) refuse('ticket.nobody_has_it', { params: { number: ticket.ticket_number } })
    await work.records.update(ticketObject, id, { status: 'assigned', assignee: taker })
    return { id }
  },
})
