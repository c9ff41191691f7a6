import { isObject, textIn, type UnitOfWork } from '@lianke/kernel'
import { openItems } from '@lianke/todo/contract'
import { askedNow } from '../queries/staff-here.query.ts'
import { opinion } from '../objects/opinion.object.ts'
import type { OpinionRow, RequestRow } from '../objects/rows.ts'

/** A seat whose turn has come, of a request. */
interface Opening {
  readonly request: RequestRow
  readonly seat: Pick<OpinionRow, 'id' | 'approver' | 'config' | 'node'>
}

/** Whoever has these seats is asked: an item in the to-do centre for each, seats that ask the same in a bounded number of statements. */
export const openSeats = async (work: UnitOfWork, opening: readonly Opening[]): Promise<void> => {
  const now = await askedNow(
    work,
    opening.flatMap(({ seat }) => seat.approver ?? []),
  )
  const asks = opening.flatMap(({ request, seat }) =>
    seat.approver === null ? [] : [{ request, seat: { ...seat, approver: now(seat.approver) } }],
  )
  for (const those of Map.groupBy(
    asks,
    ({ seat, request }) => `${request.subject_object} ${JSON.stringify(seat.config)}`,
  ).values()) {
    const config = isObject(those[0]?.seat.config) ? those[0].seat.config : {}
    const ids = await openItems(
      work,
      { ...config, title: textIn(config.title) ?? '' },
      those.map(({ request, seat }) => ({
        to: { owner: seat.approver, candidates: [] },
        dealt_to: null,
        person: request.person,
        object: request.subject_object,
        subject: request.subject,
        requester: request.submitter,
        process: request.approval,
        run: request.run ?? '',
        node: seat.node,
      })),
    )
    await work.system.records.upsert({
      object: opinion.name,
      rows: those.map(({ seat }, at) => ({
        id: seat.id,
        status: 'open',
        approver: seat.approver,
        asked_at: work.now,
        item: ids[at] ?? null,
      })),
    })
  }
}
