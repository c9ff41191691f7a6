import { label } from '@lianke/kernel'
import { useMoment, useText } from '@lianke/ui'
import type { TodoLine } from '../queries/todo-lines.query.ts'

/** When it is due and how long that is; of what is done, when it was. */
export const TimeLeft = ({ line: { due_at, done_at, section } }: { readonly line: TodoLine }) => {
  const text = useText()
  const { left, full, ago } = useMoment()
  if (done_at) return <time dateTime={done_at}>{ago(done_at)}</time>
  if (!due_at) return section === 'today' ? <span className="lk-todo-none">{text(label('尽快', 'When you can'))}</span> : null
  const { words, late, soon } = left(due_at)
  return (
    <time className={late ? 'late' : soon ? 'soon' : ''} dateTime={due_at} title={full(due_at)}>
      {words}
    </time>
  )
}
