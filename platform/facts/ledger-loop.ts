import type { Platform } from '../platform.ts'
import { dropFactPartitions, makeFactPartitions } from './fact-partitions.ts'
import type { Reader } from './run-readers.ts'

const everyMs = 60 * 60_000
const keepMonthsDefault = 24
/** A reaction told again after this would run again; facts are not kept longer by far. */
const reactionsKept = '90 days'

/** Keeps the ledger in shape, once an hour per tenant: months made ahead, months past their time dropped, old marks of reactions pruned. */
export const ledgerLoop = (
  platform: Pick<Platform, 'database'>,
  { keepMonths = keepMonthsDefault, now = () => new Date().toISOString() }: { keepMonths?: number; now?: () => string } = {},
): Reader => {
  const dueAt = new Map<string, number>()
  return {
    name: 'ledger',
    turn: async (tenant) => {
      const at = Date.parse(now())
      const due = dueAt.get(tenant) ?? 0
      if (at >= due) {
        await makeFactPartitions(platform.database, tenant, now())
        await dropFactPartitions(platform.database, tenant, { now: now(), keepMonths })
        await platform.database.transaction(tenant, (tx) =>
          tx.execute({ text: `delete from reaction_done where done_at < now() - $1::interval`, values: [reactionsKept] }),
        )
        dueAt.set(tenant, at + everyMs)
      }
      return { more: false, nextAt: new Date(Math.max(due, at + everyMs)).toISOString() }
    },
  }
}
