import { defineModule, label } from '@lianke/kernel'
import { conversationNote } from './commands/conversation-note.command.ts'
import { conversationReply } from './commands/conversation-reply.command.ts'
import { conversationEvents } from './events/conversation.events.ts'
import { conversation } from './objects/conversation.object.ts'
import { message } from './objects/message.object.ts'
import { notifyStaffStep } from './steps/notify-staff.step.ts'
import { onReplySettled } from './reactions/on-reply-settled.reaction.ts'
import { sendMessageStep } from './steps/send-message.step.ts'
import { grants } from './roles/granted.role.ts'
import { askedNotice } from './notices/asked.notice.ts'

/** What people and staff say to each other. */
export const conversationModule = defineModule({
  name: 'conversation',
  label: label('会话', 'Conversations'),
  area: 'service',
  objects: [conversation, message],
  grants,
  notices: [askedNotice],
  events: conversationEvents,
  commands: [conversationReply, conversationNote],
  reactions: [onReplySettled],
  steps: [sendMessageStep, notifyStaffStep],
})
