import { refuse, type UnitOfWork } from '@lianke/kernel'

/** A record that something is said about. */
export interface Subject {
  readonly object: string
  readonly record: string
}

/** Refuses a record that the actor may not see (404) and one that nothing is said about: lines, entries of ledgers, what screens keep (422). */
export const mayTalk = async (work: UnitOfWork, { object, record }: Subject): Promise<void> => {
  const [definition] = work.objects(({ name }) => name === object)
  if (!definition) refuse('object.unknown', { status: 404, params: { object } })
  if (definition.hidden || definition.ledger || definition.partOf) refuse('comment.not_here', { params: { object } })
  await work.records.get(object, record, { fields: ['id'] })
}
