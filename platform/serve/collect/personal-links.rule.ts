const address = /https?:\/\/[^\s<>"'，。；！？）】]+/g
const linkParameter = 'lk_'

const personal = (text: string, sites: ReadonlySet<string>, token: () => string): string =>
  text.replace(address, (found) => {
    if (!URL.canParse(found)) return found
    const url = new URL(found)
    if (!sites.has(url.host.toLowerCase()) || url.searchParams.has(linkParameter)) return found
    url.searchParams.set(linkParameter, token())
    return url.href
  })

/** Links to our own sites in a message get the mark of the person it is for; other links stay as they are. Texts in lists and objects too. */
export const withPersonalLinks = <T>(content: T, sites: ReadonlySet<string>, token: () => string): T => {
  if (typeof content === 'string') return personal(content, sites, token) as T
  if (Array.isArray(content)) return content.map((part: unknown) => withPersonalLinks(part, sites, token)) as T
  if (typeof content !== 'object' || content === null) return content
  return Object.fromEntries(
    Object.entries(content).map(([name, part]) => [name, withPersonalLinks(part as unknown, sites, token)]),
  ) as T
}
