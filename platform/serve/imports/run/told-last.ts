import type { Actor, UnitOfWork } from '@lianke/kernel'
import type { Platform } from '../../../platform.ts'
import type { Transaction } from '../../../store/db/database.ts'

/**
 * One block in one transaction, its figures told last, behind its facts: the run that all blocks tell them to is locked from then on, and
 * the block beside this one would wait for the facts to be written.
 */
export const toldLast = async <T>(
  platform: Platform,
  { tenant, actor }: { readonly tenant: string; readonly actor: Actor },
  take: (work: UnitOfWork) => Promise<T>,
  tell: (tx: Transaction, taken: T) => Promise<unknown>,
): Promise<void> => {
  // Known before the session is taken: what has to be read for it needs one, too.
  await platform.model(tenant)
  await platform.access(tenant, actor)
  await platform.database.transaction(tenant, async (tx) => {
    await tell(tx, await platform.workIn(tx, actor, take, { now: new Date().toISOString() }))
  })
}
