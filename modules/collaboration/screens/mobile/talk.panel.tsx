import './talk.css'
import { label } from '@lianke/kernel'
import { Button, request, Section, useModel, useText, useToast } from '@lianke/ui/phone'
import { useState } from 'react'
import { comment } from '../../objects/comment.object.ts'
import { follow } from '../../objects/follow.object.ts'
import { MentionSheet } from './mention-sheet.tsx'
import { SaidLine } from './said-line.tsx'
import { useTalkDraft } from './use-talk-draft.ts'
import { type Talking, useTalk } from './use-talk.ts'

const door = { ask: request }

/** Says something about a record; the button beside it finds a colleague to mention. */
const TalkBox = ({ object, id, talk }: { readonly object: string; readonly id: string; readonly talk: Talking }) => {
  const text = useText()
  const toast = useToast()
  const [choosing, setChoosing] = useState(false)
  const { body, setBody, mention, unseeing, ready, sending, send } = useTalkDraft({
    ...door,
    object,
    id,
    talk,
    failed: toast.failed,
  })
  return (
    <div className="lkm-talk-box">
      <textarea
        className="lkm-input"
        rows={2}
        maxLength={4000}
        aria-label={text(label('写评论', 'Write a comment'))}
        placeholder={text(label('写评论', 'Write a comment'))}
        value={body}
        onChange={(event) => setBody(event.target.value)}
      />
      {unseeing.length > 0 ? (
        <p className="lkm-talk-hint" role="status">
          {text(label('{who} 看不到这条记录，不会收到提醒', '{who} cannot see this record and will not be told'), {
            who: unseeing.map(({ title }) => title).join('、'),
          })}
        </p>
      ) : null}
      <div className="lkm-talk-foot">
        <Button onClick={() => setChoosing(true)}>{text(label('@ 同事', '@ colleague'))}</Button>
        <span style={{ flex: 1 }} />
        <Button color="primary" disabled={!ready} loading={sending} onClick={send}>
          {text(label('评论', 'Comment'))}
        </Button>
      </div>
      <MentionSheet
        open={choosing}
        close={() => setChoosing(false)}
        choose={(one) => {
          mention(one)
          setBody(`${body}${body && !body.endsWith(' ') ? ' ' : ''}@${one.title} `)
          setChoosing(false)
        }}
      />
    </div>
  )
}

/** What colleagues say about a record, and hearing of it, on the phone. */
const Talk = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const meta = model.object(object)
  const talk = useTalk(door, object, id)
  if (!meta || meta.hidden || meta.ledger || meta.partOf || talk.isError) return null
  const { said, count, following } = talk
  return (
    <Section
      title={`${text(comment.plural)}${count > 0 ? ` (${count})` : ''}`}
      end={
        model.object(follow.name) ? (
          <button
            type="button"
            className="lkm-link"
            aria-pressed={following}
            onClick={() => void talk.follow(!following).catch(toast.failed)}
          >
            {following ? text(label('已关注', 'Following')) : text(label('关注', 'Follow'))}
          </button>
        ) : null
      }
    >
      {talk.hasNextPage ? (
        <button type="button" className="lkm-link" onClick={() => void talk.fetchNextPage()}>
          {text(label('更早的评论', 'Earlier comments'))}
        </button>
      ) : null}
      <ol className="lkm-talk">
        {said.map((one) => (
          <SaidLine key={one.id} said={one} talk={talk} />
        ))}
      </ol>
      {model.object(comment.name)?.may.create ? <TalkBox object={object} id={id} talk={talk} /> : null}
    </Section>
  )
}
export default Talk
