import type { Envelope } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

const nul = /\\u0000/g
/** jsonb cannot hold NUL; the replacement sign says that something stood there. */
const jsonText = (value: unknown): string => JSON.stringify(value).replace(nul, '\\ufffd')

/** Stores envelopes, one statement; answers the message ids that were not there before, as `channel message_id`. */
export const insertEnvelopes = async (tx: Transaction, envelopes: readonly Envelope[]): Promise<Set<string>> => {
  // Sorted, so that two processes storing the same envelopes wait for one another instead of deadlocking.
  const rows = [...envelopes].sort((a, b) => (a.channel + a.message_id < b.channel + b.message_id ? -1 : 1))
  const stored = await tx.query<{ channel: string; message_id: string }>({
    text: `insert into inbox (id, channel, message_id, kind, body, received_at, next_at)
      select id, channel, message_id, kind, body::jsonb, received_at, received_at
      from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[])
        as e (id, channel, message_id, kind, body, received_at)
      on conflict (channel, message_id) do nothing
      returning channel, message_id`,
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
