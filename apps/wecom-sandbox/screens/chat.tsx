import { oneOf } from '@lianke/kernel'
import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Attachment, ChatMessage, Relation } from '../world/world.ts'
import { Face } from './face.tsx'
import { useWords } from './words.ts'
import { addressIn, messagesOf, textsOf, timeOf, useAct, type ShownWorld } from './world.query.ts'

const addresses = /(https?:\/\/[^\s<>"'，。；）]+)/g

/** Text with its addresses made into links, as WeChat shows it. */
const Linked = ({ text }: { text: string }) =>
  text.split(addresses).map((part, index) =>
    index % 2 ? (
      <a key={`${index}${part}`} href={part} target="_blank" rel="noreferrer">
        {part}
      </a>
    ) : (
      part
    ),
  )

const AttachmentView = ({ attachment }: { attachment: Attachment }) => {
  const say = useWords()
  const body = textsOf(attachment[attachment.msgtype])
  if (attachment.msgtype === 'link')
    return (
      <a className="card" href={body.url} target="_blank" rel="noreferrer">
        <b>{body.title}</b>
        <span>{body.desc || body.url}</span>
        {body.picurl ? <img alt="" src={body.picurl} /> : null}
      </a>
    )
  if (attachment.msgtype === 'miniprogram')
    return (
      <span className="card">
        <b>{body.title}</b>
        <span>
          {say('miniprogram')} · {body.page}
        </span>
      </span>
    )
  const picture = attachment.msgtype !== 'image' ? '' : body.media_id ? addressIn(`media/${body.media_id}`) : (body.pic_url ?? '')
  return picture ? (
    <img className="picture" alt={say('image')} src={picture} />
  ) : (
    <span className="card">
      <b>{say(oneOf(['image', 'video'], attachment.msgtype) ?? 'file')}</b>
      <span>{body.media_id}</span>
    </span>
  )
}

const Bubble = ({
  message,
  mine,
  face,
}: {
  message: ChatMessage
  mine: boolean
  face: { name: string; avatar: string } | undefined
}) => {
  const say = useWords()
  if (message.kind === 'notice') return <p className="notice">{message.text}</p>
  return (
    <div className={mine ? 'said mine' : 'said'}>
      <Face {...face} />
      <div>
        {message.text ? (
          <p className="bubble">
            <Linked text={message.text} />
          </p>
        ) : null}
        {message.attachments.map((each, index) => (
          <AttachmentView key={`${message.id}${index}`} attachment={each} />
        ))}
        <small>
          {message.kind === 'chat' ? '' : `${say(message.kind)} · `}
          {timeOf(message.at)}
        </small>
      </div>
    </div>
  )
}

/** One conversation seen from one side, with a line to write. */
export const Chat = ({ world, relation, side }: { world: ShownWorld; relation: Relation; side: 'customer' | 'staff' }) => {
  const say = useWords()
  const act = useAct()
  const [text, setText] = useState('')
  const end = useRef<HTMLDivElement>(null)
  const messages = messagesOf(world, relation)
  useEffect(() => {
    // Newer browsers answer a promise, which is no way to clean up after an effect.
    void end.current?.scrollIntoView({ block: 'nearest' })
  }, [messages.length])
  const faces = { customer: world.customers[relation.external_userid], staff: world.staff[relation.userid], system: undefined }
  const open = relation.status === 'active' || relation.status === 'half'
  const send = (): void => {
    if (text.trim() === '') return
    act.mutate({
      address: 'send',
      body: { userid: relation.userid, external_userid: relation.external_userid, from: side, text: text.trim() },
    })
    setText('')
  }
  const state =
    relation.status === 'waiting'
      ? say('waiting')
      : (relation.status === 'deleted_by_customer') === (side === 'customer')
        ? say('gone_c')
        : say('gone_s')
  return (
    <div className="chat">
      <div className="talk">
        {messages.map((each) => (
          <Bubble key={each.id} message={each} mine={each.from === side} face={faces[each.from]} />
        ))}
        <div ref={end} />
      </div>
      {open ? (
        <div className="write">
          <Input
            aria-label={say('say')}
            value={text}
            placeholder={say('say')}
            onChange={(event) => setText(event.target.value)}
            onPressEnter={send}
          />
          <Button type="primary" onClick={send}>
            {say('send')}
          </Button>
        </div>
      ) : (
        <p className="notice">{state}</p>
      )}
    </div>
  )
}
