import { label, type Outcome } from '@lianke/kernel'
import { Button, Icon, PhoneValue, useModel, useMoment, useText } from '@lianke/ui/phone'
import type { TodoLine as Line } from '../../queries/todo-lines.query.ts'
import { outcomesOf } from './outcomes-of.ts'

const When = ({ line: { due_at, done_at } }: { readonly line: Line }) => {
  const { left, ago } = useMoment()
  if (done_at) return <span className="lkm-end">{ago(done_at)}</span>
  if (!due_at) return null
  const { words, late } = left(due_at)
  return <span className={`lkm-end${late ? ' late' : ''}`}>{words}</span>
}

/** Whom and what it is about, in one line. */
const About = ({ line }: { readonly line: Line }) => {
  const text = useText()
  const model = useModel()
  const { about, person, shown, result, note, section, owner } = line
  const object = about ? model.object(about.object) : undefined
  const named = [
    result,
    note,
    section === 'waiting' && owner?.title ? text(label('在 {who} 那里', 'with {who}'), { who: owner.title }) : null,
    about?.title ? `${object ? `${text(object.label)} ` : ''}${about.title}` : null,
    person?.title === about?.title ? null : person?.title,
  ].filter(Boolean)
  if (named.length === 0 && shown.length === 0) return null
  return (
    <span className="lkm-told lkm-line-note">
      {named.length > 0 ? <span>{named.join(' · ')}</span> : null}
      {shown.map(({ field, value }) => {
        const meta = object?.fields[field]
        return meta ? (
          <span key={field}>
            <PhoneValue field={meta} value={value} place="cell" />
          </span>
        ) : null
      })}
    </span>
  )
}

interface Shown {
  readonly line: Line
  /** Chosen together with others, or not; null: lines are answered one by one. */
  readonly picked: boolean | null
  onOpen(): void
  onChoose(outcome: Outcome): void
  onTake(): void
}

/** What stands before the words: chosen or not; a task’s circle, which completes it. */
const Mark = ({ line: { title, asked, may }, picked, onOpen, onChoose }: Omit<Shown, 'onTake'>) => {
  const text = useText()
  const [done] = outcomesOf({ asked, may })
  if (!done || (picked === null && asked !== null)) return null
  return picked === null ? (
    <button
      type="button"
      className="lkm-check"
      aria-label={text(label('完成“{subject}”', 'Complete “{subject}”'), { subject: title })}
      onClick={() => onChoose(done)}
    >
      <Icon name="circle" size={22} />
    </button>
  ) : (
    <button
      type="button"
      className="lkm-check"
      aria-pressed={picked}
      aria-label={text(label('选择“{title}”', 'Select “{title}”'), { title })}
      onClick={onOpen}
    >
      <Icon name={picked ? 'done' : 'circle'} size={22} />
    </button>
  )
}

const Answers = ({ line, onChoose, onTake }: Pick<Shown, 'line' | 'onChoose' | 'onTake'>) => {
  const text = useText()
  return (
    <div className="lkm-buttons lkm-todo-acts">
      {line.may.includes('take') ? (
        <Button size="small" fill="none" onClick={onTake}>
          {text(label('领取', 'Take'))}
        </Button>
      ) : null}
      {outcomesOf(line).map((outcome) => (
        <Button
          key={outcome.key}
          size="small"
          color={outcome.tone === 'good' ? 'primary' : outcome.tone === 'bad' ? 'danger' : 'default'}
          fill={outcome.tone === 'good' ? 'solid' : 'outline'}
          onClick={() => onChoose(outcome)}
        >
          {text(outcome.label)}
        </Button>
      ))}
    </div>
  )
}

/** One thing to do: a tap on its words opens or chooses it, its buttons answer it; a task is ticked off. */
export const TodoLine = ({ line, picked, onOpen, onChoose, onTake }: Shown) => (
  <div className="lkm-todo">
    <div className="lkm-line">
      <Mark line={line} picked={picked} onOpen={onOpen} onChoose={onChoose} />
      <button type="button" className="lk-plain lk-grow lkm-line-text" onClick={onOpen}>
        <span>{line.title}</span>
        <About line={line} />
      </button>
      <When line={line} />
    </div>
    {picked === null && line.asked !== null && outcomesOf(line).length > 0 ? (
      <Answers line={line} onChoose={onChoose} onTake={onTake} />
    ) : null}
  </div>
)
