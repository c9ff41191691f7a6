import type { Ask, Subscription } from './subscription-store.ts'

/** A subscription that one process works for a while. */
export type HeldSubscription = Pick<
  Subscription,
  'id' | 'name' | 'url' | 'role' | 'secret' | 'old_secret' | 'old_secret_until' | 'failures' | 'failing_since'
> & { readonly slow: boolean }

/**
 * Takes up to `limit` subscriptions with something to send that nobody holds and that do not rest, those served longest ago first. Whoever is
 * killed while he holds one loses it when the hold runs out; what he did not mark is then sent again.
 */
export const holdSubscriptions = (
  ask: Ask,
  {
    by,
    limit,
    holdMs,
    slowToo,
  }: { readonly by: string; readonly limit: number; readonly holdMs: number; readonly slowToo: boolean },
): Promise<HeldSubscription[]> =>
  ask<HeldSubscription>({
    text: `update webhook_subscription s set held_by = $1, held_until = statement_timestamp() + $3::int * interval '1 millisecond', served_at = statement_timestamp()
      where s.id in (select c.id from webhook_subscription c
        where c.state = 'active' and (c.held_until is null or c.held_until < statement_timestamp()) and (c.rest_until is null or c.rest_until <= statement_timestamp())
          and ($4 or not c.slow)
          and exists (select 1 from webhook_delivery d where d.subscription = c.id and d.state = 'waiting' and d.next_at <= statement_timestamp())
        order by c.served_at nulls first limit $2 for update skip locked)
      returning s.id, s.name, s.url, s.role, s.secret, s.old_secret, s.old_secret_until, s.failures, s.failing_since, s.slow`,
    values: [by, limit, holdMs, slowToo],
  })

const afterFaultMs = 2_000
/** Our own fault ended a batch: the hold is kept for a moment and nothing is known of the address. */
export const holdBriefly = async (ask: Ask, id: string, by: string): Promise<void> => {
  await ask({
    text: `update webhook_subscription set held_until = statement_timestamp() + $3::int * interval '1 millisecond' where id = $1 and held_by = $2`,
    values: [id, by, afterFaultMs],
  })
}

/** How an address stands after a batch. */
export interface Standing {
  readonly failures: number
  readonly restMs: number
  readonly problem: string | null
  readonly sent: boolean
  readonly slow: boolean
}
/** Lets go of a subscription and writes down how it stands. */
export const letGo = async (ask: Ask, id: string, by: string, standing: Standing): Promise<void> => {
  await ask({
    text: `update webhook_subscription set held_by = null, held_until = null, failures = $3, slow = $7,
      failing_since = case when $3 > 0 then coalesce(case when $6 then null else failing_since end, $8::timestamptz) end,
      rest_until = statement_timestamp() + nullif($4::int, 0) * interval '1 millisecond',
      last_problem = coalesce($5, case when $6 then null else last_problem end), last_sent_at = case when $6 then $8::timestamptz else last_sent_at end
      where id = $1 and held_by = $2`,
    values: [
      id,
      by,
      standing.failures,
      standing.restMs,
      standing.problem,
      standing.sent,
      standing.slow,
      new Date().toISOString(),
    ],
  })
}
