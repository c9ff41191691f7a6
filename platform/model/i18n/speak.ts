import type { Label } from '@lianke/kernel'
import type { Locale } from './locale.ts'
import { platformWords } from './platform.words.ts'

const isLabel = (value: object): value is Label => 'zh' in value && 'en' in value
const valueText = (value: unknown, locale: Locale): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value))
    return value
      .slice(0, 12)
      .map((each) => valueText(each, locale))
      .join(', ')
  if (typeof value === 'object') return isLabel(value) ? (locale === 'en' ? value.en : value.zh) : JSON.stringify(value)
  return String(value)
}

/** Puts values into `{name}` placeholders. A part in square brackets falls away when a value in it is missing. */
export const fill = (text: string, params: Readonly<Record<string, unknown>>, locale: Locale): string => {
  const put = (part: string) => part.replace(/\{(\w+)\}/g, (_, name: string) => valueText(params[name], locale))
  const optional = text.replace(/\[([^[\]]*)\]/g, (_, part: string) =>
    [...part.matchAll(/\{(\w+)\}/g)].every(([, name]) => params[name as string] !== undefined && params[name as string] !== null)
      ? put(part)
      : '',
  )
  return put(optional)
}

/** The text of a word in one language, or null when nobody has written it. Modules' own words come first. */
export const speak = (
  words: ReadonlyMap<string, Label> | null,
  name: string,
  locale: Locale,
  params: Readonly<Record<string, unknown>> = {},
): string | null => {
  const label = words?.get(name) ?? platformWords[name]
  if (!label) return null
  return fill(locale === 'en' ? label.en : label.zh, params, locale)
}
