import { label } from '@lianke/kernel'
import { Avatar, Icon, useText } from '@lianke/ui'
import type { ReactNode } from 'react'
import type { Attachment } from './attachment.ts'
import { withName } from './code-form.ts'

/** An image without an address is nothing to be seen yet. */
const isSeen = (one: Attachment): boolean => one.msgtype !== 'image' || Boolean(one.image.pic_url)

/** An attachment as the chat shows it. */
const AttachmentBubble = ({ one }: { readonly one: Attachment }) => {
  const text = useText()
  if (one.msgtype === 'image')
    return <img className="lk-bubble-image" src={one.image.pic_url} alt={text(label('图片', 'Image'))} />
  if (one.msgtype === 'link')
    return (
      <span className="lk-bubble card">
        <b>{one.link.title || text(label('链接标题', 'Title of the link'))}</b>
        <span className="lk-label">{one.link.desc || one.link.url}</span>
      </span>
    )
  return (
    <span className="lk-bubble card">
      <b>{one.miniprogram.title || text(label('小程序标题', 'Title of the mini-program'))}</b>
      <span className="lk-label">
        <Icon name="layers" size={12} /> {text(label('小程序', 'Mini-program'))}
      </span>
    </span>
  )
}

const Said = ({ staff, children }: { readonly staff: string; readonly children: ReactNode }) => (
  <div className="lk-phone-line">
    <Avatar name={staff || '连'} size={28} square />
    {children}
  </div>
)

/** What a newcomer sees first, as the chat on a phone shows it. */
export const PhonePreview = ({
  welcome,
  attachments,
  staff,
  channel,
}: {
  readonly welcome: string
  readonly attachments: readonly Attachment[]
  readonly staff: string
  /** What the channel is called. */
  readonly channel: string
}) => {
  const text = useText()
  const name = text(label('小雨', 'Rain'))
  const greeted = welcome.trim() !== ''
  return (
    <aside className="lk-phone" aria-label={text(label('手机上的样子', 'As seen on a phone'))}>
      <header>
        <span>{staff || text(label('接待员工', 'Staff'))}</span>
        <span className="lk-label">@{channel}</span>
      </header>
      <div className="lk-phone-chat">
        <span className="lk-phone-note">{text(label('{name} 通过扫码添加了你', '{name} added you by scanning'), { name })}</span>
        {greeted ? (
          <Said staff={staff}>
            <p className="lk-bubble">{withName(welcome, name)}</p>
          </Said>
        ) : null}
        {attachments.map((one, index) =>
          isSeen(one) ? (
            <Said key={`${one.msgtype}-${String(index)}`} staff={staff}>
              <AttachmentBubble one={one} />
            </Said>
          ) : null,
        )}
        {greeted || attachments.length > 0 ? null : (
          <span className="lk-phone-note">
            {text(label('没有写欢迎语，客户不会收到消息', 'No welcome is written: nothing is sent'))}
          </span>
        )}
      </div>
    </aside>
  )
}
