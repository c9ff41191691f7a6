export { conversationModule } from './module.ts'
