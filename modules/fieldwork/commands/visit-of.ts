import type { UnitOfWork, RowOf } from '@lianke/kernel'
import { visit as visitObject } from '../objects/visit.object.ts'

type VisitRow = RowOf<typeof visitObject>

/** The visit under its lock. */
export const visitOf = (work: UnitOfWork, id: string): Promise<VisitRow> => work.records.get(visitObject, id, { forUpdate: true })

/** Tells a turn of a visit. */
export const tellVisit = (work: UnitOfWork, name: string, visit: VisitRow, more: Record<string, unknown>): Promise<void> =>
  work.emit({
    name,
    subject: { object: visitObject.name, id: visit.id },
    person: visit.person,
    payload: { subject: visit.subject, ...more },
  })
