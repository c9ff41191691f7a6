import { defineCommand, label, longText, refuse } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { answerTicket } from './answer-ticket.ts'
import { isFinished, ticketOf } from './ticket-of.ts'

/** Notes what the customer was told. The first answer is what the time to respond is measured by. */
export const ticketAnswer = defineCommand({
  name: 'ticket.answer',
  label: label('答复客户', 'Answer'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['responded_at'],
  icon: 'message-square-text',
  place: ['record', 'phone'],
  offered: { status: ['open', 'assigned', 'waiting'] },
  fields: { content: longText(label('答复内容', 'What was said'), { required: true, max: 10_000 }) },
  done: { words: label('已记下答复', 'The answer is noted') },
  run: async (work, { id, content }) => {
    const ticket = await ticketOf(work, id)
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    await answerTicket(work, ticket, content)
    return { id }
  },
})
