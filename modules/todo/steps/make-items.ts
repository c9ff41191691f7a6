import { type ProcessRun, type StepHost, surely, textIn, type UnitOfWork } from '@lianke/kernel'
import { type ItemAsked, openItems } from '../commands/open-items.ts'
import { type AssigneeRule, assigneesFor } from '../queries/assignees.query.ts'

/** What a step that asks is told. */
export type Asking = AssigneeRule & ItemAsked
interface Making {
  readonly config: Asking
  readonly node: string
  readonly runs: readonly ProcessRun[]
}
type Reading = Pick<StepHost, 'object' | 'records'>

/** One item for each run of a set, in a bounded number of statements; answers which runs found somebody to ask. */
export const makeItems = async (work: UnitOfWork, { object, records }: Reading, making: Making): Promise<ReadonlySet<string>> => {
  const { config, node, runs } = making
  const rows = await records(
    runs.map(({ subject }) => subject),
    ['owner'],
  )
  const owners = runs.map(({ subject }) => textIn(rows.get(subject)?.owner))
  const { process } = surely(runs[0], 'a set has a first')
  const assigned = await assigneesFor(work, config, owners, { process, node })
  const found = runs.flatMap((run, at) => {
    const to = assigned[at]
    return to ? [{ run, to, requester: owners[at] ?? null }] : []
  })
  await openItems(
    work,
    config,
    found.map(({ run, to, requester }) => ({
      to,
      dealt_to: config.assignee === 'role' ? to.owner : null,
      person: run.person,
      object,
      subject: run.subject,
      requester,
      process: run.process,
      run: run.id,
      node,
    })),
  )
  return new Set(found.map(({ run }) => run.id))
}
