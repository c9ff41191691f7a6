import { randomBytes } from 'node:crypto'
import type { Platform } from '@lianke/platform'
import type { Config } from '@lianke/platform/runtime'
import { firstTenant } from './first-tenant.ts'

const waitMsMax = 60_000
/** The simulated corp as `apps/wecom-sandbox` makes it, told to the tenant by settings like any other corp. */
interface World {
  readonly corp: { readonly corp_id: string }
  readonly apps: readonly { readonly agent_id: number; readonly secret: string }[]
}

const ask = async (url: string, body?: unknown): Promise<unknown> => {
  const answer = await fetch(
    url,
    body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

/**
 * Ties the first tenant to the sandbox beside it, as an administrator would tie a real corp: settings here, callback address there.
 * A tenant that has a corp of its own is left alone.
 */
export const linkSandbox = async (platform: Platform, config: Config): Promise<void> => {
  const base = `http://127.0.0.1:${config.sandboxPort}`
  const world = (await patiently(() => ask(`${base}/sandbox/world`))) as World
  const { settings } = platform
  const get = (name: string) => settings.get<string>(firstTenant, name)
  const set = (name: string, value: unknown) => settings.set(firstTenant, name, value, null)
  const corp = await get('wecom.corp_id')
  if (corp && corp !== world.corp.corp_id) return
  const app = world.apps[0]
  if (!app) return
  if (!(await get('wecom.callback_aes_key'))) {
    // 43 letters of base64 are 32 bytes and two bits; the last letter must leave the two bits empty.
    await set('wecom.callback_aes_key', `${randomBytes(32).toString('base64').replace(/[+/=]/g, 'A').slice(0, 42)}A`)
    await set('wecom.callback_token', randomBytes(12).toString('hex'))
  }
  await set('wecom.corp_id', world.corp.corp_id)
  await set('wecom.agent_id', app.agent_id)
  await set('wecom.app_secret', app.secret)
  for (const name of ['wecom.api_base', 'wecom.authorize_base', 'wecom.login_base']) await set(name, base)
  await set('wecom.js_sdk_url', `http://localhost:${config.sandboxPort}/js/wecom-jssdk.js`)
  const callback = {
    url: `http://127.0.0.1:${config.port}/callbacks/wecom/${firstTenant}`,
    token: await get('wecom.callback_token'),
    aes_key: await get('wecom.callback_aes_key'),
  }
  await ask(`${base}/sandbox/configure`, { callback })
}

/** The sandbox starts at the same time as we do. */
const patiently = async <T>(work: () => Promise<T>): Promise<T> => {
  const until = Date.now() + waitMsMax
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
}
