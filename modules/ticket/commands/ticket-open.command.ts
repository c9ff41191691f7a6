import { defineCommand, label, like, user } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { ticketAssign } from './ticket-assign.command.ts'

const ticketFields = ticketObject.fields

/** Takes in a request; the clock starts. */
export const ticketOpen = defineCommand({
  name: 'ticket.open',
  label: label('新建工单', 'Open a ticket'),
  may: { object: ticketObject, action: 'create' },
  icon: 'plus',
  place: ['global'],
  fields: {
    subject: like(ticketFields.subject, { required: true }),
    description: like(ticketFields.description),
    person: like(ticketFields.person),
    account: like(ticketFields.account),
    order: like(ticketFields.order),
    priority: like(ticketFields.priority, { required: true, default: 'normal' }),
    type: like(ticketFields.type, { required: true, default: 'question' }),
    assignee: user(label('处理人', 'Assignee'), { where: { field: 'status', op: 'eq', value: 'active' } }),
    source: like(ticketFields.source),
    external_number: like(ticketFields.external_number),
    owner: user(label('所有者', 'Owner')),
    attachments: like(ticketFields.attachments),
    tags: like(ticketFields.tags),
  },
  done: {
    words: label('工单 {ticket_number} 已建立', 'Ticket {ticket_number} is open'),
    opens: { object: ticketObject, id: 'id' },
  },
  run: async (work, { assignee, owner, ...input }) => {
    const ticket = await work.records.create(ticketObject, { ...input, ...(owner ? { owner } : {}) })
    await work.emit({
      name: 'ticket.opened',
      subject: { object: ticketObject.name, id: ticket.id },
      person: input.person ?? null,
      payload: { number: ticket.ticket_number, subject: input.subject },
    })
    if (assignee) await work.run(ticketAssign, { id: ticket.id, assignee })
    return { id: ticket.id, ticket_number: ticket.ticket_number }
  },
})
