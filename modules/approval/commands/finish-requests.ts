import { tableOf, type UnitOfWork } from '@lianke/kernel'
import { approvalApproved, approvalRejected } from '../events/approval.events.ts'
import { request } from '../objects/request.object.ts'
import { asksAhead, finalStatus } from '../rules/final.rule.ts'
import { closeSeats, seatsNow } from './decide-seat.ts'

const requestsPerSet = 500

interface Ended {
  readonly id: string
  readonly reason: string | null
  readonly node: string | null
  readonly graph: unknown
}
/** Requests of these runs (null: of all) that have ended, and how: the engine's own tables, read. Those that failed with nothing decided may be tried again. */
const endedRuns = (work: UnitOfWork, runs: readonly string[] | null) =>
  work.sql<Ended>(
    `select q.id, coalesce(r.end_reason, 'deleted') as reason, r.node, v.graph from ${tableOf(request.name)} q
        left join process_run r on r.id = q.run::uuid left join process_version v on v.process = r.process and v.version = r.version
      where q.status in ('pending', 'returned') and q.deleted_at is null and ($1::text[] is null or q.run = any($1::text[]))
        and (r.id is null or (r.status = 'ended' and not (r.end_reason = 'failed' and q.decision is null)))
      order by q.id limit ${requestsPerSet} for update of q skip locked`,
    [runs],
  )

/** Requests whose runs have ended stand as these ended; `runs` null: all there are. Answers whether there may be more. */
export const finishRequests = async (work: UnitOfWork, runs: readonly string[] | null): Promise<boolean> => {
  const ended = await endedRuns(work, runs)
  const rows = await work.system.records.find(
    request,
    ended.map(({ id }) => id),
    { forUpdate: true },
  )
  const done = ended.flatMap(({ id, reason, node, graph }) => {
    const row = rows.get(id)
    const status = row ? finalStatus({ reason, decision: row.decision, ahead: asksAhead(graph, node) }) : null
    return row && status ? [{ row, status }] : []
  })
  if (done.length > 0)
    await work.system.records.upsert({
      object: request.name,
      rows: done.map(({ row, status }) => ({ id: row.id, status, ended_at: work.now })),
    })
  for (const { row, status } of done) {
    if (status === 'cancelled') await closeSeats(work, await seatsNow(work, row))
    const event = status === 'approved' ? approvalApproved : status === 'rejected' ? approvalRejected : null
    if (event)
      await work.emit({
        name: event.name,
        subject: { object: row.subject_object, id: row.subject },
        person: row.person,
        payload: { name: row.title, request: row.id, staff: row.submitter },
      })
  }
  return done.length > 0 && ended.length === requestsPerSet
}
