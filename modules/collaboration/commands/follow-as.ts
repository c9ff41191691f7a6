import type { UnitOfWork } from '@lianke/kernel'
import { follow } from '../objects/follow.object.ts'
import { followsOf } from '../queries/follows-of.query.ts'
import type { Subject } from '../queries/may-talk.query.ts'

/** Colleagues who have not said themselves whether they follow a record follow it from now on. */
export const followFirst = async (work: UnitOfWork, subject: Subject, staff: readonly string[]): Promise<void> => {
  const known = new Set((await followsOf(work, subject, staff)).map((row) => row.staff))
  const rows = staff.filter((id) => !known.has(id)).map((id) => followOf(subject, id, false))
  if (rows.length > 0) await work.system.records.upsert({ object: follow, rows })
}

/** A colleague follows a record, or no longer. */
export const followAs = async (work: UnitOfWork, subject: Subject, staff: string, muted: boolean): Promise<void> => {
  const known = await followsOf(work, subject, [staff])
  if (known.length === 0) await work.system.records.create(follow, followOf(subject, staff, muted))
  else await work.system.records.upsert({ object: follow, rows: known.map(({ id }) => ({ id, muted })) })
}

const followOf = ({ object, record }: Subject, staff: string, muted: boolean) => ({
  subject_object: object,
  subject: record,
  staff,
  owner: staff,
  muted,
})
