import { defineThread } from '@lianke/kernel'

/** How a conversation is worked on: what was said, the answer below, whom it is with. */
export const conversationThread = defineThread({
  on: 'conversation.conversation',
  about: ['person'],
  path: { field: 'status', way: ['waiting', 'open', 'closed'] },
  said: { object: 'conversation.message', via: 'conversation', text: 'text', at: 'sent_at', direction: 'direction', by: 'staff' },
  others: {
    open: { field: 'status', values: ['waiting', 'open'] },
    sort: '-last_message_at',
    line: ['person', 'status'],
    says: 'last_message',
  },
})
