import { openReceiver, type Receiver } from '@lianke/engine-intake'
import type { FactSource, PostedEnvelope } from '@lianke/kernel'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { collectChannel } from '@lianke/platform/collect'
import type { Auth } from '@lianke/platform/http'
import { syncAnalyticsSchema } from '@lianke/platform'
import { type HttpTenant, httpTenant, mountForSpec } from '@lianke/platform/testing'
import { pino } from 'pino'
import { channels } from '../../channels.ts'
import { composeEngines } from '../../compose-engines.ts'
import { definitions } from '../../definitions.ts'
import { collectDoor } from '../doors/collect.door.ts'

export interface ToldFact {
  readonly name: string
  readonly source: FactSource
  readonly person: string | null
}
export interface CollectAnswer {
  readonly received: number
  readonly refused: readonly { readonly index: number; readonly code: string; readonly detail: string }[]
  /** In quarantine. */
  readonly held?: readonly { readonly index: number; readonly code: string; readonly detail: string }[]
}
/** The whole product with its doors and engines, asked from outside. */
export interface SourcesWorld {
  readonly server: HttpTenant
  readonly keys: { readonly page: string; readonly program: string }
  collect(key: string, events: readonly Record<string, unknown>[], language?: string): Promise<CollectAnswer>
  /** An envelope as its channel receives it. */
  receive(envelopes: readonly PostedEnvelope[]): Promise<void>
  /** Turns every machine until none has anything to do. */
  run(): Promise<void>
  sql<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  close(): Promise<void>
}

const keyOf = async (auth: Auth, tenant: string, scopes: readonly string[]) =>
  (await auth.keys.make({ tenant, name: scopes.join(), scopes, expiresAt: null, by: null })).key

/** `analytics`: what happened is copied to the analytics store, too, where segments and reports ask. */
export const openSources = async ({ analytics = false }: { analytics?: boolean } = {}): Promise<SourcesWorld> => {
  const opened: Receiver[] = []
  const server = await httpTenant(definitions, {
    doors: async (app, given) => {
      const { platform, auth } = given
      const receiver = openReceiver(platform.database)
      opened.push(receiver)
      await app.register(collectDoor(platform, auth, receiver.receive))
      await mountForSpec(app, given)
    },
  })
  const { platform, tenant, auth } = server
  const [inbox] = opened
  if (!inbox) throw new Error('the doors were opened')
  const engines = composeEngines(platform, {
    channels: [collectChannel, ...channels.flatMap((module) => module.channels ?? [])],
    hostOf: openChannelHosts(platform, { receive: inbox.receive, log: pino({ level: 'silent' }), allowPrivate: [] }),
    log: () => undefined,
  })
  if (analytics) await syncAnalyticsSchema(platform.analytics, await platform.model(tenant))
  const readers = engines.readers.filter(({ name }) => analytics || (name !== 'lake' && name !== 'segment_clock'))
  const world: SourcesWorld = {
    server,
    keys: { page: await keyOf(auth, tenant, ['collect']), program: await keyOf(auth, tenant, ['*']) },
    collect: async (key, events, language = 'zh-CN') => {
      const answer = await server.app.inject({
        method: 'POST',
        url: '/collect',
        headers: { authorization: `Bearer ${key}`, 'accept-language': language },
        payload: { batch: events },
      })
      if (answer.statusCode !== 200) throw new Error(answer.body)
      return answer.json()
    },
    receive: async (envelopes) => {
      await inbox.receive(tenant, envelopes)
    },
    run: async () => {
      for (let quiet = 0; quiet < 2; ) {
        let more = false
        for (const reader of readers) {
          const turned = await reader.turn(tenant)
          more ||= turned.more
        }
        if (analytics) await engines.drain([tenant])
        quiet = more ? 0 : quiet + 1
      }
    },
    sql: (text, values = []) => platform.database.query(tenant, { text, values }),
    close: async () => {
      await inbox.close()
      await server.close()
    },
  }
  await world.run()
  return world
}
