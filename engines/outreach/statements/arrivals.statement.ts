import type { Database } from '@lianke/platform'

const arrivalsPerTurnMax = 200

/** A channel that greets, by which action, and how long its vendor lets one greet. */
interface Greeting {
  readonly channel: string
  readonly action: string
  readonly withinMs: number
}
export interface Came {
  readonly code: string
  readonly state: string
  /** Which of the vendor's companies gave the leave. */
  readonly issuer: string | null
  readonly channel: string
  readonly action: string
}

/**
 * Who has come by a code in these seconds and has no greeting yet: what channels say in their envelopes (`body.arrival`), so that nothing
 * stands between the callback and the greeting, and no vendor is understood here. Only callbacks are looked at, by their index: events of
 * programs come by the thousand.
 */
export const arrivals = async (
  database: Pick<Database, 'query'>,
  tenant: string,
  greeting: readonly Greeting[],
  now: string,
): Promise<Came[]> => {
  if (greeting.length === 0) return []
  return database.query<Came>(tenant, {
    text: `select distinct on (e.body -> 'arrival' ->> 'code') e.body -> 'arrival' ->> 'code' as code, e.body -> 'arrival' ->> 'state' as state,
        e.body #>> '{arrival,who,issuer}' as issuer, e.channel, g.action
      from jsonb_to_recordset($1::jsonb) as g (channel text, action text, "withinMs" integer)
        join inbox e on e.channel = g.channel and e.received_at > $2::timestamptz - g."withinMs" * interval '1 millisecond'
      where e.channel = any($3) and e.received_at > $2::timestamptz - $4 * interval '1 millisecond'
        and e.channel not in ('collect', 'self') and e.kind not like e.channel || '.%' and e.body ? 'arrival' and coalesce(e.body -> 'arrival' ->> 'code', '') <> ''
        and not exists (select 1 from intent i where i.key = 'welcome:' || (e.body -> 'arrival' ->> 'code'))
      order by e.body -> 'arrival' ->> 'code', e.received_at limit ${arrivalsPerTurnMax}`,
    values: [
      JSON.stringify(greeting),
      now,
      greeting.map(({ channel }) => channel),
      Math.max(...greeting.map(({ withinMs }) => withinMs)),
    ],
  })
}
