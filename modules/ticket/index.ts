export { ticketModule } from './module.ts'
