import {
  type ChannelDefinition,
  defineChannel,
  defineModule,
  defineStep,
  type DeliveryOutcome,
  type DeliveryRequest,
  isObject,
  json,
  label,
  longText,
  type ModuleDefinition,
} from '@lianke/kernel'
import { self } from '@lianke/channel-self'
import { processModule } from '@lianke/engine-process'
import { openReceiver, type Receiver } from '@lianke/engine-intake'
import { type Platform, syncAnalyticsSchema, tellingProblem } from '@lianke/platform'
import { openChannelHosts } from '@lianke/platform/channel-host'
import { describeEvents, type TestTenant, testTenant } from '@lianke/platform/testing'
import { collectChannel, readEvent } from '@lianke/platform/collect'
import { pino } from 'pino'
import { composeEngines, type Engines } from '../compose-engines.ts'
import { definitions } from '../definitions.ts'

/** What the world of a test receives instead of a person. */
export interface Post {
  readonly sent: DeliveryRequest[]
  /** How the next deliveries answer; default: sent. */
  answer: (request: DeliveryRequest) => Promise<DeliveryOutcome>
}
export interface SpineWorld {
  readonly tenant: TestTenant
  readonly platform: Platform
  readonly engines: Engines
  readonly receiver: Receiver
  readonly post: Post
  /** Moves the clock of the engines. */
  advance(ms: number): void
  now(): string
  /** Turns every machine until none has anything to do. */
  run(): Promise<void>
  /** Collects events as a trusted program would send them. */
  collect(events: readonly Record<string, unknown>[]): Promise<void>
  sql<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<R[]>
  /** A running journey of these nodes; answers its id. */
  journey(draft: Record<string, unknown>): Promise<string>
  command<O>(name: string, input: unknown): Promise<O>
}

const note = defineStep({
  name: 'test.note',
  label: label('发信', 'Send a note'),
  group: 'message',
  fields: { text: longText(label('文字', 'Text'), { required: true }), purpose: json(label('用途', 'Purpose')) },
  outlets: ['next'],
  enter: async (host, node, runs) => {
    host.intend(
      runs.map((run) => ({
        key: `${run.id}:${node.id}:${run.entered_at}`,
        channel: 'post',
        action: 'post.note',
        person: run.person,
        content: { text: node.config.text, purpose: node.config.purpose },
        cause: run.cause,
        hops: run.hops,
      })),
    )
    return runs.map((run) => ({ run: run.id, outlet: 'next' }))
  },
})

/** The world knows every event that its stories tell. */
const namesTold = (events: readonly Record<string, unknown>[]): string[] =>
  events.flatMap(({ type, event }) => (type === 'track' && typeof event === 'string' ? [event] : []))

/** The events by which a draft begins, goes on or ends. */
const eventsIn = (draft: unknown): string[] => {
  if (Array.isArray(draft)) return draft.flatMap(eventsIn)
  if (!isObject(draft)) return []
  return [...(typeof draft.event === 'string' ? [draft.event] : []), ...Object.values(draft).flatMap(eventsIn)]
}

/** A whole product with one more channel, whose other end is this test. */
export const openSpine = async ({
  more = [],
  channels = [],
  allowPrivate = [],
}: {
  more?: readonly ModuleDefinition[]
  channels?: readonly ChannelDefinition[]
  allowPrivate?: readonly string[]
} = {}): Promise<SpineWorld> => {
  const post: Post = { sent: [], answer: async () => ({ status: 'sent' }) }
  const channel = defineChannel({
    name: 'post',
    label: label('信箱', 'Post'),
    actions: [{ name: 'post.note', label: label('发信', 'Note'), fields: {}, touches: true, address: 'user_id' }],
    deliver: async (_host, request) => {
      post.sent.push(request)
      return post.answer(request)
    },
  })
  // A graph is judged by the steps of the product, so the process module is made with the test's own step.
  const steps = definitions.filter((module) => module.name !== 'process').flatMap((module) => module.steps ?? [])
  const product = definitions.map((module) =>
    module.name === 'process'
      ? processModule({
          kinds: [...definitions, ...more].flatMap((each) => each.processes ?? []),
          steps: [...steps, note],
          channels: [...definitions, ...more].flatMap((each) => each.channels ?? []),
        })
      : module,
  )
  const tenant = await testTenant({
    modules: [
      ...product,
      defineModule({ name: 'test', label: label('测试', 'Test'), steps: [note], channels: [channel] }),
      ...more,
    ],
  })
  const { platform, id } = tenant
  await syncAnalyticsSchema(platform.analytics, await platform.model(id))
  const receiver = openReceiver(platform.database)
  const log = pino({ level: 'silent' })
  let ahead = 0
  const now = () => new Date(Date.now() + ahead).toISOString()
  const all = [collectChannel, self, channel, ...channels]
  const engines = composeEngines(platform, {
    channels: all,
    hostOf: openChannelHosts(platform, { receive: receiver.receive, log, allowPrivate }),
    allowPrivate,
    log: () => undefined,
    now,
  })
  const world: SpineWorld = {
    tenant,
    platform,
    engines,
    receiver,
    post,
    now,
    advance: (ms) => {
      ahead += ms
    },
    run: async () => {
      for (let quiet = 0; quiet < 2; ) {
        let more = false
        for (const reader of engines.readers) {
          const turned = await reader.turn(id)
          more ||= turned.more
        }
        await engines.drain([id])
        quiet = more ? 0 : quiet + 1
      }
    },
    collect: async (events) => {
      await describeEvents(tenant, namesTold(events))
      const model = await platform.model(id)
      const envelopes = events.map((event) => {
        const read = readEvent(event, {
          site: 'test',
          issuer: '',
          trusted: true,
          problemOf: (name) => tellingProblem(model, name, 'program'),
          received_at: new Date().toISOString(),
          sent_at: null,
        })
        if ('problem' in read) throw new Error(read.problem)
        return read.envelope
      })
      await receiver.receive(id, envelopes)
    },
    sql: (text, values = []) => platform.database.query(id, { text, values }),
    journey: async (draft) => {
      await describeEvents(tenant, eventsIn(draft))
      const row = await tenant.system((work) =>
        work.records.create('marketing.journey', { name: `journey ${work.id()}`, ...draft }),
      )
      await world.command('journey.publish', { id: row.id })
      return row.id
    },
    command: (name, input) => tenant.system((work) => work.run(name, input)),
  }
  await platform.settings.set(id, 'delivery.quiet_hours', null, null)
  // The cursors of readers that begin at the present are made before anything happens.
  await world.run()
  return world
}
