import { surely } from '@lianke/kernel'
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
/** A value as the setting of this name takes it, or where it is not as it should be. */
export const readValue = (
  name: string,
  value: unknown,
): { readonly value: unknown } | { readonly wrong: readonly { readonly path: readonly string[]; readonly why: string }[] } => {
  const read = settingOf(name).schema.safeParse(value)
  if (read.success) return { value: read.data }
  return { wrong: read.error.issues.map(({ path, message }) => ({ path: path.map(String), why: message })) }
}
