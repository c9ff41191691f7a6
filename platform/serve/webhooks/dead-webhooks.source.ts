import { countMax, type DeadLetter, type DeadLetterSource, instantText, replayedMax } from '../operations/dead-letter.ts'
import { sendAgain } from './delivery-store.ts'

const kind = 'webhook'
/** A test is tried once and by hand. */
const dead = `d.state = 'dead' and d.fact is not null`

/** Deliveries that an address refused for a day. What they said is shown beside their subscription, to who may see it. */
export const deadWebhooksSource: DeadLetterSource = {
  kind,
  list: (database, tenant, { before, limit }) =>
    database.query<DeadLetter>(tenant, {
      text: `select '${kind}' as kind, d.id::text as id, ${instantText('d.tried_at')} as at, d.name as what, s.name as "where", null as person,
        case when d.status is null then coalesce(d.problem, '') else 'HTTP ' || d.status end as error, 0 as waiting,
        json_build_object('object', d.object, 'record', d.record, 'attempts', d.attempts) as body
      from webhook_delivery d join webhook_subscription s on s.id = d.subscription
      where ${dead} and d.tried_at is not null
        and ($1::timestamptz is null or (d.tried_at <= $1 and (d.tried_at, '${kind}'::text collate "C", d.id::text collate "C") < ($1, $2, $3)))
      order by d.tried_at desc, d.id::text collate "C" desc limit $4`,
      values: [before?.at ?? null, before?.kind ?? null, before?.id ?? null, limit],
    }),
  count: async (database, tenant) =>
    (
      await database.query<{ n: number }>(tenant, {
        text: `select count(*)::int as n from (select 1 from webhook_delivery d where ${dead} limit ${countMax + 1}) counted`,
      })
    )[0]?.n ?? 0,
  replay: async (work, ids) =>
    (
      await work.sql(
        `update webhook_delivery set ${sendAgain} where id in (select d.id from webhook_delivery d
          where ${dead} and ($1::text[] is null or d.id::text = any($1)) order by d.tried_at limit ${replayedMax} for update skip locked) returning 1 as one`,
        [ids],
      )
    ).length,
}
