import { surely } from '@lianke/kernel'
import { z } from 'zod'
import { wecomSettings } from '../settings/wecom.settings.ts'

/** What belongs to one corporation. Those of the first stand as settings of these names, those of the others in `wecom.corps`, under the same names. */
const ofOneCorp: ReadonlySet<string> = new Set([
  'wecom.corp_id',
  'wecom.corp_name',
  'wecom.corp_paused',
  'wecom.agent_id',
  'wecom.app_secret',
  'wecom.contacts_secret',
  'wecom.callback_token',
  'wecom.callback_aes_key',
  'wecom.suite_id',
  'wecom.agents',
  'wecom.api_base',
  'wecom.authorize_base',
  'wecom.login_base',
  'wecom.js_sdk_url',
  'wecom.sandbox',
])

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
