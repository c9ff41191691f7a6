import type { Transaction } from '@lianke/platform'
import { calledBack } from '../rules/is-callback.rule.ts'
import type { Claimed } from './claim-envelopes.statement.ts'

export interface Failure {
  readonly id: string
  readonly dead: boolean
  readonly error: string
  readonly next_at: string
  readonly attempts: number
}

/** Takes those that are named by the first parameter out of the queue. */
export const offQueue = `queued as (
    delete from inbox_queue where id = any($1::uuid[]) returning id)`
/** Of a row `i` beside {@link offQueue}: nobody has settled it. */
export const unread = `(i.state = 'waiting' or i.id in (select id from queued))`

/** These were turned into facts in this transaction; of the callbacks among them those that are `needed` have an answer of ours. */
export const markDone = async (tx: Transaction, read: readonly Claimed[], needed: readonly string[]): Promise<void> => {
  const [queued, others] = [true, false].map((is) => read.flatMap(({ id, queued }) => (queued === is ? [id] : [])))
  if (queued?.length) await tx.execute({ text: 'delete from inbox_queue where id = any($1)', values: [queued] })
  if (others?.length)
    await tx.execute({
      text: `update inbox set state = 'done', error = null, needed = case when ${calledBack} then id = any($2) end where id = any($1) and state = 'waiting'`,
      values: [others, needed],
    })
}

/** These failed: dead ones wait for a human with their reason, the others for their next attempt. */
export const markFailed = (tx: Transaction, failures: readonly Failure[]) =>
  tx.execute({
    text: `with ${offQueue}
      update inbox i set state = case when f.dead then 'dead' else 'waiting' end, error = f.error, next_at = f.next_at, attempts = f.attempts
      from unnest($1::uuid[], $2::boolean[], $3::text[], $4::timestamptz[], $5::integer[])
        as f (id, dead, error, next_at, attempts)
      where i.id = f.id and ${unread}`,
    values: [
      failures.map((f) => f.id),
      failures.map((f) => f.dead),
      failures.map((f) => f.error.slice(0, 2000)),
      failures.map((f) => f.next_at),
      failures.map((f) => f.attempts),
    ],
  })

/** Whether envelopes of other channels are due, and when the next of those that wait is. */
export const waitingNow = async (
  tx: Transaction,
  { except, now }: { except: readonly string[]; now: string },
): Promise<{ remote: boolean; nextAt: string | null }> => {
  const [row] = await tx.query<{ remote: boolean; at: string | null }>({
    text: `select exists (select 1 from inbox where state = 'waiting' and next_at <= $2 and channel <> all($1)) as remote,
      (select min(next_at) from inbox where state = 'waiting' and next_at > $2) as at`,
    values: [except, now],
  })
  return { remote: row?.remote ?? false, nextAt: row?.at ?? null }
}
