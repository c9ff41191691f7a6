import { isObject, label, type Label, textIn } from '@lianke/kernel'

/** Attachments in the shapes the channel sends. Pictures are given by address, so that no media id can run out: the channel uploads them. */
export type Attachment =
  | { readonly msgtype: 'image'; readonly image: { readonly pic_url?: string } }
  | {
      readonly msgtype: 'link'
      readonly link: { readonly title: string; readonly url: string; readonly desc?: string; readonly picurl?: string }
    }
  | {
      readonly msgtype: 'miniprogram'
      readonly miniprogram: {
        readonly title: string
        readonly appid: string
        readonly page: string
        readonly pic_media_id: string
      }
    }

/** What a kind is called, what a fresh one holds, and the words it asks for. */
export const attachmentKinds: Readonly<
  Record<
    Attachment['msgtype'],
    {
      readonly label: Label
      readonly icon: string
      readonly fresh: Attachment
      readonly asks: readonly (readonly [string, Label])[]
    }
  >
> = {
  image: {
    label: label('图片', 'Image'),
    icon: 'image',
    fresh: { msgtype: 'image', image: { pic_url: '' } },
    asks: [['pic_url', label('图片地址', 'Address of the image')]],
  },
  link: {
    label: label('链接', 'Link'),
    icon: 'link',
    fresh: { msgtype: 'link', link: { title: '', url: '' } },
    asks: [
      ['title', label('标题', 'Title')],
      ['url', label('网址', 'Address')],
      ['desc', label('描述', 'Description')],
    ],
  },
  miniprogram: {
    label: label('小程序', 'Mini-program'),
    icon: 'layers',
    fresh: { msgtype: 'miniprogram', miniprogram: { title: '', appid: '', page: '', pic_media_id: '' } },
    asks: [
      ['title', label('标题', 'Title')],
      ['appid', label('小程序 AppID', 'AppID')],
      ['page', label('页面路径', 'Page')],
      ['pic_media_id', label('封面图片地址', 'Address of the cover')],
    ],
  },
}
type Loose = Readonly<Record<string, unknown>>
/** What an attachment says, whatever its kind. */
export const partOf = (one: Attachment): Readonly<Record<string, string | undefined>> =>
  one.msgtype === 'image' ? { ...one.image } : one.msgtype === 'link' ? { ...one.link } : { ...one.miniprogram }
/** The same attachment with one of its words said anew. */
export const withPart = (one: Attachment, name: string, said: string): Attachment => {
  if (one.msgtype === 'image') return { ...one, image: { ...one.image, [name]: said } }
  if (one.msgtype === 'link') return { ...one, link: { ...one.link, [name]: said } }
  return { ...one, miniprogram: { ...one.miniprogram, [name]: said } }
}
const textOf = (part: Loose, name: string): string => textIn(part[name]) ?? ''
/** An attachment as it was kept, or nothing where it is of no kind that this editor knows. */
export const attachmentIn = (one: Loose): Attachment | null => {
  const { image, link, miniprogram } = one
  if (one.msgtype === 'image' && isObject(image))
    return { msgtype: 'image', image: { ...image, pic_url: textIn(image.pic_url) ?? undefined } }
  if (one.msgtype === 'link' && isObject(link))
    return { msgtype: 'link', link: { ...link, title: textOf(link, 'title'), url: textOf(link, 'url') } }
  if (one.msgtype !== 'miniprogram' || !isObject(miniprogram)) return null
  const [title, appid] = [textOf(miniprogram, 'title'), textOf(miniprogram, 'appid')]
  const [page, pic_media_id] = [textOf(miniprogram, 'page'), textOf(miniprogram, 'pic_media_id')]
  return { msgtype: 'miniprogram', miniprogram: { ...miniprogram, title, appid, page, pic_media_id } }
}
export const attachmentKindNames = ['image', 'link', 'miniprogram'] as const
