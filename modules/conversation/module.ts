import { defineModule, label } from '@lianke/kernel'
import { conversation } from './objects/conversation.object.ts'
import { message } from './objects/message.object.ts'

/** What people and staff say to each other. */
export const conversationModule = defineModule({
  name: 'conversation',
  label: label('会话', 'Conversations'),
  area: 'service',
  objects: [conversation, message],
})
