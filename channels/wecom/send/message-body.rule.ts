import { isObject, textIn } from '@lianke/kernel'

/** Content of a welcome or a message as modules write it: text and up to nine attachments in the vendor's own shapes. */
export interface MessageContent {
  readonly text?: string
  readonly attachments?: readonly MessageAttachment[]
}
export type MessageAttachment =
  | { readonly msgtype: 'image'; readonly image: { readonly media_id?: string; readonly pic_url?: string } }
  | {
      readonly msgtype: 'link'
      readonly link: { readonly title: string; readonly url: string; readonly picurl?: string; readonly desc?: string }
    }
  | {
      readonly msgtype: 'miniprogram'
      readonly miniprogram: {
        readonly title: string
        readonly pic_media_id: string
        readonly appid: string
        readonly page: string
      }
    }
  | { readonly msgtype: 'video'; readonly video: { readonly media_id: string } }
  | { readonly msgtype: 'file'; readonly file: { readonly media_id: string } }
export interface VendorMessage {
  readonly text?: { readonly content: string }
  readonly attachments?: readonly MessageAttachment[]
}

const textBytesMax = 4000
const attachmentsMax = 9
const kinds: ReadonlySet<string> = new Set(['image', 'link', 'miniprogram', 'video', 'file'])

/** The message in what an action was given; the body below judges it. */
export const messageIn = ({ text, attachments }: Readonly<Record<string, unknown>>): MessageContent => ({
  text: typeof text === 'string' ? text : '',
  attachments: Array.isArray(attachments) ? attachments : [],
})

/** Of a known kind, with something under the name of its kind. */
const isWhole = (attachment: unknown): boolean => {
  if (!isObject(attachment)) return false
  const kind = textIn(attachment.msgtype) ?? ''
  return kinds.has(kind) && Boolean(attachment[kind])
}

/** The vendor's body, or why this content cannot be sent; checked here so that a doomed call is not spent. */
export const messageBody = (content: MessageContent): { ok: true; value: VendorMessage } | { ok: false; reason: string } => {
  const text = content.text?.trim() ?? ''
  const attachments = content.attachments ?? []
  if (text === '' && attachments.length === 0) return { ok: false, reason: 'wecom.empty_message' }
  if (Buffer.byteLength(text, 'utf8') > textBytesMax) return { ok: false, reason: 'wecom.text_too_long' }
  if (attachments.length > attachmentsMax) return { ok: false, reason: 'wecom.too_many_attachments' }
  if (!attachments.every(isWhole)) return { ok: false, reason: 'wecom.bad_attachment' }
  return { ok: true, value: { ...(text ? { text: { content: text } } : {}), ...(attachments.length ? { attachments } : {}) } }
}
