import type { Transaction } from '@lianke/platform'

/** The vendor's code for a welcome lives so long; a later try can only fail. */
export const welcomeDeadlineMs = 20_000
const welcomesPerTurnMax = 200

export interface Arrival {
  readonly envelope: string
  readonly welcome_code: string
  readonly state: string
  readonly code: string | null
  readonly name: string | null
  readonly welcome_text: string | null
  readonly welcome_attachments: unknown
  readonly welcome_segments: unknown
  readonly blocked_names: unknown
}

/**
 * People who were added by a code in these seconds and have no welcome yet: read from the raw envelopes, so that nothing stands between
 * the callback and the greeting. The key of the intent is the vendor's welcome code: one per arrival, however often it is told.
 */
export const arrivals = (tx: Pick<Transaction, 'query'>, now: string): Promise<Arrival[]> =>
  tx.query<Arrival>({
    text: `select distinct on (e.body -> 'event' ->> 'WelcomeCode') e.id as envelope, e.body -> 'event' ->> 'WelcomeCode' as welcome_code, e.body -> 'event' ->> 'State' as state,
        c.id as code, c.name, c.welcome_text, c.welcome_attachments, c.welcome_segments, c.blocked_names
      from inbox e join marketing_channel_code c on c.state = e.body -> 'event' ->> 'State' and c.deleted_at is null
      where e.channel = 'wecom' and e.received_at > $1::timestamptz - interval '${welcomeDeadlineMs} milliseconds'
        and e.kind in ('change_external_contact.add_external_contact', 'change_external_contact.add_half_external_contact')
        and coalesce(e.body -> 'event' ->> 'WelcomeCode', '') <> ''
        and not exists (select 1 from intent i where i.key = 'welcome:' || (e.body -> 'event' ->> 'WelcomeCode'))
      order by e.body -> 'event' ->> 'WelcomeCode', e.received_at limit ${welcomesPerTurnMax}`,
    values: [now],
  })
