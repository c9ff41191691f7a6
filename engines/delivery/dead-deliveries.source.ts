import { countMax, type DeadLetter, type DeadLetterSource, instantText, replayedMax } from '@lianke/platform/operations'
import { closedDoors } from './statements/closed-doors.statement.ts'

const kind = 'delivery'
const ended = `d.state in ('dead', 'unknown') and d.decided_at is not null`

/** Messages that failed for good, and those of which nobody knows whether they arrived. */
export const deadDeliveriesSource: DeadLetterSource = {
  kind,
  list: (database, tenant, { before, limit }) =>
    database.query<DeadLetter>(tenant, {
      text: `select '${kind}' as kind, d.intent::text as id, ${instantText('d.decided_at')} as at, d.action as what, d.channel as "where", d.person,
        coalesce(d.reason, case d.state when 'unknown' then 'delivery.interrupted' else '' end) as error, 0 as waiting, i.content as body
      from delivery d join intent i on i.id = d.intent
      where ${ended}
        and ($1::timestamptz is null or (d.decided_at <= $1 and (d.decided_at, '${kind}'::text collate "C", d.intent::text collate "C") < ($1, $2, $3)))
      order by d.decided_at desc, d.intent::text collate "C" desc limit $4`,
      values: [before?.at ?? null, before?.kind ?? null, before?.id ?? null, limit],
    }),
  count: async (database, tenant) =>
    (
      await database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from (select 1 from delivery d where ${ended} limit ${countMax + 1}) d`,
      })
    )[0]?.n ?? 0,
  replay: async (work, ids) =>
    (
      await work.sql(
        `update delivery set state = 'waiting', attempts = 0, next_at = $1, reason = 'delivery.replayed', decided_at = null where intent in (
      select d.intent from delivery d where ${ended} and ($2::text[] is null or d.intent::text = any($2)) order by d.decided_at limit ${replayedMax} for update skip locked) returning 1 as one`,
        [work.now, ids],
      )
    ).length,
  backlog: async (database, tenant) => {
    const [row] = await database.query<{ facts: number; seconds: number; error: string | null; retry_at: string | null }>(
      tenant,
      {
        text: `select count(*)::float8 as facts, coalesce(extract(epoch from clock_timestamp() - min(next_at)), 0)::float8 as seconds, max(reason) as error, null as retry_at
        from (select next_at, reason from delivery where state = 'waiting' and next_at <= clock_timestamp() limit ${countMax + 1}) w`,
      },
    )
    const closed = await closedDoors(database, tenant)
    return {
      reader: 'delivery',
      facts: row?.facts ?? 0,
      seconds: row?.seconds ?? 0,
      dead: await deadDeliveriesSource.count(database, tenant),
      error: closed.length > 0 ? 'delivery.door_closed' : (row?.error ?? null),
      retry_at: row?.retry_at ?? null,
      closed,
    }
  },
}
