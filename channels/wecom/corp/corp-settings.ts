import { surely } from '@lianke/kernel'
import { z } from 'zod'
import { ofOneCorp, wecomSettings } from '../settings/wecom.settings.ts'

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
