import type { FilePlace } from '../files/file-store.ts'
import type { Platform } from '../../platform.ts'
import { factMonths } from './fact-months.setting.ts'
import { dropFactPartitions, makeFactPartitions } from './fact-partitions.ts'
import type { Reader } from './run-readers.ts'

const everyMs = 60 * 60_000
/** A reaction told again after this would run again; facts are not kept longer by far. */
const reactionsKept = '90 days'

/**
 * Keeps the ledger in shape, once an hour per tenant: months made ahead, months past their time moved into files, old marks of reactions
 * pruned. Without a place for files no month goes.
 */
export const ledgerLoop = (
  platform: Pick<Platform, 'database' | 'settings'>,
  { cold, now = () => new Date().toISOString() }: { readonly cold?: FilePlace; readonly now?: () => string } = {},
): Reader => {
  const dueAt = new Map<string, number>()
  return {
    name: 'ledger',
    turn: async (tenant) => {
      const at = Date.parse(now())
      const due = dueAt.get(tenant) ?? 0
      if (at >= due) {
        await makeFactPartitions(platform.database, tenant, now())
        if (cold) {
          const keepMonths = await platform.settings.get<number>(tenant, factMonths.name)
          await dropFactPartitions(platform.database, tenant, { now: now(), keepMonths, cold })
        }
        await platform.database.transaction(tenant, (tx) =>
          tx.execute({ text: `delete from reaction_done where done_at < now() - $1::interval`, values: [reactionsKept] }),
        )
        dueAt.set(tenant, at + everyMs)
      }
      return { more: false, nextAt: new Date(Math.max(due, at + everyMs)).toISOString() }
    },
  }
}
