/** Talks, as other modules may name them. */
export { conversationReply } from './commands/conversation-reply.command.ts'
export { conversation } from './objects/conversation.object.ts'
export { message } from './objects/message.object.ts'
export { messageReceived, messageSent, noticeAsked } from './events/conversation.events.ts'
