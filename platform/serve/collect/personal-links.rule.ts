import { isObject } from '@lianke/kernel'

const address = /https?:\/\/[^\s<>"'，。；！？）】]+/g
const linkParameter = 'lk_'

/** Links to our own sites in a text get the mark of the person it is for; other links stay as they are. */
export const personalText = (text: string, sites: ReadonlySet<string>, token: () => string): string =>
  text.replace(address, (found) => {
    if (!URL.canParse(found)) return found
    const url = new URL(found)
    if (!sites.has(url.host.toLowerCase()) || url.searchParams.has(linkParameter)) return found
    url.searchParams.set(linkParameter, token())
    return url.href
  })

/** The same in any part of a message: texts in lists and objects too. */
export const personalIn = (part: unknown, sites: ReadonlySet<string>, token: () => string): unknown => {
  if (typeof part === 'string') return personalText(part, sites, token)
  if (Array.isArray(part)) return part.map((one: unknown) => personalIn(one, sites, token))
  return isObject(part) ? withPersonalLinks(part, sites, token) : part
}

/** The same in every part of a message. */
export const withPersonalLinks = (
  content: Readonly<Record<string, unknown>>,
  sites: ReadonlySet<string>,
  token: () => string,
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(content).map(([name, part]) => [name, personalIn(part, sites, token)]))
