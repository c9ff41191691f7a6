import { refuse, type UnitOfWork, type WebhookSubscription } from '@lianke/kernel'
import { hears } from './event-names.rule.ts'

/** As the list shows it. */
export type SubscriptionLine = WebhookSubscription
/** An address outside that is told facts, as it is kept. Secrets are sealed. */
export interface Subscription extends Omit<WebhookSubscription, 'waiting' | 'dead' | 'sent_day'> {
  readonly secret: string
  readonly old_secret: string | null
  readonly maker_kind: string
  readonly maker: string
}
/** One statement, outside a transaction, in one, or in a unit of work. */
export type Ask = <R = Record<string, unknown>>(statement: { text: string; values: readonly unknown[] }) => Promise<R[]>
export const askIn =
  (work: UnitOfWork): Ask =>
  ({ text, values }) =>
    work.sql(text, values)

const subscriptionsMax = 50
export const countMax = 10_000
const columns = `s.id, s.name, s.url, s.events, s.role, s.state, s.paused_because, s.paused_at, s.failures, s.failing_since, s.last_problem,
  s.last_sent_at, s.rest_until, s.old_secret_until, s.maker_name, s.created_at`

/** All subscriptions with how they stand, by one statement; counts stop at {@link countMax}. */
export const listSubscriptions = (ask: Ask, id: string | null = null): Promise<SubscriptionLine[]> => {
  const count = (wanted: string) =>
    `(select count(*)::int from (select 1 from webhook_delivery d where d.subscription = s.id and ${wanted} limit ${countMax}) counted)`
  return ask<SubscriptionLine>({
    text: `select ${columns}, ${count(`d.state = 'waiting'`)} as waiting, ${count(`d.state = 'dead'`)} as dead,
        ${count(`d.state = 'sent' and d.created_at > now() - interval '1 day'`)} as sent_day
      from webhook_subscription s where $1::uuid is null or s.id = $1 order by s.created_at, s.id limit ${subscriptionsMax}`,
    values: [id],
  })
}

const unknown = () => refuse('webhook.not_found', { status: 404 })

/** One with its sealed secrets, locked when the transaction will change it. */
export const getSubscription = async (ask: Ask, id: string, { lock = false } = {}): Promise<Subscription> => {
  const [found] = await ask<Subscription>({
    text: `select ${columns}, s.secret, s.old_secret, s.maker_kind, s.maker from webhook_subscription s where s.id = $1 ${lock ? 'for update' : ''}`,
    values: [id],
  })
  return found ?? unknown()
}

/** What the reader of the ledger needs of all of them. */
export type Listener = Pick<Subscription, 'id' | 'events' | 'role' | 'name' | 'created_at'>
export const listeners = (ask: Ask): Promise<Listener[]> =>
  ask<Listener>({
    text: `select id, events, role, name, created_at from webhook_subscription order by created_at, id`,
    values: [],
  })

/** Which of these names an address outside is told. */
export const listenedOutside = async (work: Pick<UnitOfWork, 'sql'>, names: readonly string[]): Promise<readonly string[]> => {
  const rows = await work.sql<Pick<Subscription, 'events'>>(`select events from webhook_subscription where state = 'active'`)
  return names.filter((name) => rows.some(({ events }) => hears(events, name)))
}

export interface Made
  extends Pick<Subscription, 'id' | 'name' | 'url' | 'events' | 'role' | 'secret' | 'maker_kind' | 'maker' | 'maker_name'> {}
export const insertSubscription = async (ask: Ask, made: Made): Promise<void> => {
  // Two who make the last one at once: the second waits, and is counted with the first.
  await ask({ text: 'lock table webhook_subscription in share row exclusive mode', values: [] })
  const [row] = await ask<{ n: number }>({ text: 'select count(*)::int as n from webhook_subscription', values: [] })
  if ((row?.n ?? 0) >= subscriptionsMax) refuse('webhook.too_many', { params: { max: subscriptionsMax } })
  await ask({
    text: `insert into webhook_subscription (id, name, url, events, role, secret, maker_kind, maker, maker_name) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    values: [made.id, made.name, made.url, made.events, made.role, made.secret, made.maker_kind, made.maker, made.maker_name],
  })
}

/** Changes what was given; a new address is healthy until it shows otherwise. */
export const updateSubscription = async (
  ask: Ask,
  id: string,
  { name, url, events, role }: Partial<Pick<Subscription, 'name' | 'url' | 'events' | 'role'>>,
): Promise<void> => {
  await ask({
    text: `update webhook_subscription set name = coalesce($2, name), url = coalesce($3, url), events = coalesce($4, events), role = coalesce($5, role),
      failures = case when $3::text is null then failures else 0 end, failing_since = case when $3::text is null then failing_since end,
      rest_until = case when $3::text is null then rest_until end, slow = slow and $3::text is null, updated_at = statement_timestamp() where id = $1`,
    values: [id, name ?? null, url ?? null, events ?? null, role ?? null],
  })
}
export const removeSubscription = async (ask: Ask, id: string): Promise<void> => {
  await ask({ text: 'delete from webhook_subscription where id = $1', values: [id] })
}

export const pauseSubscription = async (ask: Ask, id: string, because: string | null): Promise<boolean> => {
  const rows = await ask({
    text: `update webhook_subscription set state = 'paused', paused_because = $2, paused_at = statement_timestamp(), updated_at = statement_timestamp()
      where id = $1 and state = 'active' returning 1`,
    values: [id, because],
  })
  return rows.length > 0
}
/** Goes on with what waits, from its first attempt again. */
export const resumeSubscription = async (ask: Ask, id: string): Promise<void> => {
  await ask({
    text: `update webhook_subscription set state = 'active', paused_because = null, paused_at = null, failures = 0, failing_since = null, rest_until = null,
      updated_at = statement_timestamp() where id = $1`,
    values: [id],
  })
  await ask({
    text: `update webhook_delivery set attempts = 0, next_at = statement_timestamp() where subscription = $1 and state = 'waiting' and attempts > 0`,
    values: [id],
  })
}

const oldSecretHours = 24
/** A new secret; the one before it signs beside it for a day. */
export const replaceSecret = async (ask: Ask, id: string, secret: string): Promise<string> => {
  const [row] = await ask<{ until: string }>({
    text: `update webhook_subscription set old_secret = secret, secret = $2, old_secret_until = statement_timestamp() + make_interval(hours => $3),
      updated_at = statement_timestamp() where id = $1 returning old_secret_until as until`,
    values: [id, secret, oldSecretHours],
  })
  return row?.until ?? unknown()
}
