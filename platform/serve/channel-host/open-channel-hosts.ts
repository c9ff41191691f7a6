import type { ChannelHost, PostedEnvelope } from '@lianke/kernel'
import type { Log } from '../../run/log/log.ts'
import { guardedFetch } from '../http/guarded-fetch.ts'
import type { Platform } from '../../platform.ts'
import { beginAll, openSharedValues } from './shared-values.ts'

export interface ChannelHostOptions {
  /** The inbox: durable when it returns. */
  readonly receive: (tenant: string, envelopes: readonly PostedEnvelope[]) => Promise<unknown>
  readonly log: Log
  /** Private hosts that outgoing calls may reach, from the installation's configuration. */
  readonly allowPrivate?: readonly string[]
}

/** Makes the host a channel works with, per tenant. */
export const openChannelHosts = (platform: Platform, options: ChannelHostOptions): ((tenant: string) => ChannelHost) => {
  const shared = openSharedValues(platform.database, platform.secrets)
  const fetchOut = guardedFetch({ allowPrivate: options.allowPrivate ?? [] })
  const hosts = new Map<string, ChannelHost>()
  const make = (tenant: string): ChannelHost => ({
    tenant,
    now: () => new Date().toISOString(),
    setting: (name) => platform.settings.get(tenant, name),
    secret: async (name) => (await platform.settings.get<string | null>(tenant, name)) || null,
    shared: (key, ttlMs, make, more) => shared(tenant, key, ttlMs, make, more),
    begin: (keys, keptMs) => beginAll(platform, tenant, keys, keptMs),
    fetch: (url, init) => fetchOut(url, init),
    post: async (envelope) => void (await options.receive(tenant, [envelope])),
    log: (level, message, data) => options.log[level]({ tenant, ...data }, message),
  })
  return (tenant) => {
    const known = hosts.get(tenant) ?? make(tenant)
    hosts.set(tenant, known)
    return known
  }
}
