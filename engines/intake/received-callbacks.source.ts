import type { Database } from '@lianke/platform'
import { type Callback, type CallbackSource, instantText, type RefusedCallback } from '@lianke/platform/operations'

/** What a channel posts to itself (reports, pages of a sync) is named after it; events of programs and of the house come by the thousand. The index has the same condition. */
const calledBack = `channel not in ('collect', 'self') and kind not like channel || '.%'`

export const receivedCallbacks: CallbackSource = {
  list: (database, tenant, { channel, before, limit }) =>
    database.query<Callback>(tenant, {
      text: `select id::text, kind, ${instantText('received_at')} as at, state, attempts, error from inbox
      where channel = $1 and ${calledBack} and ($2::timestamptz is null or (received_at, id::text collate "C") < ($2, $3))
      order by received_at desc, id::text collate "C" desc limit $4`,
      values: [channel, before?.at ?? null, before?.id ?? null, limit],
    }),
  refused: (database, tenant, channel) =>
    database.query<RefusedCallback>(tenant, {
      text: 'select reason, count::float8 as count, last_at from callback_refused where channel = $1 order by last_at desc limit 50',
      values: [channel],
    }),
}

const writeEveryMs = 1000
const reasonsMax = 100

/** Counts callbacks that were turned away at the door. Anybody may knock, so there is one row per reason, written at most once a second. */
export const openRefusedLog = (database: Database) => {
  const waiting = new Map<string, { tenant: string; channel: string; reason: string; count: number }>()
  let timer: NodeJS.Timeout | null = null
  const flush = async (): Promise<void> => {
    timer = null
    const rows = [...waiting.values()]
    waiting.clear()
    for (const { tenant, channel, reason, count } of rows) {
      await database.query(tenant, {
        text: `insert into callback_refused as r (channel, reason, count, last_at) values ($1, $2, $3, clock_timestamp())
          on conflict (channel, reason) do update set count = r.count + excluded.count, last_at = excluded.last_at`,
        values: [channel, reason, count],
      })
    }
  }
  return (tenant: string, channel: string, reason: string): void => {
    const key = `${tenant} ${channel} ${reason}`
    const known = waiting.get(key)
    if (known) known.count++
    else if (waiting.size < reasonsMax) waiting.set(key, { tenant, channel, reason, count: 1 })
    // The figure is a hint for whoever sets up a channel: losing one second of it with the process is no harm.
    timer ??= setTimeout(
      () => void flush().catch((error: Error) => process.emitWarning(error.message, 'RefusedCallbacks')),
      writeEveryMs,
    )
    timer.unref()
  }
}
