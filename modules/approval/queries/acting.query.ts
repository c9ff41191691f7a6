import { tableOf, type UnitOfWork } from '@lianke/kernel'
import { opinion } from '../objects/opinion.object.ts'
import { request } from '../objects/request.object.ts'

/** Of these items those by which whoever acts is asked to approve: one statement. */
export const askedBy = async (work: UnitOfWork, items: readonly string[]): Promise<readonly string[]> => {
  const rows = await work.sql<{ item: string }>(
    `select item from ${tableOf(opinion.name)} where item = any($1::text[]) and approver::text = $2 and status = 'open' and deleted_at is null`,
    [items, work.actor.id],
  )
  return rows.map(({ item }) => item)
}

/** Of these requests those that whoever acts submitted (`any`: somebody did) and that stand so: one statement. */
export const standingSo = async (
  work: UnitOfWork,
  ids: readonly string[],
  statuses: readonly string[],
  whose: 'own' | 'any',
): Promise<readonly string[]> => {
  const rows = await work.sql<{ id: string }>(
    `select id from ${tableOf(request.name)}
      where id = any($1::uuid[]) and status = any($2::text[]) and ($3 or submitter::text = $4) and deleted_at is null`,
    [ids, statuses, whose === 'any', work.actor.id],
  )
  return rows.map(({ id }) => id)
}
