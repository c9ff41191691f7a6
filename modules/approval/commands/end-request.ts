import type { UnitOfWork } from '@lianke/kernel'
import { approvalWithdrawn } from '../events/approval.events.ts'
import { request } from '../objects/request.object.ts'
import { closeSeats, seatsNow } from './decide-seat.ts'
import type { RequestRow } from '../objects/rows.ts'

/** A request ends before it was decided: nobody is asked any more, its run ends and the record is free. */
export const endRequest = async (work: UnitOfWork, row: RequestRow, status: 'withdrawn' | 'cancelled'): Promise<void> => {
  await closeSeats(work, await seatsNow(work, row))
  await work.system.records.update(request, row.id, { status, ended_at: work.now })
  await work.emit({
    name: approvalWithdrawn.name,
    subject: { object: row.subject_object, id: row.subject },
    person: row.person,
    payload: { name: row.title, request: row.id, run: row.run },
  })
}
