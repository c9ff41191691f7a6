/** Talks, as other modules may name them. */
export { conversation } from './objects/conversation.object.ts'
export { message } from './objects/message.object.ts'
export { noticeAsked } from './events/conversation.events.ts'
