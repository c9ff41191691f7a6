import type { Transaction } from '@lianke/platform'
import { type Seen, seenOfEventMax } from '../rules/seen-properties.rule.ts'

/** Adds to what is known of properties that nobody declared; one statement for a set of events. Of one event a hundred are kept, and those are counted on. */
export const countSeen = (tx: Transaction, seen: readonly Seen[], now: string) =>
  tx.execute({
    text: `insert into event_seen as s (event, property, kinds, count, sample, first_at, last_at)
      select g.event, g.property, g.kinds, g.count, g.sample, $2, $2
      from jsonb_to_recordset($1::jsonb) as g (event text, property text, kinds text[], count bigint, sample jsonb)
      where exists (select 1 from event_seen o where o.event = g.event and o.property = g.property)
        or (select count(*) from event_seen o where o.event = g.event) < ${seenOfEventMax}
      on conflict (event, property) do update set count = s.count + excluded.count, sample = excluded.sample, last_at = excluded.last_at,
        kinds = array(select distinct kind from unnest(s.kinds || excluded.kinds) as k (kind) order by kind)`,
    values: [JSON.stringify(seen), now],
  })
