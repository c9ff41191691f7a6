import { idIn, type UnitOfWork } from '@lianke/kernel'
import { follow } from '../objects/follow.object.ts'
import type { Subject } from './may-talk.query.ts'

/** A colleague who follows a record, or has muted it. */
interface Follow {
  readonly id: string
  readonly staff: string
  readonly muted: boolean
}

/** Who follows a record, and who has muted it. */
export const followsOf = async (work: UnitOfWork, { object, record }: Subject, staff?: readonly string[]): Promise<Follow[]> => {
  const rows: Follow[] = []
  const filter = {
    and: [
      { field: 'subject_object', op: 'eq' as const, value: object },
      { field: 'subject', op: 'eq' as const, value: record },
      ...(staff ? [{ field: 'staff', op: 'in' as const, value: staff }] : []),
    ],
  }
  for await (const set of work.system.records.inSets(follow, { filter }))
    rows.push(...set.map(({ id, staff: who, muted }) => ({ id, staff: idIn(who) ?? '', muted: muted === true })))
  return rows
}

/** Which of these colleagues see a record. */
export const whoSees = async (work: UnitOfWork, { object, record }: Subject, staff: readonly string[]): Promise<Set<string>> => {
  const seeing = new Set<string>()
  for (const id of staff) if (await (await work.sightOf(id)).sees(object, record)) seeing.add(id)
  return seeing
}
