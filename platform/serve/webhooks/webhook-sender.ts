import type { Reader } from '../../store/facts/run-readers.ts'
import { newId } from '../../store/db/new-id.ts'
import type { Platform } from '../../platform.ts'
import { type HeldSubscription, holdBriefly, holdSubscriptions } from './hold-subscription.ts'
import { holdMsDefault, sendBatch, type SenderOptions } from './send-batch.ts'
import type { Ask } from './subscription-store.ts'

const addressesAtOnceMax = 32
/** Addresses that answered slowly leave these places free for the others. */
const keptForQuick = 16
const perTenantMax = 8

export interface WebhookSender {
  /** Looks for work of a tenant; quick, because it only begins what is sent. */
  readonly reader: Reader
  readonly kick: (tenant: string) => void
  /** Begins nothing new until what is being sent has its answer. */
  readonly drain: () => Promise<void>
}
type Log = (level: 'warn' | 'error', message: string, data: Record<string, unknown>) => void

/** The sender of one process: what is on its way, and who is to be looked after. */
interface Sender {
  readonly platform: Platform
  readonly options: SenderOptions
  readonly log: Log
  readonly holdMs: number
  /** By whom subscriptions are held. */
  readonly by: string
  readonly flying: Map<Promise<void>, { readonly tenant: string; readonly slow: boolean }>
  readonly hungry: Set<string>
  /** Tenants that are looked after now; true: somebody asked again since. */
  readonly looking: Map<string, boolean>
  ending: boolean
}

const begin = (sender: Sender, tenant: string, subscription: HeldSubscription): void => {
  const { platform, options, log, by, flying, hungry } = sender
  let more = false
  const flight = sendBatch(platform, tenant, subscription, by, { ...options, ending: () => sender.ending })
    .then((found) => {
      more = found
    })
    .catch(async (error: unknown) => {
      log('error', 'a batch of webhooks failed', { tenant, subscription: subscription.id, error: String(error) })
      // Where this fails too, the hold runs out by itself.
      await holdBriefly((statement) => platform.database.query(tenant, statement), subscription.id, by)
    })
    .catch(() => undefined)
    .finally(() => {
      flying.delete(flight)
      if (more) hungry.add(tenant)
      for (const waiting of hungry) kick(sender, waiting)
    })
  flying.set(flight, { tenant, slow: subscription.slow })
}

const look = async (sender: Sender, tenant: string): Promise<void> => {
  const { platform, by, holdMs, flying, hungry } = sender
  const all = [...flying.values()]
  const limit = Math.min(addressesAtOnceMax - flying.size, perTenantMax - all.filter((one) => one.tenant === tenant).length)
  if (sender.ending) return
  if (limit <= 0) {
    hungry.add(tenant)
    return
  }
  hungry.delete(tenant)
  const slowToo = all.filter(({ slow }) => slow).length < addressesAtOnceMax - keptForQuick
  const ask: Ask = (statement) => platform.database.query(tenant, statement)
  for (const subscription of await holdSubscriptions(ask, { by, limit, holdMs, slowToo })) begin(sender, tenant, subscription)
}

/** One look at a time for each tenant; whoever comes meanwhile is looked after once more. */
const once = async (sender: Sender, tenant: string): Promise<void> => {
  const { looking } = sender
  if (looking.has(tenant)) {
    looking.set(tenant, true)
    return
  }
  do {
    looking.set(tenant, false)
    try {
      await look(sender, tenant)
    } catch (error) {
      looking.delete(tenant)
      throw error
    }
  } while (looking.get(tenant))
  looking.delete(tenant)
}

const kick = (sender: Sender, tenant: string): void => {
  void once(sender, tenant).catch((error: unknown) =>
    sender.log('warn', 'could not look for webhooks', { tenant, error: String(error) }),
  )
}

/**
 * Sends what the reader wrote down, beside the loop of readers: each address is worked on its own, a bounded number of them at once, so that a
 * slow one holds up neither another nor the loop.
 */
export const openWebhookSender = (platform: Platform, options: SenderOptions & { readonly log?: Log }): WebhookSender => {
  const { holdMs = holdMsDefault, log = () => undefined } = options
  const sender: Sender = {
    platform,
    options,
    log,
    holdMs,
    by: newId(),
    flying: new Map(),
    hungry: new Set(),
    looking: new Map(),
    ending: false,
  }
  return {
    kick: (tenant) => kick(sender, tenant),
    reader: {
      name: 'webhooks.send',
      turn: async (tenant) => {
        await once(sender, tenant)
        return { more: false }
      },
    },
    drain: async () => {
      sender.ending = true
      while (sender.flying.size > 0) await Promise.all(sender.flying.keys())
      sender.ending = false
    },
  }
}
