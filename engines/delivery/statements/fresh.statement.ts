import type { Transaction } from '@lianke/platform'
import type { Due, Sending, Settled, Waiting } from './claim.statement.ts'

/**
 * Intents that are new to delivery, out of its queue, oldest first: so many that are urgent, and so many others. They have no row yet: each gets it in
 * this transaction, with what was decided about it ({@link admitFresh}). Who is left in the queue comes behind all of them.
 */
export const takeFresh = (
  tx: Transaction,
  { touching, urgent, others }: { touching: readonly string[]; urgent: number; others: number },
) =>
  tx.query<Due>({
    text: `with fresh as (
        delete from intent_queue where rank in (0, 1) and intent = any(
          array(select intent from intent_queue where rank = 0 order by intent limit $2 for update skip locked)
          || array(select intent from intent_queue where rank = 1 order by intent limit $3 for update skip locked)) returning intent)
      select i.id as intent, i.key, i.channel, i.action, coalesce(p.merged_into, i.person) as person, p.deleted_at is not null and p.merged_into is null as gone,
        i.person as named, coalesce(m.zone, p.zone) as zone, i.action = any($1) as touches, i.urgent, 0 as attempts, null as way, i.content, i.cause, i.hops, true as fresh
      from fresh join intent i on i.id = fresh.intent
        left join customer_person p on p.id = i.person left join customer_person m on m.id = p.merged_into`,
    values: [touching, urgent, others],
  })

/** What was decided about a set: of those that are fresh it is what their row begins with. */
export interface Decided {
  readonly sending: readonly Sending[]
  readonly waiting: readonly Waiting[]
  readonly refused: readonly Settled[]
  /** They wait for their turn at a door. */
  readonly behind: readonly { readonly intent: string; readonly door: string }[]
}

interface Row extends Partial<Omit<Sending & Waiting, 'until'>> {
  readonly state: 'sending' | 'waiting' | 'refused'
  readonly next_at?: string
  readonly lease?: string
}

/** Their rows, each as it was decided, the others waiting; one statement. Answers the intents that had none before. */
export const admitFresh = async (
  tx: Transaction,
  fresh: readonly Due[],
  { sending, waiting, refused, behind }: Decided,
  now: string,
): Promise<ReadonlySet<string>> => {
  if (fresh.length === 0) return new Set()
  const rows = new Map<string, Row>([
    ...behind.map(({ intent, door }) => [intent, { state: 'waiting', door }] as const),
    ...waiting.map(({ intent, until, reason, door }) => [intent, { state: 'waiting', next_at: until, reason, door }] as const),
    ...refused.map(({ intent, reason }) => [intent, { state: 'refused', ...(reason ? { reason } : {}) }] as const),
    ...sending.map(({ intent, until, way, door }) => [intent, { state: 'sending', lease: until, way, door }] as const),
  ])
  const each = <T>(of: (due: Due, row: Row) => T): T[] =>
    fresh.map((due) => of(due, rows.get(due.intent) ?? { state: 'waiting' }))
  const made = await tx.query<{ intent: string }>({
    text: `insert into delivery (intent, channel, action, person, touches, urgent, state, attempts, next_at, reason, lease_until, way, door, decided_at, created_at)
      select intent, channel, action, person, touches, urgent, state, case state when 'sending' then 1 else 0 end, coalesce(next_at, $1), reason, lease_until, way, door,
        case state when 'refused' then $1::timestamptz end, $1
      from unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::boolean[], $7::boolean[], $8::text[], $9::timestamptz[], $10::text[], $11::timestamptz[], $12::jsonb[], $13::text[])
        as f (intent, channel, action, person, touches, urgent, state, next_at, reason, lease_until, way, door)
      on conflict do nothing returning intent`,
    values: [
      now,
      each(({ intent }) => intent),
      each(({ channel }) => channel),
      each(({ action }) => action),
      each(({ named }) => named),
      each(({ touches }) => touches),
      each(({ urgent }) => urgent),
      each((_, { state }) => state),
      each((_, { next_at }) => next_at ?? null),
      each((_, { reason }) => reason ?? null),
      each((_, { lease }) => lease ?? null),
      each((_, { way }) => (way ? JSON.stringify(way) : null)),
      each((_, { door }) => door ?? null),
    ],
  })
  return new Set(made.map(({ intent }) => intent))
}
