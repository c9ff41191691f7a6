import { isObject, surely, textIn } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'
import { wecomSettings } from '../settings/wecom.settings.ts'

type Address = 'wecom.api_base' | 'wecom.authorize_base' | 'wecom.login_base' | 'wecom.js_sdk_url'

const vendorsOwn = (name: Address): string =>
  surely(
    textIn(
      surely(
        wecomSettings.find((one) => one.name === name),
        'every address is a setting',
      ).default,
    ),
    'an address is a text',
  )

/**
 * Where the vendor is reached. What the sandbox wrote here when a company was tied to it holds for its own corp alone: a company that enters a
 * corp of its own talks to the vendor, whoever forgot the addresses.
 */
export const addressOf = async (host: CorpHost, name: Address): Promise<string> => {
  const [set, sandbox] = [await host.setting<string>(name), await host.setting<unknown>('wecom.sandbox')]
  const isSandboxes =
    isObject(sandbox) && sandbox.corp !== host.corp && Array.isArray(sandbox.addresses) && sandbox.addresses.includes(set)
  return (isSandboxes ? vendorsOwn(name) : set).replace(/\/+$/, '')
}
