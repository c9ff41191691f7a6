import './next-acts.css'
import { person } from '@lianke/customer/contract'
import { label } from '@lianke/kernel'
import { Icon, useFormDrawer, useModel, useMoment, usePeek, useRecord, useRows, useText } from '@lianke/ui'
import { nextActs } from '../rules/next-acts.rule.ts'

const task = 'fieldwork.task'
const followUp = 'fieldwork.follow_up'
const tasksShown = 3
const icons = { birthday: 'gift', warm: 'sparkles', greet: 'chat', again: 'repeat', silent: 'moon' } as const
const at = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What to do next with this person: tasks that wait, then what the facts suggest, each a task after one click. */
const NextActs = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const model = useModel()
  const form = useFormDrawer()
  const { open } = usePeek()
  const { now, ago, local } = useMoment()
  const { data: row } = useRecord(person.name, id)
  const [tasks, follows] = [task, followUp].map((name) => Boolean(model.object(name)))
  const waiting = useRows(
    task,
    {
      filter: {
        and: [
          { field: 'person', op: 'eq', value: id },
          { field: 'status', op: 'in', value: ['open', 'in_progress'] },
        ],
      },
      fields: ['subject', 'due_at'],
      sort: ['due_at'],
      limit: tasksShown,
    },
    { enabled: tasks },
  )
  const last = useRows(
    followUp,
    { filter: { field: 'person', op: 'eq', value: id }, fields: ['happened_at'], sort: ['-happened_at'], limit: 1 },
    { enabled: follows },
  )
  if (!row || (follows && !last.data)) return null
  const acts = nextActs({
    now: now().toISOString(),
    today: now().format('YYYY-MM-DD'),
    stage: at(row.stage),
    createdAt: at(row.created_at),
    birthday: at(row.birthday),
    lastSeenAt: at(row.last_seen_at),
    lastOrderAt: at(row.last_order_at),
    lastFollowUpAt: at(last.data?.data[0]?.happened_at),
  })
  const due = waiting.data?.data ?? []
  if (acts.length === 0 && due.length === 0) return null
  const plan = (subject: string) =>
    form({
      object: task,
      defaults: {
        subject,
        person: { id, title: String(row.name ?? '') },
        due_at: now().add(1, 'day').hour(10).minute(0).second(0).millisecond(0).toISOString(),
      },
    })
  const mayPlan = Boolean(model.object(task)?.may.create)
  return (
    <section className="lk-next-acts" aria-label={text(label('下一步', 'Next'))}>
      <h3 className="lk-side-title">{text(label('下一步', 'Next'))}</h3>
      {due.map((one) => {
        const late = typeof one.due_at === 'string' && local(one.due_at).isBefore(now())
        return (
          <button key={one.id} type="button" className="lk-next-act" onClick={() => open(task, one.id)}>
            <Icon name="square-check" size={15} />
            <span className="lk-grow">
              <b>{String(one.subject)}</b>
              {one.due_at ? <small className={late ? 'late' : ''}>{ago(String(one.due_at))}</small> : null}
            </span>
          </button>
        )
      })}
      {acts.map(({ kind, act, because, params }) => (
        <button
          key={kind}
          type="button"
          className="lk-next-act"
          disabled={!mayPlan}
          title={mayPlan ? text(label('记成任务', 'Make it a task')) : undefined}
          onClick={() => plan(text(act))}
        >
          <Icon name={icons[kind]} size={15} />
          <span className="lk-grow">
            <b>{text(act)}</b>
            <small>{text(because, params)}</small>
          </span>
          {mayPlan ? <Icon name="plus" size={14} /> : null}
        </button>
      ))}
    </section>
  )
}
export default NextActs
