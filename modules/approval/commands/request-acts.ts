import { optionsIn, refuse, tableOf, type UnitOfWork } from '@lianke/kernel'
import { staff } from '@lianke/organisation/contract'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'
import { seatsNow } from './decide-seat.ts'
import type { OpinionRow, RequestRow } from '../objects/rows.ts'

const nameOf = async (work: UnitOfWork, id: string | null): Promise<string> =>
  (id === null ? null : (await work.system.records.find(staff, [id], { fields: ['name'] })).get(id)?.name) ?? '—'

/** A state in the words of whoever acts. */
const statusSaid = ({ locale }: UnitOfWork, status: RequestRow['status']): string => {
  const said = optionsIn(request.fields.status.options).find(({ value }) => value === status)?.label
  return (locale === 'en' ? said?.en : said?.zh) ?? status
}

/** A request, locked. Refuses one that is over, or that whoever acts neither submitted nor decides nor may see. */
export const openRequest = async (
  work: UnitOfWork,
  id: string,
  statuses: readonly RequestRow['status'][],
): Promise<RequestRow> => {
  const row = await work.system.records.get(request, id, { forUpdate: true })
  if (!statuses.includes(row.status))
    refuse('approval.over', { status: 409, params: { title: row.title, status: statusSaid(work, row.status) } })
  return row
}

/** Refuses whoever did not submit it. */
export const ofSubmitter = async (work: UnitOfWork, row: RequestRow): Promise<void> => {
  if (row.submitter !== work.actor.id)
    refuse('approval.not_submitter', { status: 403, params: { title: row.title, who: await nameOf(work, row.submitter) } })
}

/** A seat, and the request that it is of, locked. */
interface AskedSeat {
  readonly row: RequestRow
  readonly seat: OpinionRow
  /** All seats of the step. */
  readonly seats: readonly OpinionRow[]
}
/** The seat of whoever acts, by the item that asks him. Refuses others, and what is decided already. */
export const ownSeat = async (work: UnitOfWork, item: string): Promise<AskedSeat> => {
  const [found] = await work.sql<{ request: string }>(
    `select request from ${tableOf(opinion.name)} where item = $1 and deleted_at is null`,
    [item],
  )
  if (!found) return refuse('record.not_found', { status: 404 })
  const row = await openRequest(work, found.request, ['pending'])
  const seats = await seatsNow(work, row)
  const seat = seats.find((one) => one.item === item && one.status === 'open')
  if (seat?.approver === work.actor.id) return { row, seat, seats }
  const [open] = seats.filter(({ status }) => status === 'open')
  const who = await nameOf(work, seat?.approver ?? open?.approver ?? null)
  return refuse('approval.not_asked', { status: 403, params: { title: row.title, who } })
}

/** Refuses somebody who decides at this step already. */
export const notAskedYet = ({ seats }: AskedSeat, who: string, path: string): void => {
  if (seats.some(({ approver, status }) => approver === who && (status === 'open' || status === 'waiting')))
    refuse('approval.asked_already', { problems: [{ path, code: 'approval.asked_already' }] })
}

/** Refuses somebody who does not work here any more. */
export const worksHere = async (work: UnitOfWork, id: string, path: string): Promise<void> => {
  const found = (await work.system.records.find(staff, [id])).get(id)
  if (!found) refuse('record.not_found', { status: 404, problems: [{ path, code: 'record.not_found' }] })
  else if (found.status === 'left')
    refuse('approval.to_leaver', { params: { who: found.name }, problems: [{ path, code: 'approval.to_leaver' }] })
}
