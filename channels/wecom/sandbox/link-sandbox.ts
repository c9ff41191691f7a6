import { randomBytes } from 'node:crypto'
import { type DecideSettings, isObject, objectsIn, surely, textIn } from '@lianke/kernel'

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
  /** Keeps settings, all or none, by what stands at this moment. */
  readonly change: (decide: DecideSettings) => Promise<void>
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

/** What the company's settings are once it is tied; nothing, where it has a corp of its own or was never tied and is not to be. */
const tiedSettings =
  (
    { base, shownBase, anew }: Pick<SandboxLink, 'base' | 'shownBase' | 'anew'>,
    corp_id: string,
    app: Readonly<Record<string, unknown>>,
  ): DecideSettings =>
  (now) => {
    const corp = now.get<string>('wecom.corp_id')
    if (corp ? corp !== corp_id : !anew) return {}
    const sdk = `${shownBase}/js/wecom-jssdk.js`
    return {
      ...(now.get('wecom.callback_aes_key')
        ? {}
        : { 'wecom.callback_aes_key': newAesKey(), 'wecom.callback_token': randomBytes(12).toString('hex') }),
      'wecom.corp_id': corp_id,
      'wecom.agent_id': app.agent_id,
      'wecom.app_secret': app.secret,
      'wecom.api_base': base,
      'wecom.authorize_base': base,
      'wecom.login_base': base,
      'wecom.js_sdk_url': sdk,
      'wecom.sandbox': { corp: corp_id, addresses: [base, sdk] },
    }
  }

/**
 * Ties a company to the sandbox, as an administrator would tie it to a real corp: settings here, callback address there.
 * A company that has a corp of its own is left alone.
 */
export const linkSandbox = async ({
  base,
  shownBase,
  house,
  tenant,
  anew,
  get,
  change,
  ask,
}: SandboxLink): Promise<SandboxTie> => {
  const { corp_id, app } = corpIn(await ask(`${base}/sandbox/world`))
  if (app) await change(tiedSettings({ base, shownBase, anew }, corp_id, app))
  const corp = await get('wecom.corp_id')
  if (corp !== corp_id || !app) return { tied: false, corp }
  const callback = {
    url: `${house}/callbacks/wecom/${tenant}`,
    token: await get('wecom.callback_token'),
    aes_key: await get('wecom.callback_aes_key'),
  }
  await ask(`${base}/sandbox/configure`, { callback })
  return { tied: true }
}
