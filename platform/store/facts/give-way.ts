import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../db/database.ts'

/** So many facts a reader takes in half a second beside other work. */
const aheadMax = 2000
const lookEveryMs = 50
/** A reader that has not moved for so long is not at work: nobody waits for it then. */
const atWorkMs = 5000

/**
 * Waits while that reader, behind which others stand, is far from the end of the ledger and at work: a bulk that writes facts faster than they
 * are read would stand before every event that somebody waits for. Where nobody reads it goes on at once.
 */
export const giveWay = async (
  database: Pick<Database, 'query'>,
  tenant: string,
  reader: string,
  signal?: AbortSignal,
): Promise<void> => {
  for (;;) {
    const [row] = await database.query<{ waits: boolean }>(tenant, {
      text: `select (select last_value from fact_seq) - last_seq > $2
          and (moved_at > clock_timestamp() - $3::int * interval '1 millisecond') as waits
        from fact_cursor where reader = $1 order by last_seq limit 1`,
      values: [reader, aheadMax, atWorkMs],
    })
    if (!row?.waits) return
    await pause(lookEveryMs, undefined, signal ? { signal } : {})
  }
}
