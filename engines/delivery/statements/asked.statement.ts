import type { Transaction } from '@lianke/platform'
import type { Due } from './claim.statement.ts'

/** Handed to a person by the channel; what became of it is not known yet. */
export interface Asked
  extends Pick<Due, 'intent' | 'key' | 'channel' | 'action' | 'person' | 'content' | 'cause' | 'hops' | 'way'> {
  readonly reference: string
  /** When it was asked for. */
  readonly since: string
}

const leaseSeconds = 120

/** Those that are due to be asked for, oldest first; leased, so that nobody else asks meanwhile. */
export const dueAsked = (tx: Transaction, { now, max, closed }: { now: string; max: number; closed: readonly string[] }) =>
  tx.query<Asked>({
    text: `with due as (
        update delivery set next_at = $1::timestamptz + interval '${leaseSeconds} seconds' where intent in (
          select intent from delivery where state = 'asked' and next_at <= $1 and channel <> all($3) order by next_at, intent limit $2 for update skip locked)
        returning intent, channel, action, person, reference, created_at, way)
      select d.intent, i.key, d.channel, d.action, coalesce(p.merged_into, d.person) as person, i.content, i.cause, i.hops, d.way, d.reference, d.created_at as since
      from due d join intent i on i.id = d.intent left join customer_person p on p.id = d.person order by d.intent`,
    values: [now, max, closed],
  })

/** What became of them; answers the intents of which this was not known before. */
export const settleAsked = (
  tx: Transaction,
  rows: readonly {
    readonly intent: string
    readonly state: 'sent' | 'refused' | 'asked'
    readonly reason: string | null
    readonly at: string
    readonly next_at: string
  }[],
) =>
  tx.query<{ intent: string }>({
    text: `update delivery d set state = s.state, reason = s.reason, next_at = s.next_at,
        decided_at = case when s.state = 'asked' then null else s.at end
      from jsonb_to_recordset($1::jsonb) as s (intent uuid, state text, reason text, at timestamptz, next_at timestamptz)
      where d.intent = s.intent and d.state = 'asked' returning d.intent`,
    values: [JSON.stringify(rows)],
  })
