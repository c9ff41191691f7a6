import type { Reader } from '../../store/facts/run-readers.ts'
import { newId } from '../../store/db/new-id.ts'
import type { Platform } from '../../platform.ts'
import { holdBriefly, holdSubscriptions } from './hold-subscription.ts'
import { holdMsDefault, sendBatch, type SenderOptions } from './send-batch.ts'

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

/**
 * Sends what the reader wrote down, beside the loop of readers: each address is worked on its own, a bounded number of them at once, so that a
 * slow one holds up neither another nor the loop.
 */
export const openWebhookSender = (platform: Platform, options: SenderOptions & { readonly log?: Log }): WebhookSender => {
  const { holdMs = holdMsDefault, log = () => undefined } = options
  const by = newId()
  const flying = new Map<Promise<void>, { readonly tenant: string; readonly slow: boolean }>()
  const hungry = new Set<string>()
  /** Tenants that are looked after now; true: somebody asked again since. */
  const looking = new Map<string, boolean>()
  let ending = false

  const look = async (tenant: string): Promise<void> => {
    const all = [...flying.values()]
    const free = Math.min(addressesAtOnceMax - flying.size, perTenantMax - all.filter((one) => one.tenant === tenant).length)
    if (ending) return
    if (free <= 0) {
      hungry.add(tenant)
      return
    }
    hungry.delete(tenant)
    const slowToo = all.filter(({ slow }) => slow).length < addressesAtOnceMax - keptForQuick
    const held = await holdSubscriptions((statement) => platform.database.query(tenant, statement), {
      by,
      limit: free,
      holdMs,
      slowToo,
    })
    for (const subscription of held) {
      let more = false
      const flight = sendBatch(platform, tenant, subscription, by, { ...options, ending: () => ending })
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
          for (const waiting of hungry) kick(waiting)
        })
      flying.set(flight, { tenant, slow: subscription.slow })
    }
  }
  // One look at a time for each tenant; whoever comes meanwhile is looked after once more.
  const once = async (tenant: string): Promise<void> => {
    if (looking.has(tenant)) {
      looking.set(tenant, true)
      return
    }
    do {
      looking.set(tenant, false)
      try {
        await look(tenant)
      } catch (error) {
        looking.delete(tenant)
        throw error
      }
    } while (looking.get(tenant))
    looking.delete(tenant)
  }
  const kick = (tenant: string): void => {
    void once(tenant).catch((error: unknown) => log('warn', 'could not look for webhooks', { tenant, error: String(error) }))
  }
  return {
    kick,
    reader: {
      name: 'webhooks.send',
      turn: async (tenant) => {
        await once(tenant)
        return { more: false }
      },
    },
    drain: async () => {
      ending = true
      while (flying.size > 0) await Promise.all(flying.keys())
      ending = false
    },
  }
}
