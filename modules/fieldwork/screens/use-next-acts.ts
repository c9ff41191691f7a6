import { person } from '@lianke/customer/contract'
import type { Row } from '@lianke/kernel'
import { useModel, useMoment, useRecord, useRows } from '@lianke/ui'
import { type NextAct, nextActs } from '../rules/next-acts.rule.ts'

const task = 'fieldwork.task'
const followUp = 'fieldwork.follow_up'
const tasksShown = 3
const at = (value: unknown): string | null => (typeof value === 'string' ? value : null)

const useWaiting = (id: string) => {
  const filter = {
    and: [
      { field: 'person', op: 'eq', value: id },
      { field: 'status', op: 'in', value: ['open', 'in_progress'] },
    ],
  } as const
  const { data } = useRows(
    task,
    { filter, fields: ['subject', 'due_at'], sort: ['due_at'], limit: tasksShown },
    { enabled: Boolean(useModel().object(task)) },
  )
  return data?.data ?? []
}

/** When one last followed up; undefined while it is not known yet. */
const useLastFollowUp = (id: string): string | null | undefined => {
  const known = Boolean(useModel().object(followUp))
  const { data } = useRows(
    followUp,
    { filter: { field: 'person', op: 'eq', value: id }, fields: ['happened_at'], sort: ['-happened_at'], limit: 1 },
    { enabled: known },
  )
  return known && !data ? undefined : at(data?.data[0]?.happened_at)
}

/** What waits to be done with a person, and what the facts suggest; null while they are not all known. */
export const useNextActs = (id: string): { person: Row; waiting: readonly Row[]; acts: readonly NextAct[] } | null => {
  const { now } = useMoment()
  const { data: row } = useRecord(person.name, id)
  const waiting = useWaiting(id)
  const lastFollowUpAt = useLastFollowUp(id)
  if (!row || lastFollowUpAt === undefined) return null
  const acts = nextActs({
    now: now().toISOString(),
    today: now().format('YYYY-MM-DD'),
    stage: at(row.stage),
    createdAt: at(row.created_at),
    birthday: at(row.birthday),
    lastSeenAt: at(row.last_seen_at),
    lastOrderAt: at(row.last_order_at),
    lastFollowUpAt,
  })
  return { person: row, waiting, acts }
}
