import { isObject, label, type Label, textIn } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Button, Dropdown, Input } from 'antd'

/** Attachments in the shapes the channel sends. Pictures are given by address, so that no media id can run out. */
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

const attachmentsMax = 9
const kinds: Readonly<
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
      ['pic_media_id', label('封面素材编号', 'Media id of the cover')],
    ],
  },
}
type Loose = Readonly<Record<string, unknown>>
/** What an attachment says, whatever its kind. */
const partOf = (one: Attachment): Readonly<Record<string, string | undefined>> =>
  one.msgtype === 'image' ? { ...one.image } : one.msgtype === 'link' ? { ...one.link } : { ...one.miniprogram }
/** The same attachment with one of its words said anew. */
const withPart = (one: Attachment, name: string, said: string): Attachment => {
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
const kindNames = ['image', 'link', 'miniprogram'] as const

/** What goes with the welcome, in order; at most nine. */
export const AttachmentsEditor = ({
  value,
  onChange,
}: {
  readonly value: readonly Attachment[]
  onChange(next: readonly Attachment[]): void
}) => {
  const text = useText()
  const set = (index: number, name: string, said: string) =>
    onChange(value.map((one, at) => (at === index ? withPart(one, name, said) : one)))
  return (
    <div className="lk-attachments">
      {value
        .filter((one) => kinds[one.msgtype])
        .map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an attachment has no identity but its place
          <div key={index} className="lk-attachment">
            <span className="lk-row lk-muted" style={{ gap: 6 }}>
              <Icon name={kinds[one.msgtype].icon} size={14} />
              {text(kinds[one.msgtype].label)}
            </span>
            <div className="lk-attachment-fields">
              {kinds[one.msgtype].asks.map(([name, said]) => (
                <Input
                  key={name}
                  size="small"
                  placeholder={text(said)}
                  aria-label={text(said)}
                  value={partOf(one)[name] ?? ''}
                  onChange={(event) => set(index, name, event.target.value)}
                />
              ))}
            </div>
            <button
              type="button"
              className="lk-icon-button small"
              aria-label={text(label('删除附件', 'Remove the attachment'))}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        ))}
      {value.length < attachmentsMax ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: kindNames.map((kind) => ({
              key: kind,
              label: text(kinds[kind].label),
              icon: <Icon name={kinds[kind].icon} size={14} />,
            })),
            onClick: ({ key }) =>
              onChange([...value, ...kindNames.filter((kind) => kind === key).map((kind) => kinds[kind].fresh)]),
          }}
        >
          <Button size="small" icon={<Icon name="plus" size={13} />}>
            {text(label('加附件', 'Add an attachment'))}
          </Button>
        </Dropdown>
      ) : null}
    </div>
  )
}
