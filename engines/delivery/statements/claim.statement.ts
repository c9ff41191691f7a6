import type { Transaction } from '@lianke/platform'
import type { Address } from './read-gate.statement.ts'
import type { Way } from './read-ways.statement.ts'

export interface Due {
  readonly intent: string
  readonly key: string
  readonly channel: string
  readonly action: string
  /** Who it is for now, after merges. */
  readonly person: string | null
  /** Whom it was asked for. */
  readonly named: string | null
  readonly gone: boolean
  /** IANA zone of the person, where it is known. */
  readonly zone: string | null
  readonly touches: boolean
  readonly urgent: boolean
  readonly attempts: number
  readonly content: Record<string, unknown>
  readonly cause: string | null
  readonly hops: number
  /** Where it went when it was sent before. */
  readonly way: Address | Way | null
  /** It came from the queue in this transaction and has no row yet. */
  readonly fresh: boolean
}

const admittedPerTurnMax = 1000

/** One claimer at a time per tenant: budgets and buckets are then counted without a race, and the claim lasts milliseconds. */
export const lockClaim = (tx: Transaction) =>
  tx.query({ text: `select pg_advisory_xact_lock(hashtextextended($1, 0))`, values: [`${tx.tenant} delivery`] })

/** Intents that are new to delivery get their row and wait: nothing can go out now. Answers how many. */
export const admitIntents = async (
  tx: Transaction,
  { touching, now }: { touching: readonly string[]; now: string },
): Promise<number> => {
  const [row] = await tx.query<{ admitted: number }>({
    text: `with fresh as (
        delete from intent_queue where rank in (0, 1) and intent = any(array(
          select intent from intent_queue order by rank, intent limit ${admittedPerTurnMax} for update skip locked)) returning intent),
      made as (
        insert into delivery (intent, channel, action, person, touches, urgent, state, next_at, created_at)
        select i.id, i.channel, i.action, i.person, i.action = any($1), i.urgent, 'waiting', $2, $2
        from fresh join intent i on i.id = fresh.intent on conflict do nothing)
      select count(*)::int as admitted from fresh`,
    values: [touching, now],
  })
  return row?.admitted ?? 0
}

/** Stands another (`s`) in the way of this one (`d`)? One that is being sent, that goes first, or that went first and is to be tried again. */
const goesBefore = `s.intent <> d.intent and (s.state = 'sending' or (s.state = 'waiting' and (
    (s.next_at <= $1 and (s.urgent > d.urgent or (s.urgent = d.urgent and s.intent < d.intent)))
    or (s.next_at > $1 and s.intent < d.intent and s.attempts > 0 and not s.urgent))))`

/**
 * What is due, urgent first, oldest first, none behind one that is being sent: what a person is told through one door (a channel, or one of its
 * vendor's companies) keeps its order. Through which door one goes is known only once it was looked at: one of which it is not known yet waits
 * behind others of its channel of which it is not known either (see {@link heldBehind} for the rest). No row is locked: only a claimer takes what waits, and there is one at a time (`lockClaim`). What stands in
 * the way is asked one by one, by person, and only until enough are found: no index by state can answer it, and the planner takes
 * states for rare that are full a second later.
 */
export const dueDeliveries = (tx: Transaction, { now, max, closed }: { now: string; max: number; closed: readonly string[] }) =>
  tx.query<Due>({
    text: `with due as (
        select d.* from (
          select * from delivery d where d.state = 'waiting' and d.next_at <= $1 and d.channel <> all($3)
          order by d.urgent desc, d.next_at, d.intent limit $2 * 4) d
        where (select s.intent from delivery s where s.person = d.person and s.channel = d.channel and s.state in ('sending', 'waiting') and (s.door is null or s.door = d.door)
          and ${goesBefore} limit 1) is null
        limit $2)
      select d.intent, i.key, d.channel, d.action, coalesce(p.merged_into, d.person) as person, p.deleted_at is not null and p.merged_into is null as gone,
        d.person as named, coalesce(m.zone, p.zone) as zone, d.touches, d.urgent, d.attempts, d.way, i.content, i.cause, i.hops, false as fresh
      from due d join intent i on i.id = d.intent
        left join customer_person p on p.id = d.person left join customer_person m on m.id = p.merged_into
      order by d.urgent desc, d.intent`,
    values: [now, max, closed],
  })

