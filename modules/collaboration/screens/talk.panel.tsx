import './talk.css'
import { label } from '@lianke/kernel'
import { Icon, request, useModel, useText, useToast } from '@lianke/ui'
import { Button } from 'antd'
import { comment } from '../objects/comment.object.ts'
import { follow } from '../objects/follow.object.ts'
import { useTalk } from './mobile/use-talk.ts'
import { SaidLine } from './said-line.tsx'
import { TalkBox } from './talk-box.tsx'

/** What colleagues say about a record, and hearing of it. */
const Talk = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const meta = model.object(object)
  const talk = useTalk({ ask: request }, object, id)
  if (!meta || meta.hidden || meta.ledger || meta.partOf || talk.isError) return null
  const { said, count, following, followers } = talk
  const names = followers.flatMap(({ title }) => title ?? []).join('、')
  return (
    <section className="lk-talk" aria-label={text(comment.plural)}>
      <header>
        <Icon name="message-square-text" size={13} />
        <span className="lk-grow">
          {text(comment.plural)} <span className="lk-muted lk-num">{count || ''}</span>
        </span>
        {model.object(follow.name) ? (
          <Button
            size="small"
            type="text"
            aria-pressed={following}
            title={names ? text(label('关注的同事：{names}', 'Followed by {names}'), { names }) : undefined}
            onClick={() => void talk.follow(!following).catch(toast.failed)}
          >
            {following ? text(label('已关注', 'Following')) : text(label('关注', 'Follow'))}
          </Button>
        ) : null}
      </header>
      {talk.hasNextPage ? (
        <Button size="small" type="text" onClick={() => void talk.fetchNextPage()}>
          {text(label('更早的评论', 'Earlier comments'))}
        </Button>
      ) : null}
      <ol>
        {said.map((one) => (
          <SaidLine key={one.id} said={one} talk={talk} />
        ))}
      </ol>
      {model.object(comment.name)?.may.create ? <TalkBox object={object} id={id} talk={talk} /> : null}
    </section>
  )
}
export default Talk
