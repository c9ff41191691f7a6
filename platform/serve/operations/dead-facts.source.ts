import { countMax, type DeadLetter, type DeadLetterSource, instantText, replayedMax } from './dead-letter.ts'

const kind = 'fact'
const idOf = `(d.reader || ':' || d.seq)`

/** Facts that a reader could not handle; those put aside only to keep a person's order are counted behind them. */
export const deadFactsSource: DeadLetterSource = {
  kind,
  list: (database, tenant, { before, limit }) =>
    database.query<DeadLetter>(tenant, {
      text: `select '${kind}' as kind, ${idOf} as id, ${instantText('d.died_at')} as at, d.body ->> 'name' as what, d.reader as "where", d.person, d.error, d.body,
        (select count(*) from fact_dead w where w.reader = d.reader and w.person = d.person and w.error is null)::int as waiting
      from fact_dead d where d.error is not null and ($1::timestamptz is null or (d.died_at, '${kind}'::text collate "C", ${idOf} collate "C") < ($1, $2, $3))
      order by d.died_at desc, ${idOf} collate "C" desc limit $4`,
      values: [before?.at ?? null, before?.kind ?? null, before?.id ?? null, limit],
    }),
  count: async (database, tenant) =>
    (
      await database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from (select 1 from fact_dead where error is not null limit ${countMax + 1}) d`,
      })
    )[0]?.n ?? 0,
  replay: async (work, ids) => {
    if (ids === null) {
      const all = await work.sql(
        `update fact_dead d set replay = true from (select reader, seq from fact_dead order by reader, seq limit ${replayedMax}) w where w.reader = d.reader and w.seq = d.seq returning 1 as one`,
      )
      return all.length
    }
    const named = ids.flatMap((id) => {
      const [, reader, seq] = /^([a-z][a-z0-9_.]{0,60}):(\d{1,18})$/.exec(id) ?? []
      return reader && seq ? [{ reader, seq }] : []
    })
    // All that a person has waiting goes together, or the order of facts would break.
    const rows = await work.sql(
      `update fact_dead d set replay = true where (d.reader, d.seq) in (
        select o.reader, o.seq from unnest($1::text[], $2::bigint[]) as n (reader, seq)
          join fact_dead asked on asked.reader = n.reader and asked.seq = n.seq
          join fact_dead o on o.reader = n.reader and (o.seq = n.seq or o.person = asked.person)) returning 1 as one`,
      [named.map(({ reader }) => reader), named.map(({ seq }) => seq)],
    )
    return rows.length
  },
}
