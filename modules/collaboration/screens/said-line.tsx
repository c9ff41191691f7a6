import { label } from '@lianke/kernel'
import { Avatar, MoreMenu, useMoment, useText, useToast, useWords } from '@lianke/ui'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { SaidBody } from './mobile/said-body.tsx'
import type { Said, Talking } from './mobile/use-talk.ts'

const Editing = ({ said, talk, close }: { readonly said: Said; readonly talk: Talking; close(): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const [body, setBody] = useState(said.body)
  const save = () => talk.edit(said.id, body.trim()).then(close, toast.failed)
  return (
    <div className="lk-talk-box">
      <Input.TextArea
        autoFocus
        autoSize={{ minRows: 2, maxRows: 10 }}
        maxLength={4000}
        value={body}
        aria-label={text(label('修改评论', 'Edit the comment'))}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') close()
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey) && body.trim()) void save()
        }}
      />
      <div className="lk-talk-foot">
        <Button size="small" type="primary" disabled={!body.trim()} onClick={() => void save()}>
          {w('common.save')}
        </Button>
        <Button size="small" type="text" onClick={close}>
          {w('common.cancel')}
        </Button>
      </div>
    </div>
  )
}

/** One comment: who, when, what; its author may change it and take it back. */
export const SaidLine = ({ said, talk }: { readonly said: Said; readonly talk: Talking }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { ago, full } = useMoment()
  const [editing, setEditing] = useState(false)
  const remove = () =>
    talk
      .remove(said.id)
      .then(() => toast.done(text(label('评论已删除', 'Comment deleted')), () => talk.restore(said.id)), toast.failed)
  return (
    <li className="lk-talk-said">
      <Avatar name={said.author?.title} size={24} />
      <div className="lk-talk-words">
        <div className="lk-talk-head">
          <b className="lk-ellipsis">{said.author?.title ?? '—'}</b>
          <time dateTime={said.at} title={full(said.at)}>
            {ago(said.at)}
          </time>
          {said.edited_at ? <span title={full(said.edited_at)}>{text(label('已修改', 'edited'))}</span> : null}
          <span className="lk-grow" />
          {said.mine && !editing ? (
            <MoreMenu
              said={text(label('评论的操作', 'Acts on the comment'))}
              items={[
                { key: 'edit', label: w('common.edit'), onClick: () => setEditing(true) },
                { key: 'delete', label: w('common.delete'), danger: true, onClick: () => void remove() },
              ]}
            />
          ) : null}
        </div>
        {editing ? <Editing said={said} talk={talk} close={() => setEditing(false)} /> : <SaidBody said={said} />}
      </div>
    </li>
  )
}
