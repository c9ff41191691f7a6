/** Tickets, as other rooms may name them. */
export { ticket } from './objects/ticket.object.ts'
export { ticketAssigned } from './events/ticket.events.ts'
