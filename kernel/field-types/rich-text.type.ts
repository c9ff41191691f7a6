import { FilterXSS } from 'xss'
import { defineFieldType, type Normalised } from './field-type.ts'
import { longTextOperators } from './operators.ts'
import { maskMiddle, normaliseText, sameSchema, textOf } from './plain-text.ts'

const maxOf = (options: Record<string, unknown>): number => (options.max as number | undefined) ?? 100_000
const bare = [
  'p',
  'br',
  'b',
  'strong',
  'i',
  'em',
  'u',
  's',
  'h1',
  'h2',
  'h3',
  'h4',
  'ul',
  'ol',
  'li',
  'blockquote',
  'pre',
  'code',
  'hr',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'span',
  'div',
]
const filter = new FilterXSS({
  whiteList: {
    ...Object.fromEntries(bare.map((tag) => [tag, []])),
    a: ['href', 'title'],
    img: ['src', 'alt', 'width', 'height'],
  },
  css: false,
  stripIgnoreTag: true,
  stripIgnoreTagBody: ['script', 'style', 'iframe', 'object', 'template', 'noscript', 'svg', 'math'],
})

const normalise = (input: unknown, options: Record<string, unknown>): Normalised =>
  normaliseText(input, { max: maxOf(options), lines: true, then: (html) => ({ value: filter.process(html).trim() || null }) })

/** HTML of a short list of tags; scripts, styles, handlers and foreign schemes are taken out when it is written. */
export const richTextType = defineFieldType({
  name: 'rich_text',
  normalise,
  fromText: normalise,
  toText: textOf,
  operators: longTextOperators,
  sortable: false,
  report: 'none',
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options), contentMediaType: 'text/html' })),
  mask: (value) => maskMiddle(typeof value === 'string' ? value.replace(/<[^>]*>/g, '') : value, 1, 0),
  writable: true,
})
