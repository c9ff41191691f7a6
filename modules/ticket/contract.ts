export { ticket } from './objects/ticket.object.ts'
