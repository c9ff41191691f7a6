import type { ChannelHost, PostedEnvelope } from '@lianke/kernel'
import type { Sandbox } from '../index.ts'

interface Held {
  value: Promise<unknown>
  expires: number
}
/** What processes share. Two hosts over one of these are two processes. */
export type SharedCache = Map<string, Held>
export const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'

/** A host of one process over real HTTP to a sandbox: settings, secrets, a shared cache and an inbox that keeps one envelope per message id. */
export const channelHost = (
  sandbox: Sandbox,
  options: { shared?: SharedCache; settings?: Record<string, unknown>; secrets?: Record<string, string | null> } = {},
) => {
  const shared: SharedCache = options.shared ?? new Map()
  const inbox = new Map<string, PostedEnvelope>()
  const logs: { level: string; message: string; data?: Record<string, unknown> }[] = []
  const requests: string[] = []
  const app = sandbox.store.world.apps[0]
  const settings: Record<string, unknown> = {
    'wecom.corp_id': sandbox.store.world.corp.corp_id,
    'wecom.agent_id': app?.agent_id,
    'wecom.api_base': sandbox.url,
    'wecom.authorize_base': sandbox.url,
    'wecom.login_base': sandbox.url,
    'wecom.js_sdk_url': `${sandbox.url}/js/wecom-jssdk.js`,
    'wecom.callback_skew_seconds': 600,
    ...options.settings,
  }
  const secrets: Record<string, string | null> = {
    'wecom.app_secret': app?.secret ?? null,
    'wecom.callback_token': 'QDG6eK',
    'wecom.callback_aes_key': aesKey,
    ...options.secrets,
  }
  const now = (): number => sandbox.store.now() * 1000
  const host: ChannelHost = {
    tenant: 'main',
    now: () => new Date(now()).toISOString(),
    setting: async <T>(name: string) => settings[name] as T,
    secret: async (name) => secrets[name] ?? null,
    async shared<T>(key: string, ttlMs: (value: T) => number, make: () => Promise<T>, how?: { refresh?: boolean }): Promise<T> {
      const held = shared.get(key)
      if (held && held.expires > now() && !how?.refresh) return held.value as Promise<T>
      const value = make()
      const entry: Held = { value, expires: Number.POSITIVE_INFINITY }
      shared.set(key, entry)
      try {
        entry.expires = now() + ttlMs(await value)
      } catch (cause) {
        shared.delete(key)
        throw cause
      }
      return value
    },
    begin: async (keys, keptMs) => {
      const before = new Map<string, string>()
      for (const key of keys) {
        const held = shared.get(key)
        if (held && held.expires > now()) before.set(key, String(await held.value))
        else shared.set(key, { value: Promise.resolve(new Date(now()).toISOString()), expires: now() + keptMs })
      }
      return before
    },
    fetch: (url, init) => {
      requests.push(new URL(url).pathname)
      return fetch(url, init)
    },
    post: async (envelope) => {
      const key = `${envelope.channel}:${envelope.message_id}`
      if (!inbox.has(key)) inbox.set(key, envelope)
    },
    log: (level, message, data) => logs.push({ level, message, data }),
  }
  return { host, inbox, logs, requests, settings, secrets, shared }
}

/** Asks the sandbox to act, as the page does. */
export const play = async <T = Record<string, unknown>>(sandbox: Sandbox, address: string, body: unknown = {}): Promise<T> => {
  const answer = await fetch(`${sandbox.url}/sandbox/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = (await answer.json()) as T & { error?: string }
  if (!answer.ok) throw new Error(said.error)
  return said
}
