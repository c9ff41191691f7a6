import { linkSandbox as link } from '@lianke/channel-wecom'
import type { Platform } from '@lianke/platform'
import type { Config } from '@lianke/platform/runtime'
import { firstTenant } from './first-tenant.ts'

const waitMsMax = 60_000

const ask = async (url: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

/** Ties the first tenant to the sandbox beside it, which starts at the same time as we do. */
export const linkSandbox = async (platform: Platform, config: Config): Promise<void> => {
  const { settings } = platform
  const until = Date.now() + waitMsMax
  for (;;) {
    try {
      return await link({
        base: `http://127.0.0.1:${config.sandboxPort}`,
        shownBase: `http://localhost:${config.sandboxPort}`,
        house: `http://127.0.0.1:${config.port}`,
        tenant: firstTenant,
        get: (name) => settings.get<string>(firstTenant, name),
        set: (name, value) => settings.set(firstTenant, name, value, null),
        ask,
      })
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
