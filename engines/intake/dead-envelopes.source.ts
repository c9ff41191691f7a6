import { countMax, type DeadLetter, type DeadLetterSource, instantText, replayedMax } from '@lianke/platform/operations'

const kind = 'envelope'

/** Envelopes that no channel could understand. Who they are about is not known yet. */
export const deadEnvelopesSource: DeadLetterSource = {
  kind,
  list: (database, tenant, { before, limit }) =>
    database.query<DeadLetter>(tenant, {
      text: `select '${kind}' as kind, id::text, ${instantText('received_at')} as at, kind as what, channel as "where", null as person, coalesce(error, '') as error, 0 as waiting, body
      from inbox where state = 'dead' and ($1::timestamptz is null or (received_at <= $1 and (received_at, '${kind}'::text collate "C", id::text collate "C") < ($1, $2, $3)))
      order by received_at desc, id::text collate "C" desc limit $4`,
      values: [before?.at ?? null, before?.kind ?? null, before?.id ?? null, limit],
    }),
  count: async (database, tenant) =>
    (
      await database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from (select 1 from inbox where state = 'dead' limit ${countMax + 1}) d`,
      })
    )[0]?.n ?? 0,
  replay: async (work, ids) =>
    (
      await work.sql(
        `update inbox set state = 'waiting', attempts = 0, next_at = $1 where id in (
      select id from inbox where state = 'dead' and ($2::text[] is null or id::text = any($2)) order by received_at limit ${replayedMax} for update skip locked) returning 1 as one`,
        [work.now, ids],
      )
    ).length,
  backlog: async (database, tenant) => {
    const [row] = await database.query<{ facts: number; seconds: number; error: string | null; retry_at: string | null }>(
      tenant,
      {
        text: `select count(*)::float8 as facts, coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)::float8 as seconds, max(error) as error,
          min(next_at) filter (where next_at > clock_timestamp()) as retry_at
        from (select * from (select received_at, error, next_at from inbox where state = 'waiting' order by next_at limit ${countMax + 1}) again
          union all
          select * from (select i.received_at, i.error, i.next_at from inbox_queue q join inbox i using (id) order by q.id limit ${countMax + 1}) queued) w`,
      },
    )
    return {
      reader: 'intake',
      facts: row?.facts ?? 0,
      seconds: row?.seconds ?? 0,
      dead: await deadEnvelopesSource.count(database, tenant),
      error: row?.error ?? null,
      retry_at: row?.retry_at ?? null,
    }
  },
}
