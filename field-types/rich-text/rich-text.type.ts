import { FilterXSS } from 'xss'
import {
  defineFieldType,
  label,
  longTextOperators,
  maker,
  maskMiddle,
  type Normalised,
  normaliseText,
  sameSchema,
  textOf,
} from '@lianke/kernel/field-type'

/** What a field of this type may say of itself, and its value. */
export interface RichTextShape {
  readonly options: { readonly max?: number }
  readonly value: string
}

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
  place: 30,
  label: label('富文本', 'Rich text'),
  help: label('带格式的内容', 'Formatted content'),
  normalise,
  fromText: normalise,
  toText: textOf,
  operators: longTextOperators,
  sortable: false,
  report: 'none',
  customOptions: ['max'],
  schema: sameSchema((options) => ({ type: 'string', maxLength: maxOf(options), contentMediaType: 'text/html' })),
  mask: (value) => maskMiddle(typeof value === 'string' ? value.replace(/<[^>]*>/g, '') : value, 1, 0),
  writable: true,
})
export const richText = maker('rich_text')
