import { defineCommand, label, longText, refuse } from '@lianke/kernel'
import { answerTicket } from './answer-ticket.ts'
import { isFinished, ticketOf } from './ticket-of.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

/** The next word is the customer's: until it comes, the clock stands. */
export const ticketWait = defineCommand({
  name: 'ticket.wait',
  label: label('等待客户', 'Wait for the customer'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'responded_at'],
  icon: 'clock',
  place: ['record', 'selection', 'phone'],
  offered: { status: ['open', 'assigned'] },
  fields: {
    message: longText(label('问了客户什么', 'What the customer was asked'), {
      max: 4000,
      help: label('写下来就算一次答复', 'Written down, it counts as an answer'),
    }),
  },
  done: { words: label('等待客户回复', 'Waiting for the customer') },
  undo: { command: 'ticket.resume' },
  run: async (work, { id, message }) => {
    const ticket = await ticketOf(work, id)
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    if (ticket.status === 'waiting') refuse('ticket.already_waiting', { params: { number: ticket.ticket_number } })
    if (message) await answerTicket(work, ticket, message)
    await work.records.update(ticketObject, id, { status: 'waiting' })
    return { id }
  },
})
