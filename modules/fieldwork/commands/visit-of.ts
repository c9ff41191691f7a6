import type { Room, Row } from '@lianke/kernel'

/** The visit under its lock. */
export const visitOf = (room: Room, id: string): Promise<Row> => room.records.get('fieldwork.visit', id, { forUpdate: true })

/** Tells a turn of a visit. */
export const tellVisit = (room: Room, name: string, visit: Row, more: Record<string, unknown>): Promise<void> =>
  room.emit({
    name,
    subject: { object: 'fieldwork.visit', id: visit.id },
    person: typeof visit.person === 'string' ? visit.person : null,
    payload: { subject: visit.subject, ...more },
  })
