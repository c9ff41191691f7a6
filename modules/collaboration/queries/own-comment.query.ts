import { refuse, type RowOf, type UnitOfWork } from '@lianke/kernel'
import { comment } from '../objects/comment.object.ts'

/** A comment that the actor wrote, about a record that he sees, locked; refuses another's (403). `deleted`: also one that he took back. */
export const ownComment = async (
  work: UnitOfWork,
  id: string,
  { deleted = false }: { readonly deleted?: boolean } = {},
): Promise<RowOf<typeof comment>> => {
  await work.records.get(comment, id, { fields: ['id'], deleted })
  const row = await work.system.records.get(comment, id, { forUpdate: true, deleted })
  // Who wrote it, not whose it is: an owner may be changed, and is handed over with a leaver's records.
  if (row.created_by !== work.actor.id) refuse('comment.not_yours', { status: 403 })
  return row
}
