import type { Room, Row } from '@lianke/kernel'

/** The ticket under its lock. */
export const ticketOf = (room: Room, id: string): Promise<Row> => room.records.get('ticket.ticket', id, { forUpdate: true })

export const isFinished = ({ status }: Row): boolean => status === 'closed' || status === 'resolved'

/** Tells a turn of a ticket. */
export const tellTicket = (room: Room, name: string, ticket: Row, more: Record<string, unknown> = {}): Promise<void> =>
  room.emit({
    name,
    subject: { object: 'ticket.ticket', id: ticket.id },
    person: typeof ticket.person === 'string' ? ticket.person : null,
    payload: { number: ticket.ticket_number, subject: ticket.subject, ...more },
  })
