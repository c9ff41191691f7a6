import { message } from '@lianke/conversation/contract'
import { defineThread } from '@lianke/kernel'

/** How a ticket is worked on: what the customer wants, what was said since, the answer below. */
export const ticketThread = defineThread({
  on: 'ticket.ticket',
  about: ['person', 'order'],
  path: { field: 'status', way: ['open', 'assigned', 'waiting', 'resolved', 'closed'] },
  said: {
    object: message,
    via: 'person',
    of: 'person',
    since: 'opened_at',
    text: 'text',
    at: 'sent_at',
    direction: 'direction',
    by: 'staff',
  },
  opening: { text: 'description', at: 'opened_at' },
  closing: { text: 'solution', at: 'resolved_at' },
  words: { 'ticket.answered': 'out', 'ticket.noted': 'note' },
  others: {
    open: { field: 'status', values: ['open', 'assigned'] },
    sort: 'resolve_by',
    line: ['person', 'priority'],
    due: 'resolve_by',
  },
  acts: ['ticket.resolve', 'ticket.assign', 'ticket.wait', 'ticket.resume', 'ticket.close', 'ticket.reopen'],
})
