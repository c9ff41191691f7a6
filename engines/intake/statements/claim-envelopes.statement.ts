import type { Envelope } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

export const leaseMs = 30_000

/** Due envelopes of these channels, oldest first, locked for this transaction. */
export const lockEnvelopes = (
  tx: Transaction,
  { channels, now, max }: { channels: readonly string[]; now: string; max: number },
) =>
  tx.query<Envelope & { attempts: number }>({
    text: `select id, channel, message_id, kind, body, received_at, attempts from inbox
      where state = 'waiting' and next_at <= $2 and channel = any($1) order by next_at, id limit $3 for update skip locked`,
    values: [channels, now, max],
  })

/** Due envelopes of all other channels, leased: nobody else takes them before the lease ends, no transaction stays open. */
export const leaseEnvelopes = (tx: Transaction, { except, now, max }: { except: readonly string[]; now: string; max: number }) =>
  tx.query<Envelope & { attempts: number }>({
    text: `update inbox set next_at = $2::timestamptz + interval '${leaseMs} milliseconds', attempts = attempts + 1
      where id in (
        select id from inbox where state = 'waiting' and next_at <= $2 and channel <> all($1) order by next_at, id limit $3 for update skip locked
      ) returning id, channel, message_id, kind, body, received_at, attempts`,
    values: [except, now, max],
  })
