import { surely } from '@lianke/kernel'
import { z } from 'zod'
import { wecomSettings } from '../settings/wecom.settings.ts'

/** What is kept of a corporation beside its id, by what its screen and its route call it. */
export const corpFields = {
  name: 'wecom.corp_name',
  paused: 'wecom.corp_paused',
  agent_id: 'wecom.agent_id',
  app_secret: 'wecom.app_secret',
  contacts_secret: 'wecom.contacts_secret',
  callback_token: 'wecom.callback_token',
  callback_aes_key: 'wecom.callback_aes_key',
  suite_id: 'wecom.suite_id',
  agents: 'wecom.agents',
  api_base: 'wecom.api_base',
  authorize_base: 'wecom.authorize_base',
  login_base: 'wecom.login_base',
  js_sdk_url: 'wecom.js_sdk_url',
} as const

/** What belongs to one corporation. Those of the first stand as settings of these names, those of the others in `wecom.corps`, under the same names. */
const ofOneCorp: ReadonlySet<string> = new Set([...Object.values(corpFields), 'wecom.corp_id', 'wecom.sandbox'])

/** Does a setting belong to one corporation, not to the whole company? */
export const isOfOneCorp = (name: string): boolean => ofOneCorp.has(name)

const settingOf = (name: string) =>
  surely(
    wecomSettings.find((one) => one.name === name),
    `${name} is a setting`,
  )
/** What a setting is where nobody has set it. */
export const unsetValueOf = (name: string): unknown => settingOf(name).default
/** A value as the setting of this name takes it: null, where it does not, with the reason. */
export const readValue = (name: string, value: unknown): { readonly value: unknown } | { readonly why: string } => {
  const read = settingOf(name).schema.safeParse(value)
  return read.success ? { value: read.data } : { why: z.prettifyError(read.error) }
}
