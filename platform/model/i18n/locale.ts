export type Locale = 'zh-CN' | 'en'

/** The better of our two languages for an `Accept-Language` header; Chinese when nothing fits or nothing is said. */
export const localeOf = (header: string | undefined): Locale => {
  if (!header) return 'zh-CN'
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...params] = part.trim().toLowerCase().split(';')
      const quality = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find(Boolean)
      return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) }
    })
  const best = wishes
    .filter(({ tag, quality }) => quality > 0 && /^(zh|en|\*)/.test(tag))
    .sort((a, b) => b.quality - a.quality)[0]
  return best?.tag.startsWith('en') ? 'en' : 'zh-CN'
}