/** Those whose door is known now and that stand behind another of their person that goes through it. */
export const heldBehind = async (
  tx: Transaction,
  rows: readonly { readonly due: Due; readonly door: string }[],
  now: string,
): Promise<ReadonlySet<string>> => {
  const ofSomebody = rows.filter(({ due }) => due.named !== null)
  if (ofSomebody.length === 0) return new Set()
  const found = await tx.query<{ intent: string }>({
    text: `select d.intent from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::boolean[]) as d (intent, door, person, channel, urgent)
      where (select s.intent from delivery s where s.person = d.person and s.channel = d.channel and s.state in ('sending', 'waiting')
        and (s.door is null or s.door = d.door) and ${goesBefore} limit 1) is not null`,
    values: [
      now,
      ofSomebody.map(({ due }) => due.intent),
      ofSomebody.map(({ door }) => door),
      ofSomebody.map(({ due }) => due.named),
      ofSomebody.map(({ due }) => due.channel),
      ofSomebody.map(({ due }) => due.urgent),
    ],
  })
  return new Set(found.map(({ intent }) => intent))
}

/** Through which door these go: they wait for their turn there. */
export const noteDoors = (tx: Transaction, rows: readonly { readonly intent: string; readonly door: string }[]) =>
  tx.execute({
    text: `update delivery d set door = w.door from unnest($1::uuid[], $2::text[]) as w (intent, door)
      where d.intent = w.intent and d.door is distinct from w.door`,
    values: [rows.map(({ intent }) => intent), rows.map(({ door }) => door)],
  })

/** Sends that nobody finished: their process died. What could have touched a person is never sent again blindly. */
export const recoverSends = (tx: Transaction, now: string) =>
  tx.execute({
    text: `update delivery set state = case when touches then 'unknown' else 'waiting' end, reason = 'delivery.interrupted', next_at = $1, lease_until = null,
        decided_at = case when touches then $1::timestamptz end
      where state = 'sending' and lease_until < $1`,
    values: [now],
  })

/** One that goes out: until when its process has it, where to, through which door. */
export interface Sending {
  readonly intent: string
  readonly until: string
  readonly way: Address | Way | null
  readonly door: string
}

/** These go out now: written before the channel is called. */
export const markSending = (tx: Transaction, rows: readonly Sending[]) =>
  tx.execute({
    text: `update delivery d set state = 'sending', attempts = d.attempts + 1, reason = null, lease_until = s.until, way = s.way, door = s.door
      from jsonb_to_recordset($1::jsonb) as s (intent uuid, until timestamptz, way jsonb, door text) where d.intent = s.intent`,
    values: [JSON.stringify(rows)],
  })

/** One that waits: until when, why, through which door it is to go. */
export interface Waiting {
  readonly intent: string
  readonly until: string
  readonly reason: string
  readonly door: string
}

/** These wait longer, with the reason a person can read. */
export const markWaiting = (tx: Transaction, rows: readonly Waiting[]) =>
  tx.execute({
    text: `update delivery d set next_at = w.until, reason = w.reason, door = w.door
      from unnest($1::uuid[], $2::timestamptz[], $3::text[], $4::text[]) as w (intent, until, reason, door) where d.intent = w.intent`,
    values: [
      rows.map((row) => row.intent),
      rows.map((row) => row.until),
      rows.map((row) => row.reason),
      rows.map((row) => row.door),
    ],
  })

export interface Settled {
  readonly intent: string
  /** The attempt this is the answer to; null: it was judged, not sent. */
  readonly attempt: number | null
  readonly state: 'sent' | 'asked' | 'refused' | 'waiting' | 'unknown' | 'dead'
  readonly reason: string | null
  readonly reference: string | null
  readonly next_at: string
}
/** Writes outcomes; an answer to an attempt that was given up meanwhile changes nothing. Answers the intents written. */
export const settle = (tx: Transaction, rows: readonly Settled[], now: string) =>
  tx.query<{ intent: string }>({
    text: `update delivery d set state = s.state, reason = s.reason, reference = s.reference, next_at = s.next_at, lease_until = null,
        decided_at = case when s.state in ('waiting', 'asked') then null else $2::timestamptz end
      from unnest($1::uuid[], $3::integer[], $4::text[], $5::text[], $6::text[], $7::timestamptz[]) as s (intent, attempt, state, reason, reference, next_at)
      where d.intent = s.intent and (s.attempt is null or (d.state in ('sending', 'unknown') and d.attempts = s.attempt))
      returning d.intent`,
    values: [
      rows.map((row) => row.intent),
      now,
      rows.map((row) => row.attempt),
      rows.map((row) => row.state),
      rows.map((row) => row.reason),
      rows.map((row) => row.reference),
      rows.map((row) => row.next_at),
    ],
  })

/** When the next waiting delivery is due, the next lease ends, or the next that was handed to a person is asked for. */
export const nextDueDelivery = async (tx: Transaction, now: string): Promise<string | null> =>
  (
    await tx.query<{ at: string | null }>({
      text: `select least((select min(next_at) from delivery where state = 'waiting' and next_at > $1), (select min(lease_until) from delivery where state = 'sending'),
        (select min(next_at) from delivery where state = 'asked' and next_at > $1)) as at`,
      values: [now],
    })
  )[0]?.at ?? null
