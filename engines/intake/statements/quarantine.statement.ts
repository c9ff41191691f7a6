import type { Envelope, HeldEvents } from '@lianke/kernel'
import type { Misfit, Transaction } from '@lianke/platform'
import { offQueue, unread } from './settle-envelopes.statement.ts'

/** So many events a company's quarantine holds; what comes beyond is counted, and its body is not kept. */
export const heldMax = 50_000
const groupsMax = 500

export interface Held {
  readonly id: string
  readonly misfit: Misfit
}

/** Lays these aside with their reasons, as many as there is room for. */
export const markHeld = (tx: Transaction, held: readonly Held[], { now, max = heldMax }: { now: string; max?: number }) =>
  tx.execute({
    text: `with ${offQueue},
      room as (select $3 - count(*) as free from (select 1 from inbox where state = 'held' limit $3) as there),
      given as (select id, reason, row_number() over (order by place) as place from unnest($1::uuid[], $2::jsonb[]) with ordinality as g (id, reason, place)),
      kept as (
        update inbox i set state = 'held', error = g.reason ->> 'code', reason = g.reason
        from given g, room where i.id = g.id and ${unread} and g.place <= room.free),
      gone as (
        update inbox i set state = 'done', error = 'event.quarantine_full', reason = null, body = '{}'
        from given g, room where i.id = g.id and ${unread} and g.place > room.free returning 1)
      insert into quarantine_full as f (count, last_at) select count(*), $4 from gone having count(*) > 0
      on conflict (single) do update set count = f.count + excluded.count, last_at = excluded.last_at`,
    values: [held.map(({ id }) => id), held.map(({ misfit }) => JSON.stringify(misfit)), max, now],
  })

interface Sql {
  sql<R>(text: string, params?: readonly unknown[]): Promise<R[]>
}
/** Which events are meant: all of a name, of a reason, or some by id. */
export interface Which {
  readonly event: string
  readonly code?: string | undefined
  readonly property?: string | null | undefined
  readonly ids?: readonly string[] | undefined
}
const which = `body ->> 'name' = $1 and ($2::text is null or reason ->> 'code' = $2) and ($3::text is null or reason ->> 'property' = $3)
  and ($4::uuid[] is null or id = any($4))`
const valuesOf = ({ event, code, property, ids }: Which) => [event, code ?? null, property ?? null, ids ?? null]

interface HeldGroup extends Omit<HeldEvents, 'reason'> {
  readonly params: Readonly<Record<string, unknown>>
}
/** What is held, by event and reason; `params` are those of the newest. */
export const heldGroups = ({ sql }: Sql): Promise<HeldGroup[]> =>
  sql<HeldGroup>(`select body ->> 'name' as event, reason ->> 'code' as code, reason ->> 'property' as property, count(*)::float8 as count,
      min(received_at) as first_at, max(received_at) as last_at, (array_agg(reason -> 'params' order by received_at desc))[1] as params
    from inbox where state = 'held' group by 1, 2, 3 order by count(*) desc, 1, 2, 3 limit ${groupsMax}`)

/** How many could not be kept. */
export const overflow = async ({ sql }: Sql): Promise<{ count: number; last_at: string } | null> =>
  (await sql<{ count: number; last_at: string }>('select count::float8 as count, last_at from quarantine_full'))[0] ?? null

interface HeldRow {
  readonly id: string
  readonly message_id: string
  readonly received_at: string
  readonly received_text: string
  readonly reason: Misfit
  readonly body: Readonly<Record<string, unknown>>
}
/** Events in quarantine, newest first. */
export const heldEvents = (
  { sql }: Sql,
  asked: Which & { before: { at: string; id: string } | null; limit: number },
): Promise<HeldRow[]> =>
  sql<HeldRow>(
    `select id, message_id, received_at, received_at::text as received_text, reason, body from inbox where state = 'held' and ${which}
      and ($5::timestamptz is null or (received_at, id) < ($5, $6::uuid)) order by received_at desc, id desc limit $7`,
    [...valuesOf(asked), asked.before?.at ?? null, asked.before?.id ?? null, asked.limit],
  )

const triedAtOnce = 1000
/** All that are meant, as a replay would read them, a set at a time. */
export async function* heldInSets({ sql }: Sql, asked: Which): AsyncGenerator<readonly Envelope[]> {
  for (let after: string | null = null; ; ) {
    const set: readonly Envelope[] = await sql<Envelope>(
      `select id, channel, message_id, kind, body, received_at from inbox where state = 'held' and ${which}
        and ($5::uuid is null or id > $5) order by id limit ${triedAtOnce}`,
      [...valuesOf(asked), after],
    )
    yield set
    after = set.at(-1)?.id ?? null
    if (set.length < triedAtOnce) return
  }
}

/** Puts them back into the queue, oldest first; what is still wrong comes back. Answers how many. */
export const replayHeld = async ({ sql }: Sql, asked: Which, now: string): Promise<number> =>
  (
    await sql(
      `update inbox set state = 'waiting', attempts = 0, next_at = $5, error = null, reason = null where state = 'held' and ${which} returning 1 as one`,
      [...valuesOf(asked), now],
    )
  ).length

/** Gives them up under the name of this act, by which they come back. */
export const giveUpHeld = async ({ sql }: Sql, asked: Which, act: string): Promise<number> =>
  (
    await sql(
      `update inbox set state = 'done', error = 'event.given_up', given_up = $5::uuid where state = 'held' and ${which} returning 1 as one`,
      [...valuesOf(asked), act],
    )
  ).length

export const takeBackHeld = async ({ sql }: Sql, act: string): Promise<number> =>
  (
    await sql(
      `update inbox set state = 'held', error = reason ->> 'code', given_up = null where given_up = $1::uuid and state = 'done' returning 1 as one`,
      [act],
    )
  ).length
