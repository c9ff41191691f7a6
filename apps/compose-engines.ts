import { type ChannelDefinition, type ChannelHost, type EngineDefinition, identityReader } from '@lianke/kernel'
import { delivery, deliveriesDone } from '@lianke/engine-delivery'
import { identity, presumePersons } from '@lianke/engine-identity'
import { intake } from '@lianke/engine-intake'
import { processCalls, processEngine } from '@lianke/engine-process'
import { outreach } from '@lianke/engine-outreach'
import { segment, segmentClock } from '@lianke/engine-segment'
import type { FilePlace } from '@lianke/platform/http'
import { guardedFetch, openWebhookSender, webhookReader } from '@lianke/platform/webhooks'
import {
  type EngineHost,
  analyticsLoop,
  ledgerLoop,
  type Platform,
  reactionReaders,
  type Reader,
  searchLoop,
} from '@lianke/platform'

interface EnginesGiven {
  readonly channels: readonly ChannelDefinition[]
  readonly hostOf: (tenant: string) => ChannelHost
  /** Private hosts that webhooks may reach. */
  readonly allowPrivate?: readonly string[]
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data: Record<string, unknown>) => void
  readonly now?: () => string
  /** Where months of the ledger go that are no longer kept at hand. */
  readonly cold?: FilePlace
}
export interface Engines {
  /** The machines of the spine and the readers beside it, for the loop of readers. */
  readonly readers: readonly Reader[]
  readonly hostOf: (tenant: string) => EngineHost
  /** Waits for sends in flight of these tenants; after the loop has ended. */
  readonly drain: (tenants: readonly string[]) => Promise<void>
}

const zoneKeptMs = 60_000
const clockRestMs = 1000
/** An engine that was not full rests so long before its next turn: at a thousand events a second sets grow, and the first event of a quiet hour waits for nobody. */
const engineRestMs = 40
/** Those that move by a cursor of the ledger; the others look for work themselves. */
const byCursor: ReadonlySet<string> = new Set(['identity', 'segment'])
const engines: readonly EngineDefinition<EngineHost>[] = [outreach, delivery, intake, identity, segment, processEngine]

/** The spine put together: each engine knows only the ledgers on its left, this is the one place where all of them are named. */
export const composeEngines = (platform: Platform, given: EnginesGiven): Engines => {
  const channels = new Map(given.channels.map((channel) => [channel.name, channel]))
  const hosts = new Map<string, EngineHost>()
  const zoneOf = (tenant: string) => {
    let kept: { zone: string; until: number } | null = null
    return async () => {
      if (!kept || kept.until < Date.now())
        kept = { zone: (await platform.reading(tenant, { kind: 'system', id: 'engine' })).zone, until: Date.now() + zoneKeptMs }
      return kept.zone
    }
  }
  const hostOf = (tenant: string): EngineHost => {
    const known = hosts.get(tenant)
    if (known) return known
    const made: EngineHost = {
      platform,
      tenant,
      channels,
      channelHost: given.hostOf(tenant),
      now: given.now ?? (() => new Date().toISOString()),
      presume: presumePersons(platform),
      zone: zoneOf(tenant),
      log: (level, message, data = {}) => given.log(level, message, { tenant, ...data }),
    }
    hosts.set(tenant, made)
    return made
  }
  const readers = engines.map(
    (engine): Reader => ({
      name: engine.name,
      ...(byCursor.has(engine.name) ? { cursor: engine.name } : {}),
      restMs: engineRestMs,
      turn: (tenant) => engine.turn(hostOf(tenant)),
    }),
  )
  const webhooks = openWebhookSender(platform, {
    fetch: guardedFetch({ allowPrivate: given.allowPrivate ?? [] }),
    log: given.log,
  })
  return {
    hostOf,
    readers: [
      ...readers,
      { name: segmentClock.name, restMs: clockRestMs, turn: (tenant) => segmentClock.turn(hostOf(tenant)) },
      { name: processCalls.name, turn: (tenant) => processCalls.turn(hostOf(tenant)) },
      ...reactionReaders(platform, { identified: true }),
      analyticsLoop(platform, { identified: true }),
      searchLoop(platform),
      ledgerLoop(platform, given.cold ? { cold: given.cold } : {}),
      webhookReader(platform, { after: identityReader, written: webhooks.kick }),
      webhooks.reader,
    ],
    drain: async (tenants) => {
      await Promise.all([webhooks.drain(), ...tenants.map((tenant) => deliveriesDone(platform, tenant))])
    },
  }
}
