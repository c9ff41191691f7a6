import { long_text } from './long-text.tsx'
import type { DisplayProps, FieldWidget } from './field-widget.ts'

/** Markup is shown as its words: nothing that somebody typed is ever run as HTML. */
const plain = (value: unknown): string =>
  String(value)
    .replace(/<(br|\/p|\/li|\/h\d)\s*\/?>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim()
const Display = (props: DisplayProps) => <long_text.Display {...props} value={plain(props.value)} />

export const rich_text: FieldWidget = { ...long_text, Display }
