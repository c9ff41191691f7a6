import { everything, type HttpTenant, httpTenant, type Person, tinyShop } from '../../../testing/index.ts'
import type { Platform } from '../../../platform.ts'
import { guardedFetch } from '../../http/guarded-fetch.ts'
import { openWebhookSender, type WebhookSender } from '../webhook-sender.ts'
import { webhookReader } from '../webhook-reader.ts'
import type { SenderOptions } from '../send-batch.ts'
import { openReceiver, type Receiver } from './receiver.testing.ts'

export interface HooksWorld {
  readonly server: HttpTenant
  readonly admin: Person
  readonly receiver: Receiver
  readonly sender: WebhookSender
  /** A role and a subscription with it. */
  subscribe(given: { path: string; events?: readonly string[]; objects?: object; rights?: readonly string[] }): Promise<{
    id: string
    secret: string
    role: string
  }>
  api(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object): Promise<Record<string, never>>
  /** The reader to its end, then what it wrote is sent, until nothing is due. */
  run(): Promise<void>
  read(): Promise<void>
  send(): Promise<void>
  sql<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** As if these waits were over. */
  soon(): Promise<void>
  close(): Promise<void>
}

export const reading = { read: 'all', update: 'none', delete: 'none', create: false } as const

/** A company with subscriptions, and a program outside that hears them. */
export const hooksWorld = async (options: Partial<SenderOptions> = {}): Promise<HooksWorld> => {
  const receiver = await openReceiver()
  const server = await httpTenant(tinyShop, { allowPrivate: [receiver.host] })
  const { platform, tenant } = server
  const admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  const sender = openWebhookSender(platform, {
    fetch: guardedFetch({ allowPrivate: [receiver.host] }),
    chance: () => 0.5,
    ...options,
  })
  const api: HooksWorld['api'] = async (method, path, payload) => {
    const answer = await admin.send({ method, url: `/api/v1${path}`, ...(payload ? { payload } : {}) })
    if (answer.statusCode >= 500) throw new Error(answer.body)
    return answer.body === '' ? {} : answer.json()
  }
  const sql: HooksWorld['sql'] = (text, values = []) => platform.database.query(tenant, { text, values })
  const read = async () => void (await readAll(platform, tenant))
  const send = async () => {
    for (let due = 1; due > 0; ) {
      await sender.reader.turn(tenant)
      await new Promise((resolve) => setTimeout(resolve, 20))
      const [row] = await sql<{ due: number }>(
        `select count(*)::int as due from webhook_subscription s where s.held_until > statement_timestamp() or (s.state = 'active' and coalesce(s.rest_until, '-infinity') <= statement_timestamp()
          and exists (select 1 from webhook_delivery d where d.subscription = s.id and d.state = 'waiting' and d.next_at <= statement_timestamp()
            and not exists (select 1 from webhook_delivery e where e.subscription = d.subscription and e.lane = d.lane and e.state = 'waiting' and e.place < d.place and e.next_at > statement_timestamp())))`,
      )
      due = row?.due ?? 0
    }
  }
  await read()
  return {
    server,
    admin,
    receiver,
    sender,
    api,
    sql,
    read,
    send,
    async subscribe({ path, events = ['*'], objects = { '*': reading }, rights = [] }) {
      const { id: role } = await api('POST', '/organisation/role', { name: `role of ${path}`, objects, rights })
      const made = await api('POST', '/webhooks', { name: path, url: receiver.url(path), events, role })
      return { id: String(made.id), secret: String(made.secret), role: String(role) }
    },
    async run() {
      await read()
      await send()
    },
    async soon() {
      await sql(`update webhook_delivery set next_at = statement_timestamp() where state = 'waiting'`)
      await sql('update webhook_subscription set rest_until = null')
    },
    async close() {
      await sender.drain()
      await receiver.close()
      await server.close()
    },
  }
}

/** Reads the ledger to its end. */
export const readAll = async (platform: Platform, tenant: string): Promise<number> => {
  const reader = webhookReader(platform, { written: () => undefined })
  let turns = 0
  for (let quiet = 0; quiet < 2; turns++) quiet = (await reader.turn(tenant)).more ? 0 : quiet + 1
  return turns
}
