import { defineNotice, label, textIn } from '@lianke/kernel'
import { ticketAssigned } from '../events/ticket.events.ts'
import { ticket } from '../objects/ticket.object.ts'

/** A ticket was given to somebody. */
export const ticketNotice = defineNotice({
  name: 'ticket.assigned',
  label: label('分给我的工单', 'Tickets given to me'),
  kind: 'task',
  on: [ticketAssigned.name],
  concerns: ({ payload, record }) => ({
    staff: textIn(payload.assignee) ?? '',
    about: record ? { object: ticket.name, id: record } : null,
  }),
  fields: ['ticket_number'],
  title: label('工单 {ticket_number}：{title}', 'Ticket {ticket_number}: {title}'),
  message: true,
})
