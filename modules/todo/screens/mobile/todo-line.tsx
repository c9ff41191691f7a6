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
    about?.title,
    person?.title,
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

/** One thing to do: a tap on its words opens it, its buttons answer it; a task is ticked off. */
export const TodoLine = ({
  line,
  onOpen,
  onChoose,
  onTake,
}: {
  readonly line: Line
  onOpen(): void
  onChoose(outcome: Outcome): void
  onTake(): void
}) => {
  const text = useText()
  const { title, asked, may } = line
  const outcomes = outcomesOf(line)
  const [done] = outcomes
  return (
    <div className="lkm-todo">
      <div className="lkm-line">
        {asked === null && done ? (
          <button
            type="button"
            className="lkm-check"
            aria-label={text(label('完成“{subject}”', 'Complete “{subject}”'), { subject: title })}
            onClick={() => onChoose(done)}
          >
            <Icon name="circle" size={22} />
          </button>
        ) : null}
        <button type="button" className="lk-plain lk-grow lkm-line-text" onClick={onOpen}>
          <span>{title}</span>
          <About line={line} />
        </button>
        <When line={line} />
      </div>
      {asked !== null && outcomes.length > 0 ? (
        <div className="lkm-buttons lkm-todo-acts">
          {may.includes('take') ? (
            <Button size="small" fill="none" onClick={onTake}>
              {text(label('领取', 'Take'))}
            </Button>
          ) : null}
          {outcomes.map((outcome) => (
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
      ) : null}
    </div>
  )
}
