import type { Room, RowOf } from '@lianke/kernel'
import { ticket as ticketObject } from '../objects/ticket.object.ts'

type TicketRow = RowOf<typeof ticketObject>

/** The ticket under its lock. */
export const ticketOf = (room: Room, id: string): Promise<TicketRow> => room.records.get(ticketObject, id, { forUpdate: true })

export const isFinished = ({ status }: Pick<TicketRow, 'status'>): boolean => status === 'closed' || status === 'resolved'

/** Tells a turn of a ticket. */
export const tellTicket = (room: Room, name: string, ticket: TicketRow, more: Record<string, unknown> = {}): Promise<void> =>
  room.emit({
    name,
    subject: { object: ticketObject.name, id: ticket.id },
    person: ticket.person,
    payload: { number: ticket.ticket_number, subject: ticket.subject, ...more },
  })
