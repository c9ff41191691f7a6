import { filterIn, type Filter, tableOf, type UnitOfWork } from '@lianke/kernel'
import { request } from '../objects/request.object.ts'

interface Running {
  readonly id: string
  readonly condition: unknown
}
/** Approvals of an object that take records now, the conditions as they were published. */
const runningOf = (work: UnitOfWork, object: string) =>
  work.sql<Running>(
    `select v.process as id, v.condition from process_version v
      where v.kind = 'approval' and v.subject_object = $1 and v.state = 'running'
        and v.version = (select max(l.version) from process_version l where l.process = v.process)
      order by v.published_at, v.process`,
    [object],
  )

/** Those of these records that are in an approval now. */
export const underApproval = async (work: UnitOfWork, object: string, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await work.sql<{ subject: string }>(
    `select subject from ${tableOf(request.name)}
      where subject = any($1::text[]) and subject_object = $2 and status in ('pending', 'returned') and deleted_at is null`,
    [ids, object],
  )
  return new Set(rows.map(({ subject }) => subject))
}

/** Which approvals take each of these records: running ones whose condition it fits. A statement for each approval of the object. */
export const approvalsTaking = async (
  work: UnitOfWork,
  object: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const taking = new Map<string, string[]>()
  for (const { id, condition } of await runningOf(work, object)) {
    const asked = filterIn(condition)
    const those: Filter = { field: 'id', op: 'in', value: [...ids] }
    const { data } = await work.system.records.list(object, {
      filter: asked ? { and: [those, asked] } : those,
      fields: ['id'],
      limit: Math.max(1, ids.length),
    })
    for (const row of data) taking.set(row.id, [...(taking.get(row.id) ?? []), id])
  }
  return taking
}
