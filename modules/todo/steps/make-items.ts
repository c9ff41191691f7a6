import { type ProcessRun, type StepHost, surely, textIn, type UnitOfWork } from '@lianke/kernel'
import { calendarsOfStaff } from '@lianke/organisation/contract'
import { tellItems } from '../commands/tell-items.ts'
import { workItemAssigned } from '../events/work-item.events.ts'
import { workItem } from '../objects/work-item.object.ts'
import { type Assigned, type AssigneeRule, assigneesFor } from '../queries/assignees.query.ts'
import { type Asked, askedIn, openTitle } from '../rules/asked.rule.ts'
import { dueAt, type dueUnits, remindAt } from '../rules/deadline.rule.ts'

/** What a step that asks is told. */
export interface Asking extends AssigneeRule {
  readonly title: string
  readonly due_in?: number | null | undefined
  readonly due_unit?: (typeof dueUnits)[number] | null | undefined
}
interface Making {
  readonly config: Asking
  readonly node: string
  readonly runs: readonly ProcessRun[]
}
/** One run that asks, whom it asks, and whose its record is. */
interface Asker {
  readonly run: ProcessRun
  readonly to: Assigned
  readonly owner: string | null
}
type Reading = Pick<StepHost, 'object' | 'records'>

const askersOf = async (work: UnitOfWork, { records }: Reading, { config, node, runs }: Making): Promise<readonly Asker[]> => {
  const rows = await records(
    runs.map(({ subject }) => subject),
    ['owner'],
  )
  const owners = runs.map(({ subject }) => textIn(rows.get(subject)?.owner))
  const { process } = surely(runs[0], 'a set has a first')
  const assigned = await assigneesFor(work, config, owners, { process, node })
  return runs.flatMap((run, at) => {
    const to = assigned[at]
    return to ? [{ run, to, owner: owners[at] ?? null }] : []
  })
}

/** The items as rows: due, and reminded of, by the hours of whoever has them. */
const rowsOf = async (work: UnitOfWork, object: string, { config, node }: Making, askers: readonly Asker[]) => {
  const calendarOf = await calendarsOfStaff(
    work,
    askers.flatMap(({ to }) => to.owner ?? []),
  )
  const before = await work.setting<number>('fieldwork.remind_before')
  const asked: Asked = askedIn(config)
  return askers.map(({ run, to, owner }) => {
    const calendar = calendarOf(to.owner)
    const due = dueAt(calendar, work.now, { amount: config.due_in ?? 0, unit: config.due_unit ?? 'working_hour' })
    return {
      title: openTitle(asked),
      owner: to.owner,
      candidates: to.candidates,
      dealt_to: config.assignee === 'role' ? to.owner : null,
      due_at: due,
      remind_at: remindAt(calendar, due, before, work.now),
      person: run.person,
      subject_object: object,
      subject: run.subject,
      requester: owner,
      asked,
      process: run.process,
      run: run.id,
      node,
    }
  })
}

/** One item for each run of a set, in a bounded number of statements; answers which runs found somebody to ask. */
export const makeItems = async (work: UnitOfWork, host: Reading, making: Making): Promise<ReadonlySet<string>> => {
  const askers = await askersOf(work, host, making)
  if (askers.length > 0) {
    const rows = await rowsOf(work, host.object, making, askers)
    const { ids } = await work.records.upsert({ object: workItem.name, rows })
    const items = rows.map((row, at) => ({ ...row, id: surely(ids[at], 'every item was made') }))
    await tellItems(
      work,
      items.flatMap((item) =>
        (item.owner ? [item.owner] : item.candidates).map((staff) => ({
          item,
          event: workItemAssigned,
          payload: { staff },
          to: staff,
        })),
      ),
    )
  }
  return new Set(askers.map(({ run }) => run.id))
}
