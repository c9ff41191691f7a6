import { defineCommand, label, like, user } from '@lianke/kernel'
import { ticket } from '../objects/ticket.object.ts'
import { deadlines, type ServiceLevel } from '../rules/deadline.rule.ts'

/** Takes in a request; the clock starts. */
export const ticketOpen = defineCommand({
  name: 'ticket.open',
  label: label('新建工单', 'Open a ticket'),
  may: { object: 'ticket.ticket', action: 'create' },
  icon: 'plus',
  place: ['global'],
  fields: {
    subject: like(ticket.fields.subject, { required: true }),
    description: like(ticket.fields.description),
    person: like(ticket.fields.person),
    account: like(ticket.fields.account),
    order: like(ticket.fields.order),
    priority: like(ticket.fields.priority, { required: true, default: 'normal' }),
    type: like(ticket.fields.type, { required: true, default: 'question' }),
    assignee: user(label('处理人', 'Assignee'), { where: { field: 'status', op: 'eq', value: 'active' } }),
    source: like(ticket.fields.source),
    tags: like(ticket.fields.tags),
  },
  done: {
    words: label('工单 {ticket_number} 已建立', 'Ticket {ticket_number} is open'),
    opens: { object: 'ticket.ticket', id: 'id' },
  },
  run: async (room, { assignee, ...input }) => {
    const level = await room.setting<ServiceLevel>('ticket.service_level')
    const ticket = await room.records.create('ticket.ticket', {
      ...input,
      status: 'open',
      opened_at: room.now,
      ...deadlines({ level, priority: input.priority, from: room.now }),
    })
    await room.emit({
      name: 'ticket.opened',
      subject: { object: 'ticket.ticket', id: ticket.id },
      person: input.person ?? null,
      payload: { number: ticket.ticket_number, subject: input.subject },
    })
    if (assignee) await room.run('ticket.assign', { id: ticket.id, assignee })
    return { id: ticket.id, ticket_number: ticket.ticket_number }
  },
})
