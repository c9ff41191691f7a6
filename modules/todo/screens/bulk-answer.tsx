import { label, type Outcome } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { Button } from 'antd'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { sharedOutcomes } from './mobile/outcomes-of.ts'

/** The answers that all chosen lines share. */
export const BulkAnswer = ({
  lines,
  onAnswer,
  onClear,
}: {
  readonly lines: readonly TodoLine[]
  onAnswer(outcome: Outcome): void
  onClear(): void
}) => {
  const text = useText()
  if (lines.length === 0) return null
  const outcomes = sharedOutcomes(lines)
  return (
    <div className="lk-todo-bulk" role="toolbar" aria-label={text(label('批量处理', 'Answer several'))}>
      <strong>{text(label('已选 {n} 条', '{n} selected'), { n: lines.length })}</strong>
      {outcomes.map((outcome) => (
        <Button key={outcome.key} type={outcome.tone === 'good' ? 'primary' : 'default'} onClick={() => onAnswer(outcome)}>
          {text(outcome.label)}
        </Button>
      ))}
      {outcomes.length === 0 ? (
        <span className="lk-muted">{text(label('这些待办没有共同的选项', 'They share no outcome'))}</span>
      ) : null}
      <Button type="text" onClick={onClear}>
        {text(label('取消选择', 'Clear'))}
      </Button>
    </div>
  )
}
