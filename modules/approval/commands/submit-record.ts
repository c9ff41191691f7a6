import { refuse, textIn, type UnitOfWork } from '@lianke/kernel'
import { approval } from '../objects/approval.object.ts'
import { approvalsTaking, underApproval } from '../queries/fitting.query.ts'
import { approvingIn } from '../rules/approving.rule.ts'
import { beginRequests } from './ensure-requests.ts'

/** What whoever submits a record says. */
interface Submitting {
  readonly object: string
  readonly id: string
  /** Which approval, where several take the record. */
  readonly approval: string | null
  readonly note: string | null
  /** Who is to agree where a step leaves it to the submitter. */
  readonly approvers: readonly string[]
}

/** Does the approval, as it runs, leave it to the submitter at some step? */
const leavesOpen = async (work: UnitOfWork, process: string): Promise<boolean> => {
  const rows = await work.sql<{ config: Record<string, unknown> | null }>(
    `select n -> 'config' as config from process_version v, jsonb_array_elements(v.graph -> 'nodes') n
      where v.process = $1 and v.version = (select max(version) from process_version where process = $1) and n ->> 'step' = 'approval.approve'`,
    [process],
  )
  return rows.some(({ config }) => approvingIn(config ?? {}).who === 'chosen')
}

/** The approval that takes the record: the one that was chosen, or the only one. */
const approvalFor = async (work: UnitOfWork, { object, id, approval: chosen }: Submitting): Promise<string> => {
  const taking = (await approvalsTaking(work, object, [id])).get(id) ?? []
  if (chosen !== null) return taking.includes(chosen) ? chosen : refuse('approval.does_not_fit')
  const [only, ...others] = taking
  if (only === undefined) return refuse('approval.none_takes_it')
  if (others.length > 0) refuse('approval.choose_one', { problems: [{ path: '/approval', code: 'approval.choose_one' }] })
  return only
}

/** A record is submitted: its run begins and it stands still from now on. Answers the title of the approval. */
export const submitRecord = async (work: UnitOfWork, submitting: Submitting): Promise<{ readonly name: string }> => {
  const { object, id, note, approvers } = submitting
  // Whoever changes the record meanwhile comes before or after.
  await work.system.records.get(object, id, { fields: ['id'], forUpdate: true })
  if ((await underApproval(work, object, [id])).has(id)) refuse('approval.under_way', { status: 409 })
  const process = await approvalFor(work, submitting)
  if (approvers.length === 0 && (await leavesOpen(work, process)))
    refuse('approval.choose_approvers', { problems: [{ path: '/approvers', code: 'approval.choose_approvers' }] })
  const { entered } = await work.system.run<{ entered: number }>('approval.enrol', { id: process, records: [id] })
  if (entered === 0) refuse('approval.under_way', { status: 409 })
  const [run] = await work.sql<{ id: string; person: string | null }>(
    `select id, person from process_run where process = $1 and subject = $2 and status <> 'ended' order by started_at desc, id desc limit 1`,
    [process, id],
  )
  if (!run) return refuse('approval.under_way', { status: 409 })
  const submitter = work.actor.kind === 'user' ? { submitter: work.actor.id } : {}
  await beginRequests(work, object, [
    {
      id: run.id,
      process,
      subject: id,
      person: run.person,
      ...submitter,
      note,
      chosen: approvers.length > 0 ? { '*': approvers } : null,
    },
  ])
  const { name } = await work.system.records.get(approval, process, { fields: ['name'] })
  return { name: textIn(name) ?? '' }
}
