import type { Platform } from '../../platform.ts'
import { askIn, getSubscription, pauseSubscription } from './subscription-store.ts'

/** The event by which whoever made a subscription is told that it stands still. */
export const webhookPaused = 'webhook.paused'
const system = { kind: 'system', id: 'webhooks' } as const

/** Pauses a subscription for a reason and tells whoever made it; once, however many find the reason at the same time. */
export const stopSubscription = (platform: Platform, tenant: string, id: string, because: string): Promise<void> =>
  platform.work(tenant, system, async (work) => {
    const ask = askIn(work)
    if (!(await pauseSubscription(ask, id, because))) return
    const { name, maker_kind, maker } = await getSubscription(ask, id)
    const staff = maker_kind === 'user' ? maker : null
    await work.emit({
      name: webhookPaused,
      payload: { subscription: id, title: name, reason: because, ...(staff ? { staff } : {}) },
    })
  })
