import type { DisplayProps, FieldWidget } from '@lianke/ui/field-desk'
import { longTextDesk } from '../long-text/long-text.desk.tsx'

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
const Display = (props: DisplayProps) => <longTextDesk.Display {...props} value={plain(props.value)} />

export const richTextDesk: FieldWidget = { ...longTextDesk, Display, unlisted: true }
