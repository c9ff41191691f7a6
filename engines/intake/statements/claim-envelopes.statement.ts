import type { Envelope } from '@lianke/kernel'
import type { Transaction } from '@lianke/platform'

export const leaseMs = 30_000

/** An envelope that is to be read. */
export type Claimed = Envelope & {
  readonly attempts: number
  /** It stands in the queue: it was never tried. */
  readonly queued: boolean
}

/** Envelopes that nobody has read yet, oldest first, locked for this transaction. The ids are an array, so that a queue of which every row is soon gone is never read whole. */
export const lockQueued = (tx: Transaction, max: number) =>
  tx.query<Claimed>({
    text: `select id, channel, message_id, kind, body, received_at, attempts, true as queued from inbox
      where id = any(array(select id from inbox_queue order by id limit $1 for update skip locked)) order by received_at, id`,
    values: [max],
  })

/** Due envelopes of these channels, oldest first, locked for this transaction. */
export const lockEnvelopes = (
  tx: Transaction,
  { channels, now, max }: { channels: readonly string[]; now: string; max: number },
) =>
  tx.query<Claimed>({
    text: `select id, channel, message_id, kind, body, received_at, attempts, false as queued from inbox
      where state = 'waiting' and next_at <= $2 and channel = any($1) order by next_at, id limit $3 for update skip locked`,
    values: [channels, now, max],
  })

/** Due envelopes of all other channels, leased: nobody else takes them before the lease ends, no transaction stays open. */
export const leaseEnvelopes = (tx: Transaction, { except, now, max }: { except: readonly string[]; now: string; max: number }) =>
  tx.query<Claimed>({
    text: `update inbox set next_at = $2::timestamptz + interval '${leaseMs} milliseconds', attempts = attempts + 1
      where id in (
        select id from inbox where state = 'waiting' and next_at <= $2 and channel <> all($1) order by next_at, id limit $3 for update skip locked
      ) returning id, channel, message_id, kind, body, received_at, attempts, false as queued`,
    values: [except, now, max],
  })
