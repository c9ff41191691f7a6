import { label, type Outcome } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { Button } from 'antd'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { outcomesOf } from './mobile/outcomes-of.ts'

/** The outcomes of a line, each a button; `keys`: with the number that presses it. */
export const OutcomeButtons = ({
  line,
  keys,
  onChoose,
  onTake,
}: {
  readonly line: TodoLine
  readonly keys: boolean
  onChoose(outcome: Outcome): void
  onTake(): void
}) => {
  const text = useText()
  return (
    <span className="lk-todo-acts">
      {line.may.includes('take') ? (
        <Button size="small" type="text" onClick={onTake}>
          {text(label('领取', 'Take'))}
        </Button>
      ) : null}
      {outcomesOf(line).map((outcome, at) => (
        <Button key={outcome.key} size="small" className={`lk-todo-act ${outcome.tone}`} onClick={() => onChoose(outcome)}>
          {text(outcome.label)}
          {keys ? <kbd aria-hidden>{at + 1}</kbd> : null}
        </Button>
      ))}
    </span>
  )
}
