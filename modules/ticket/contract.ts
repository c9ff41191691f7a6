/** Tickets, as other modules may name them. */
export { ticket } from './objects/ticket.object.ts'
export { ticketAssigned, ticketFollowUpAsked } from './events/ticket.events.ts'
export { ticketAnswer } from './commands/ticket-answer.command.ts'
