import type { UnitOfWork, RowOf } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

type TicketRow = RowOf<typeof ticketObject>

/** The ticket under its lock. */
export const ticketOf = (work: UnitOfWork, id: string): Promise<TicketRow> =>
  work.records.get(ticketObject, id, { forUpdate: true })

export const isFinished = ({ status }: Pick<TicketRow, 'status'>): boolean => status === 'closed' || status === 'resolved'

/** Tells a turn of a ticket. */
export const tellTicket = (
  work: UnitOfWork,
  name: string,
  ticket: TicketRow,
  more: Record<string, unknown> = {},
): Promise<void> =>
  work.emit({
    name,
    subject: { object: ticketObject.name, id: ticket.id },
    person: ticket.person,
    payload: { number: ticket.ticket_number, subject: ticket.subject, ...more },
  })
