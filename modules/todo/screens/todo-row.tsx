import { label, type Outcome } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui'
import { Checkbox } from 'antd'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { AnswerBox } from './answer-box.tsx'
import { LineAbout } from './line-about.tsx'
import type { AnswerMore } from './mobile/todo-ask.ts'
import { OutcomeButtons } from './outcome-buttons.tsx'
import { Reassign } from './reassign.tsx'
import { TimeLeft } from './time-left.tsx'

const icons: Readonly<Record<string, string>> = {
  decision: 'user-check',
  call: 'phone',
  message: 'message',
  meeting: 'users',
  email: 'mail',
}

export interface RowActs {
  focus(id: string): void
  /** `through`: and all from the one that was chosen last. */
  select(id: string, through?: boolean): void
  open(id: string | null): void
  choose(line: TodoLine, outcome: Outcome): void
  answer(line: TodoLine, outcome: Outcome, more: AnswerMore): void
  take(line: TodoLine): void
}

interface Shown {
  readonly line: TodoLine
  readonly current: boolean
  readonly opened: boolean
  readonly acts: RowActs
}

/** What is to do, which opens it, and what it is about. */
const What = ({ line, current, opened, acts }: Shown) => (
  <div className="lk-todo-what">
    <button
      type="button"
      className="lk-plain lk-todo-title"
      aria-expanded={opened}
      onFocus={() => acts.focus(line.id)}
      onClick={() => acts.open(opened ? null : line.id)}
    >
      {line.title}
    </button>
    <LineAbout line={line} />
  </div>
)

/** One thing to do: what, about whom, until when, and its buttons; opened, all that an answer may hold. */
export const TodoRow = ({
  line,
  current,
  selected,
  opened,
  chosen,
  selectable,
  acts,
}: Shown & {
  readonly selected: boolean
  readonly chosen: Outcome | null
  /** May be chosen together with others. */
  readonly selectable: boolean
}) => {
  const text = useText()
  const { id, title, kind, may, section } = line
  const answers = may.includes('answer')
  return (
    <li
      className={`lk-todo-row${current ? ' current' : ''}${opened ? ' opened' : ''}${section === 'done' ? ' done' : ''}`}
      data-id={id}
      aria-current={current || undefined}
    >
      <div className="lk-todo-line">
        {!selectable ? null : answers ? (
          <Checkbox
            checked={selected}
            tabIndex={-1}
            aria-label={text(label('选择“{title}”', 'Select “{title}”'), { title })}
            onChange={({ nativeEvent }) => acts.select(id, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)}
          />
        ) : (
          <span className="lk-todo-blank" />
        )}
        <Icon name={icons[kind] ?? 'square-check'} size={16} />
        <What line={line} current={current} opened={opened} acts={acts} />
        <span className="lk-todo-time lk-num">
          <TimeLeft line={line} />
        </span>
        {opened && answers ? null : (
          <OutcomeButtons
            line={line}
            keys={current}
            onChoose={(outcome) => acts.choose(line, outcome)}
            onTake={() => acts.take(line)}
          />
        )}
        {may.includes('reassign') ? <Reassign id={id} /> : null}
      </div>
      {opened && answers ? (
        <AnswerBox key={chosen?.key} line={line} chosen={chosen} onAnswer={(outcome, more) => acts.answer(line, outcome, more)} />
      ) : null}
    </li>
  )
}
