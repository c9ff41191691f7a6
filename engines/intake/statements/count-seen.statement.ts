import type { Transaction } from '@lianke/platform'
import { type Seen, seenOfEventMax } from '../rules/seen-properties.rule.ts'

/** Adds to what is known of properties that nobody declared; one statement for a set of events. Of one event a hundred are kept, and those are counted on. */
export const countSeen = (tx: Transaction, seen: readonly Seen[], now: string) =>
  tx.execute({
    text: `insert into event_seen as s (event, property, kind, count, sample, first_at, last_at)
      select g.event, g.property, g.kind, g.count, g.sample, $2, $2
      from jsonb_to_recordset($1::jsonb) as g (event text, property text, kind text, count bigint, sample jsonb)
      where exists (select 1 from event_seen o where o.event = g.event and o.property = g.property)
        or (select count(*) from event_seen o where o.event = g.event) < ${seenOfEventMax}
      on conflict (event, property) do update set count = s.count + excluded.count, sample = excluded.sample, last_at = excluded.last_at,
        kind = case when s.kind = excluded.kind then s.kind when s.kind is null or excluded.kind is null then null
          when s.kind in ('integer', 'decimal') and excluded.kind in ('integer', 'decimal') then 'decimal'
          when 'long_text' in (s.kind, excluded.kind) then 'long_text' else 'text' end`,
    values: [JSON.stringify(seen), now],
  })
