import type { Envelope } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'
import { isQueued } from '../rules/is-callback.rule.ts'

const nul = /\\u0000/g
/** jsonb cannot hold NUL; the replacement sign says that something stood there. */
const jsonText = (value: unknown): string => JSON.stringify(value).replace(nul, '\\ufffd')

/** Stores envelopes, those that are not callbacks in the queue, one statement; answers the message ids that were not there before, as `channel message_id`. */
export const insertEnvelopes = async (tx: Transaction, envelopes: readonly Envelope[]): Promise<Set<string>> => {
  // Sorted, so that two processes storing the same envelopes wait for one another instead of deadlocking.
  const rows = [...envelopes].sort((a, b) => (a.channel + a.message_id < b.channel + b.message_id ? -1 : 1))
  const stored = await tx.query<{ channel: string; message_id: string }>({
    text: `with stored as (
        insert into inbox (id, channel, message_id, kind, body, received_at, next_at, state)
        select id, channel, message_id, kind, body::jsonb, received_at, received_at, case when ${isQueued} then 'done' else 'waiting' end
        from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
          as e (id, channel, message_id, kind, body, received_at)
        on conflict (channel, message_id) do nothing
        returning id, channel, message_id),
      queued as (
        insert into inbox_queue (id) select id from stored where ${isQueued})
      select channel, message_id from stored`,
    values: [
      rows.map((row) => row.id),
      rows.map((row) => row.channel),
      rows.map((row) => row.message_id),
      rows.map((row) => row.kind),
      rows.map((row) => jsonText(row.body)),
      rows.map((row) => row.received_at),
    ],
  })
  return new Set(stored.map((row) => `${row.channel} ${row.message_id}`))
}
