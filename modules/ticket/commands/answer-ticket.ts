import type { UnitOfWork, RowOf } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'
import { tellTicket } from './ticket-of.ts'

const toldMax = 200

/** The customer has had a word from us: the first one stops the clock of the answer. */
export const answerTicket = async (work: UnitOfWork, ticket: RowOf<typeof ticketObject>, content: string): Promise<void> => {
  if (!ticket.responded_at) await work.records.update(ticketObject, ticket.id, { responded_at: work.now })
  await tellTicket(work, 'ticket.answered', ticket, { content: content.slice(0, toldMax) })
}
