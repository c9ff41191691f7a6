import { randomBytes } from 'node:crypto'
import { isObject, objectsIn, surely, textIn } from '@lianke/kernel'

/** What became of it: the company is tied to the sandbox, or has a corp of its own (which), or the sandbox has no app. */
export type SandboxTie = { readonly tied: true } | { readonly tied: false; readonly corp: string }

interface SandboxLink {
  /** Where the sandbox answers us, and where it answers a browser. */
  readonly base: string
  readonly shownBase: string
  /** Where it reaches us: the product's own address, and whose callbacks these are. */
  readonly house: string
  readonly tenant: string
  /** A company without any corp is tied too; else only one that is tied already is brought up to date. */
  readonly anew: boolean
  readonly get: (name: string) => Promise<string>
  readonly set: (name: string, value: unknown) => Promise<unknown>
  /** Asks the sandbox; throws where it does not answer. */
  readonly ask: (url: string, body?: unknown) => Promise<unknown>
}

/** The simulated corp as the sandbox shows it. */
const corpIn = (world: unknown) => {
  const { corp, apps } = isObject(world) ? world : {}
  return { corp_id: surely(isObject(corp) ? textIn(corp.corp_id) : null, 'the sandbox has a corp'), app: objectsIn(apps)[0] }
}

/** 43 letters of base64 are 32 bytes and two bits; the last letter must leave the two bits empty. */
const newAesKey = (): string => `${randomBytes(32).toString('base64').replace(/[+/=]/g, 'A').slice(0, 42)}A`

/**
 * Ties a company to the sandbox, as an administrator would tie it to a real corp: settings here, callback address there.
 * A company that has a corp of its own is left alone.
 */
export const linkSandbox = async ({ base, shownBase, house, tenant, anew, get, set, ask }: SandboxLink): Promise<SandboxTie> => {
  const { corp_id, app } = corpIn(await ask(`${base}/sandbox/world`))
  const corp = await get('wecom.corp_id')
  if ((corp ? corp !== corp_id : !anew) || !app) return { tied: false, corp }
  if (!(await get('wecom.callback_aes_key'))) {
    await set('wecom.callback_aes_key', newAesKey())
    await set('wecom.callback_token', randomBytes(12).toString('hex'))
  }
  await set('wecom.corp_id', corp_id)
  await set('wecom.agent_id', app.agent_id)
  await set('wecom.app_secret', app.secret)
  const sdk = `${shownBase}/js/wecom-jssdk.js`
  for (const name of ['wecom.api_base', 'wecom.authorize_base', 'wecom.login_base']) await set(name, base)
  await set('wecom.js_sdk_url', sdk)
  await set('wecom.sandbox', { corp: corp_id, addresses: [base, sdk] })
  const callback = {
    url: `${house}/callbacks/wecom/${tenant}`,
    token: await get('wecom.callback_token'),
    aes_key: await get('wecom.callback_aes_key'),
  }
  await ask(`${base}/sandbox/configure`, { callback })
  return { tied: true }
}
