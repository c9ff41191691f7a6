import { person } from '@lianke/customer/contract'
import { defineCondition, type Filter, label } from '@lianke/kernel'

const open: Filter = { field: 'status', op: 'in', value: ['open', 'assigned', 'waiting'] }

/** Ready-made conditions over tickets and over who has one. */
export const ticketConditions = [
  defineCondition({ name: 'ticket.open', label: label('未解决的工单', 'Unsolved tickets'), on: 'ticket.ticket', filter: open }),
  defineCondition({
    name: 'ticket.overdue',
    label: label('已超时的工单', 'Overdue tickets'),
    on: 'ticket.ticket',
    filter: { field: 'service', op: 'eq', value: 'late' },
  }),
  defineCondition({
    name: 'ticket.due_soon',
    label: label('即将超时的工单', 'Tickets due soon'),
    on: 'ticket.ticket',
    filter: { field: 'service', op: 'eq', value: 'near' },
  }),
  defineCondition({
    name: 'ticket.person_waits',
    label: label('有未解决的工单', 'Has an unsolved ticket'),
    on: person,
    filter: { child: 'ticket.ticket', via: 'person', where: open },
  }),
]
