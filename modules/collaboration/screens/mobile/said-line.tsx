import { label } from '@lianke/kernel'
import { Avatar, useMoment, useText, useToast, useWords } from '@lianke/ui/phone'
import { SaidBody } from './said-body.tsx'
import type { Said, Talking } from './use-talk.ts'

/** One comment on the phone; its author may take it back. */
export const SaidLine = ({ said, talk }: { readonly said: Said; readonly talk: Talking }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const { ago } = useMoment()
  const remove = () =>
    talk
      .remove(said.id)
      .then(() => toast.done(text(label('评论已删除', 'Comment deleted')), () => talk.restore(said.id)), toast.failed)
  return (
    <li className="lkm-talk-said">
      <Avatar name={said.author?.title} size={32} />
      <div className="lkm-talk-words">
        <div className="lkm-talk-head">
          <b className="lk-ellipsis">{said.author?.title ?? '—'}</b>
          <time dateTime={said.at}>{ago(said.at)}</time>
          {said.edited_at ? <span>{text(label('已修改', 'edited'))}</span> : null}
          {said.mine ? (
            <button type="button" className="lkm-link lkm-talk-delete" onClick={() => void remove()}>
              {w('common.delete')}
            </button>
          ) : null}
        </div>
        <SaidBody said={said} />
      </div>
    </li>
  )
}
