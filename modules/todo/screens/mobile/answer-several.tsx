import { label, type Outcome } from '@lianke/kernel'
import { Button, useText } from '@lianke/ui/phone'
import type { TodoLine } from '../../queries/todo-lines.query.ts'
import { sharedOutcomes } from './outcomes-of.ts'

/** The answers that all chosen lines share, under the thumb. */
export const AnswerSeveral = ({ lines, onAnswer }: { readonly lines: readonly TodoLine[]; onAnswer(outcome: Outcome): void }) => {
  const text = useText()
  const outcomes = sharedOutcomes(lines)
  const said =
    lines.length === 0
      ? text(label('点一下要一起处理的', 'Tap those to be answered together'))
      : outcomes.length === 0
        ? text(label('已选 {n} 条，没有共同的选项', '{n} selected; they share no outcome'), { n: lines.length })
        : text(label('已选 {n} 条', '{n} selected'), { n: lines.length })
  return (
    <div className="lkm-foot-button" role="toolbar" aria-label={text(label('批量处理', 'Answer several'))}>
      <span className="lk-muted" aria-live="polite">
        {said}
      </span>
      {outcomes.length > 0 ? (
        <div className="lkm-buttons">
          {outcomes.map((outcome) => (
            <Button
              key={outcome.key}
              block
              color={outcome.tone === 'good' ? 'primary' : outcome.tone === 'bad' ? 'danger' : 'default'}
              fill={outcome.tone === 'good' ? 'solid' : 'outline'}
              onClick={() => onAnswer(outcome)}
            >
              {text(outcome.label)}
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
