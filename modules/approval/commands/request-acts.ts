import { refuse, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { request } from '../objects/request.object.ts'
import { seatsNow } from './decide-seat.ts'
import type { OpinionRow, RequestRow } from './rows.ts'

const nameOf = async (work: UnitOfWork, id: string | null): Promise<string> =>
  (id === null ? null : (await work.system.records.find(staff, [id], { fields: ['name'] })).get(id)?.name) ?? '—'

/** A request, locked. Refuses one that is over, or that whoever acts neither submitted nor decides nor may see. */
export const openRequest = async (
  work: UnitOfWork,
  id: string,
  statuses: readonly RequestRow['status'][],
): Promise<RequestRow> => {
  const row = await work.system.records.get(request, id, { forUpdate: true })
  if (!statuses.includes(row.status)) refuse('approval.over', { status: 409, params: { title: row.title, status: row.status } })
  return row
}

/** Refuses whoever did not submit it. */
export const ofSubmitter = async (work: UnitOfWork, row: RequestRow): Promise<void> => {
  if (row.submitter !== work.actor.id)
    refuse('approval.not_submitter', { status: 403, params: { title: row.title, who: await nameOf(work, row.submitter) } })
}

/** The seat of whoever acts, where he is asked now. Refuses others. */
export const ownSeat = async (work: UnitOfWork, row: RequestRow): Promise<OpinionRow> => {
  const open = (await seatsNow(work, row)).filter(({ status }) => status === 'open')
  const own = open.find(({ approver }) => approver === work.actor.id)
  return (
    own ??
    refuse('approval.not_asked', {
      status: 403,
      params: { title: row.title, who: await nameOf(work, open[0]?.approver ?? null) },
    })
  )
}

/** Refuses somebody who does not work here any more. */
export const worksHere = async (work: UnitOfWork, id: string, path: string): Promise<void> => {
  const found = (await work.system.records.find(staff, [id])).get(id)
  if (!found) refuse('record.not_found', { status: 404, problems: [{ path, code: 'record.not_found' }] })
  else if (found.status === 'left')
    refuse('approval.to_leaver', { params: { who: found.name }, problems: [{ path, code: 'approval.to_leaver' }] })
}
