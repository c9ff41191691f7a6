import { refuse, type WebhookDelivery, type WebhookDeliveryState } from '@lianke/kernel'
import type { Ask } from './subscription-store.ts'

/** One fact for one subscription, before it is sent. */
export interface NewDelivery {
  readonly id: string
  readonly subscription: string
  readonly fact: string
  readonly name: string
  readonly object: string | null
  readonly record: string | null
  readonly lane: string
}
/** A delivery that is to be sent now. */
export interface DueDelivery {
  readonly id: string
  readonly place: string
  readonly fact: string | null
  readonly name: string
  readonly lane: string
  readonly attempts: number
}
/** What became of it. `next_ms`: until it is tried again. */
export interface Outcome {
  readonly id: string
  readonly state: WebhookDeliveryState
  readonly attempts: number
  readonly next_ms: number | null
  readonly status: number | null
  readonly answer: string | null
  readonly problem: string | null
  readonly took_ms: number | null
}
/** As the list of deliveries shows it, with its place in the queue. */
export interface DeliveryLine extends WebhookDelivery {
  readonly place: string
}

/** Writes a set of deliveries in its order, by one statement; one that is known is not written again. Answers how many were new. */
export const insertDeliveries = async (ask: Ask, rows: readonly NewDelivery[]): Promise<number> => {
  if (rows.length === 0) return 0
  const written = await ask({
    text: `insert into webhook_delivery (id, subscription, fact, name, object, record, lane)
      select d.id, d.subscription, d.fact, d.name, d.object, d.record, d.lane
      from rows from (json_to_recordset($1::json) as (id uuid, subscription uuid, fact uuid, name text, object text, record uuid, lane uuid))
        with ordinality as d(id, subscription, fact, name, object, record, lane, n)
      join webhook_subscription s on s.id = d.subscription order by d.n on conflict (subscription, fact) do nothing returning 1`,
    values: [JSON.stringify(rows)],
  })
  return written.length
}

/** The oldest deliveries of a subscription that are due, in order; none that stands behind an earlier one of its record which waits for its next try. */
export const dueDeliveries = (ask: Ask, subscription: string, limit: number): Promise<DueDelivery[]> =>
  ask<DueDelivery>({
    text: `select d.id, d.place::text as place, d.fact, d.name, d.lane, d.attempts from webhook_delivery d
      where d.subscription = $1 and d.state = 'waiting' and d.next_at <= statement_timestamp() and not exists (
        select 1 from webhook_delivery e where e.subscription = d.subscription and e.lane = d.lane and e.state = 'waiting' and e.attempts > 0
          and e.place < d.place and e.next_at > statement_timestamp())
      order by d.place limit $2`,
    values: [subscription, limit],
  })

/** Writes down what became of a set. What was sent meanwhile by somebody else stays sent. */
export const markDeliveries = async (ask: Ask, outcomes: readonly Outcome[]): Promise<void> => {
  if (outcomes.length === 0) return
  await ask({
    text: `update webhook_delivery d set state = o.state, attempts = o.attempts, status = o.status, answer = o.answer, problem = o.problem,
        took_ms = o.took_ms, tried_at = statement_timestamp(),
        next_at = greatest(d.next_at, (statement_timestamp() at time zone 'UTC' + o.next_ms * interval '1 millisecond') at time zone 'UTC')
      from json_to_recordset($1::json) as o(id uuid, state text, attempts smallint, next_ms int, status smallint, answer text, problem text, took_ms int)
      where d.id = o.id and d.state = 'waiting'`,
    values: [JSON.stringify(outcomes)],
  })
}

const shown = `d.id, d.place::text as place, d.name, d.object, d.record, d.fact, d.state, d.attempts, d.status, d.answer, d.problem, d.took_ms,
  d.created_at, d.tried_at, case when d.state = 'waiting' then d.next_at end as next_at`

/** Deliveries of a subscription, newest first. */
export const listDeliveries = (
  ask: Ask,
  subscription: string,
  {
    state,
    before,
    limit,
  }: { readonly state: WebhookDeliveryState | null; readonly before: string | null; readonly limit: number },
): Promise<DeliveryLine[]> =>
  ask<DeliveryLine>({
    text: `select ${shown} from webhook_delivery d where d.subscription = $1 and d.place < coalesce($2::bigint, 9223372036854775807)
      ${state === null ? '' : 'and d.state = $4'} order by d.place desc limit $3`,
    values: state === null ? [subscription, before, limit] : [subscription, before, limit, state],
  })
export const getDelivery = async (ask: Ask, subscription: string, id: string): Promise<DeliveryLine> => {
  const [found] = await ask<DeliveryLine>({
    text: `select ${shown} from webhook_delivery d where d.subscription = $1 and d.id = $2`,
    values: [subscription, id],
  })
  return found ?? refuse('webhook.no_delivery', { status: 404 })
}

/** A delivery that was tried at once (a test): written with its outcome, never tried again. */
export const insertTried = async (
  ask: Ask,
  { subscription, name, lane, outcome }: { subscription: string; name: string; lane: string; outcome: Outcome },
): Promise<void> => {
  await ask({
    text: `insert into webhook_delivery (id, subscription, name, lane, state, attempts, status, answer, problem, took_ms, tried_at)
      values ($1, $2, $3, $4, $5, 1, $6, $7, $8, $9, statement_timestamp())`,
    values: [
      outcome.id,
      subscription,
      name,
      lane,
      outcome.state,
      outcome.status,
      outcome.answer,
      outcome.problem,
      outcome.took_ms,
    ],
  })
}

export const replayedMax = 10_000
/** What a delivery is set to that is sent once more. */
export const sendAgain = `state = 'waiting', attempts = 0, next_at = statement_timestamp()`
/** Puts one that was tried back, under the id it had: whoever has seen it knows it again. */
export const replayDelivery = async (ask: Ask, subscription: string, id: string): Promise<void> => {
  const rows = await ask({
    text: `update webhook_delivery set ${sendAgain} where subscription = $1 and id = $2 and fact is not null and state <> 'waiting' returning 1`,
    values: [subscription, id],
  })
  if (rows.length === 0) refuse('webhook.nothing_to_replay', { status: 404 })
}
/** Puts all that died since a moment back, the oldest first. Answers how many. */
export const replayDead = async (ask: Ask, subscription: string, since: string): Promise<number> => {
  const rows = await ask({
    text: `update webhook_delivery set ${sendAgain} where id in (select id from webhook_delivery
      where subscription = $1 and state = 'dead' and fact is not null and created_at >= $2::timestamptz order by place limit ${replayedMax}) returning 1`,
    values: [subscription, since],
  })
  return rows.length
}

const removedAtOnce = 1000
/** Takes a set of waiting deliveries away; answers whether there may be more. */
export const dropWaiting = async (ask: Ask, subscription: string): Promise<boolean> => {
  const rows = await ask({
    text: `delete from webhook_delivery where id in (select id from webhook_delivery where subscription = $1 and state = 'waiting' limit ${removedAtOnce}) returning 1`,
    values: [subscription],
  })
  return rows.length === removedAtOnce
}
