export { conversation } from './objects/conversation.object.ts'
export { message } from './objects/message.object.ts'
