import { label, type Row, referenceIn } from '@lianke/kernel'
import {
  Empty,
  Failure,
  FieldValue,
  Icon,
  listPath,
  Skeleton,
  useCommand,
  useFormDrawer,
  useModel,
  useMoment,
  usePeek,
  useRows,
  useSave,
  useText,
  useToast,
} from '@lianke/ui'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'

const task = 'fieldwork.task'
const shownMax = 12
const mine = [
  { field: 'owner', op: 'me' },
  { field: 'status', op: 'in', value: ['open', 'in_progress'] },
] as const

/** One to-do: done with one click, taken back with one more. */
const Task = ({ row }: { readonly row: Row }) => {
  const text = useText()
  const toast = useToast()
  const { ago, local, now } = useMoment()
  const { open: peek } = usePeek()
  const complete = useCommand('task.complete')
  const save = useSave(task)
  const due = typeof row.due_at === 'string' ? row.due_at : null
  const late = due !== null && local(due).isBefore(now())
  const person = referenceIn(row.person)
  const kind = useModel().object(task)?.fields.kind
  // Awaited rather than called back: the line is gone from the list before the command is through.
  const finish = async () => {
    try {
      await complete.mutateAsync({ id: row.id })
      toast.done(text(label('已完成“{subject}”', 'Done: {subject}'), { subject: String(row.subject) }), () =>
        save.mutateAsync({ id: row.id, values: { status: 'open' } }),
      )
    } catch (error) {
      toast.failed(error)
    }
  }
  return (
    <div className="lk-panel-row">
      <button
        type="button"
        className="lk-icon-button small"
        disabled={complete.isPending}
        aria-label={text(label('完成', 'Complete'))}
        title={text(label('完成', 'Complete'))}
        onClick={() => void finish()}
      >
        <Icon name={complete.isPending ? 'done' : 'circle'} size={17} />
      </button>
      <button type="button" className="lk-plain lk-grow lk-row" onClick={() => peek(task, row.id)}>
        <span className="lk-ellipsis">{String(row.subject)}</span>
        {person?.title ? <span className="lk-muted lk-ellipsis">{person.title}</span> : null}
      </button>
      {kind && row.kind ? <FieldValue field={kind} value={row.kind} /> : null}
      {due ? (
        <span className="lk-num" style={{ width: 92, textAlign: 'right', color: late ? 'var(--lk-red-fg)' : 'var(--lk-text-3)' }}>
          {ago(due)}
        </span>
      ) : null}
    </div>
  )
}

const useDueTasks = (enabled: boolean) => {
  const { now } = useMoment()
  const until = now().endOf('day').toISOString()
  const filter = { and: [...mine, { field: 'due_at', op: 'lte', value: until }] } as const
  return useRows(task, { filter, sort: ['due_at'], limit: shownMax, count: true }, { enabled })
}

const AllTasks = () => {
  const text = useText()
  return (
    <Link to={listPath(task)} search={{ filter: { and: mine } }}>
      {text(label('全部任务', 'All tasks'))}
    </Link>
  )
}

const NothingDue = () => {
  const text = useText()
  const form = useFormDrawer()
  return (
    <Empty
      small
      icon="done"
      title={text(label('今天的事都办完了', 'Nothing is due today'))}
      help={text(label('想起什么，随手记成任务', 'Note whatever comes to mind as a task'))}
    >
      <Button onClick={() => form({ object: task })}>{text(label('新建任务', 'New task'))}</Button>
    </Empty>
  )
}

/** My to-dos that are due today or late, by time. */
const MyTasks = () => {
  const text = useText()
  const known = Boolean(useModel().object(task))
  const { data, error, isPending, refetch } = useDueTasks(known)
  if (!known) return null
  const rows = data?.data ?? []
  return (
    <section className="lk-panel">
      <header>
        <h2>{text(label('我的待办', 'My to-dos'))}</h2>
        <span className="lk-muted lk-num">{data?.count?.value ?? ''}</span>
        <AllTasks />
      </header>
      {error ? (
        <Failure small error={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Skeleton rows={4} />
      ) : rows.length === 0 ? (
        <NothingDue />
      ) : (
        <div style={{ paddingTop: 4 }}>
          {rows.map((row) => (
            <Task key={row.id} row={row} />
          ))}
        </div>
      )}
    </section>
  )
}
export default MyTasks
