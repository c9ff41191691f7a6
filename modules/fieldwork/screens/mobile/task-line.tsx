import { label, type Row, referenceIn } from '@lianke/kernel'
import { Icon, useCommand, useMoment, useSave, useText, useToast } from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'

const task = 'fieldwork.task'
export const openStates = ['open', 'in_progress']

/** One to-do: done with one tap, taken back with one more. */
export const TaskLine = ({ row, within }: { readonly row: Row; readonly within?: string }) => {
  const text = useText()
  const toast = useToast()
  const { ago, local, now } = useMoment()
  const complete = useCommand('task.complete')
  const save = useSave(task)
  const due = typeof row.due_at === 'string' ? row.due_at : null
  const late = due !== null && local(due).isBefore(now())
  const person = referenceIn(row.person)
  const subject = String(row.subject)
  // Awaited rather than called back: the line is gone from the list before the command is through.
  const finish = async () => {
    try {
      await complete.mutateAsync({ id: row.id })
      toast.done(text(label('已完成“{subject}”', 'Done: {subject}'), { subject }), () =>
        save.mutateAsync({ id: row.id, values: { status: 'open' } }),
      )
    } catch (error) {
      toast.failed(error)
    }
  }
  const said = (
    <>
      <span>{subject}</span>
      {person && person.id !== within ? <span className="lkm-line-note">{person.title}</span> : null}
    </>
  )
  return (
    <div className="lkm-line">
      <button
        type="button"
        className="lkm-check"
        disabled={complete.isPending}
        aria-label={text(label('完成“{subject}”', 'Complete “{subject}”'), { subject })}
        onClick={() => void finish()}
      >
        <Icon name={complete.isPending ? 'done' : 'circle'} size={22} />
      </button>
      {person && person.id !== within ? (
        <Link className="lk-grow lkm-line-text lkm-plain-link" to={`/customers/${person.id}` as '/'}>
          {said}
        </Link>
      ) : (
        <span className="lk-grow lkm-line-text">{said}</span>
      )}
      {due ? <span className={`lkm-end${late ? ' late' : ''}`}>{ago(due)}</span> : null}
    </div>
  )
}
