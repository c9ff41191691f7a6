import type { Database } from '../db/database.ts'
import type { Analytics } from './analytics.ts'
import { analyticsReader } from './analytics-reader.ts'

interface Store {
  readonly database: Pick<Database, 'query'>
  readonly analytics: Analytics
  readonly tenant: string
}

/** Has the store lost what its reader has already copied (its folder was removed, an older or an empty one was put in its place)? The newest fact that was copied tells. */
export const lacksCopied = async ({ database, analytics, tenant }: Store): Promise<boolean> => {
  const [newest] = await database.query<{ id: string }>(tenant, {
    text: `select f.id from fact_cursor c join fact f
        on pg_visible_in_snapshot(f.xid, c.from_snapshot) or (f.seq <= c.last_seq and pg_visible_in_snapshot(f.xid, c.to_snapshot))
      where c.reader = $1 and not exists (select 1 from fact_dead d where d.reader = c.reader and d.seq = f.seq) order by f.seq desc limit 1`,
    values: [analyticsReader],
  })
  if (!newest) return false
  const there = await analytics.query(
    tenant,
    'select 1 as one from event where tenant_id = {tenant:String} and fact = {fact:UUID} limit 1',
    { fact: newest.id },
  )
  return there.length === 0
}

/**
 * May something be concluded from what the store does not have? Not while it is made anew, and not when it lacks what was copied. Ask before the
 * question and after it.
 */
export const isAnalyticsWhole = async (store: Store): Promise<boolean> => {
  const [anew] = await store.database.query(store.tenant, {
    text: `select 1 from fact_cursor where reader = $1 and error = 'rebuilding' and retry_at > clock_timestamp()`,
    values: [analyticsReader],
  })
  return !anew && !(await lacksCopied(store))
}
