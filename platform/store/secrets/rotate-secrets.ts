import { type Actor, refuse } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'

/** Keys are kept for ever, so nobody makes them by holding a button down. */
const betweenMs = 10 * 60_000

/** Turns a tenant's data key and writes it into the audit: new values are sealed with the new key, old ones stay readable. */
export const rotateSecrets = (
  platform: Platform,
  tenant: string,
  actor: Actor,
): Promise<{ readonly keys: number; readonly rotated_at: string | null }> =>
  platform.work(tenant, actor, async (work) => {
    await work.sql('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`lianke.secrets:${tenant}`])
    const { rotated_at: last } = await platform.secrets.rotated(tenant)
    const wait = last === null ? 0 : Date.parse(last) + betweenMs - Date.now()
    if (wait > 0) refuse('secrets.too_soon', { status: 409, params: { minutes: Math.ceil(wait / 60_000) } })
    await platform.secrets.rotate(tenant)
    await work.emit({ name: 'secrets.rotated', payload: {} })
    return platform.secrets.rotated(tenant)
  })
