import { conversation, conversationReply } from '@lianke/conversation/contract'
import { boolean, datetime, defineCommand, group, label, longText, reference, refuse, text } from '@lianke/kernel'
import { ticketFollowUpAsked } from '../events/ticket.events.ts'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { answerTicket } from './answer-ticket.ts'
import { isFinished, tellTicket, ticketOf } from './ticket-of.ts'
import { ticketResolve } from './ticket-resolve.command.ts'

/** The next word of a ticket in one act: to the customer where a conversation carries it, or among colleagues; if wanted it resolves, and something is to be done later. */
export const ticketReply = defineCommand({
  name: 'ticket.reply',
  label: label('回复', 'Reply'),
  may: { object: ticketObject, action: 'update' },
  on: ticketObject,
  writes: ['status', 'resolved_at', 'responded_at'],
  icon: 'send',
  offered: { status: ['open', 'assigned', 'waiting'] },
  fields: {
    text: longText(label('内容', 'Text'), { required: true, max: 4000 }),
    note: boolean(label('只给同事看', 'For colleagues only')),
    conversation: reference(label('通过会话发送', 'Send in conversation'), conversation),
    resolve: boolean(label('同时解决', 'And resolve')),
    next: group(label('之后要做', 'To do later'), {
      subject: text(label('要做什么', 'What to do'), { required: true, max: 300 }),
      due_at: datetime(label('什么时候', 'When'), { required: true }),
    }),
  },
  done: { words: label('工单“{title}”已回复', 'Replied on “{title}”') },
  run: async (work, { id, text: words, note, conversation: talk, resolve, next }) => {
    const ticket = await ticketOf(work, id)
    if (isFinished(ticket)) refuse('ticket.finished', { params: { number: ticket.ticket_number } })
    if (next && Date.parse(next.due_at) < Date.parse(work.now))
      refuse('ticket.next_in_the_past', { problems: [{ path: '/next/due_at', code: 'ticket.next_in_the_past' }] })
    if (note) await tellTicket(work, 'ticket.noted', ticket, { content: words })
    else {
      if (talk) {
        const { person } = await work.records.get(conversation, talk, { fields: ['person'] })
        if (person !== ticket.person)
          refuse('ticket.other_customer', { problems: [{ path: '/conversation', code: 'ticket.other_customer' }] })
        await work.run(conversationReply, { id: talk, text: words })
      }
      await answerTicket(work, ticket, words)
    }
    if (resolve) await work.run(ticketResolve, { id, solution: words, told: !note })
    if (next)
      await tellTicket(work, ticketFollowUpAsked.name, ticket, {
        what: next.subject,
        due_at: next.due_at,
        owner: work.actor.kind === 'user' ? work.actor.id : ticket.assignee,
      })
    return { id }
  },
})
