import './next-acts.css'
import { label, type Row } from '@lianke/kernel'
import { Icon, useFormDrawer, useModel, useMoment, usePeek, useText } from '@lianke/ui'
import type { NextAct } from '../rules/next-acts.rule.ts'
import { useNextActs } from './use-next-acts.ts'

const task = 'fieldwork.task'
const icons = { birthday: 'gift', warm: 'sparkles', greet: 'chat', again: 'repeat', silent: 'moon' } as const

/** A task that waits; a click opens it. */
const Waiting = ({ row }: { readonly row: Row }) => {
  const { open } = usePeek()
  const { now, ago, local } = useMoment()
  const late = typeof row.due_at === 'string' && local(row.due_at).isBefore(now())
  return (
    <button type="button" className="lk-next-act" onClick={() => open(task, row.id)}>
      <Icon name="square-check" size={15} />
      <span className="lk-grow">
        <b>{String(row.subject)}</b>
        {row.due_at ? <small className={late ? 'late' : ''}>{ago(String(row.due_at))}</small> : null}
      </span>
    </button>
  )
}

/** What the facts suggest, and why; a click makes it a task of tomorrow. */
const Suggested = ({ suggested, person }: { readonly suggested: NextAct; readonly person: Row }) => {
  const text = useText()
  const form = useFormDrawer()
  const { now } = useMoment()
  const mayPlan = Boolean(useModel().object(task)?.may.create)
  const { kind, act, because, params } = suggested
  const plan = () =>
    form({
      object: task,
      defaults: {
        subject: text(act),
        person: { id: person.id, title: String(person.name ?? '') },
        due_at: now().add(1, 'day').hour(10).minute(0).second(0).millisecond(0).toISOString(),
      },
    })
  return (
    <button
      type="button"
      className="lk-next-act"
      disabled={!mayPlan}
      title={mayPlan ? text(label('记成任务', 'Make it a task')) : undefined}
      onClick={plan}
    >
      <Icon name={icons[kind]} size={15} />
      <span className="lk-grow">
        <b>{text(act)}</b>
        <small>{text(because, params)}</small>
      </span>
      {mayPlan ? <Icon name="plus" size={14} /> : null}
    </button>
  )
}

/** What to do next with this person: tasks that wait, then what the facts suggest, each a task after one click. */
const NextActs = ({ id }: { readonly object: string; readonly id: string }) => {
  const text = useText()
  const next = useNextActs(id)
  if (!next || (next.acts.length === 0 && next.waiting.length === 0)) return null
  return (
    <section className="lk-next-acts" aria-label={text(label('下一步', 'Next'))}>
      <h3 className="lk-side-title">{text(label('下一步', 'Next'))}</h3>
      {next.waiting.map((row) => (
        <Waiting key={row.id} row={row} />
      ))}
      {next.acts.map((suggested) => (
        <Suggested key={suggested.kind} suggested={suggested} person={next.person} />
      ))}
    </section>
  )
}
export default NextActs
