import { type Outcome } from '@lianke/kernel'
import './todo.css'
import { useState } from 'react'
import { AnswerBox } from './answer-box.tsx'
import { asksMore } from './mobile/outcomes-of.ts'
import { OutcomeButtons } from './outcome-buttons.tsx'
import { useTodoCentre } from './use-todo-centre.ts'

/** The buttons of an item in the notice that tells of it, while it waits for an answer. */
const NoticeAnswer = ({ id }: { readonly object: string; readonly id: string }) => {
  const { lines, answer, take } = useTodoCentre({ per: 1, id })
  const [chosen, setChosen] = useState<Outcome | null>(null)
  const line = lines.find((one) => one.id === id)
  if (!line?.may.includes('answer')) return null
  return chosen ? (
    <div className="lk-todo-notice">
      <AnswerBox line={line} chosen={chosen} onAnswer={(outcome, more) => answer([line], outcome, more)} />
    </div>
  ) : (
    <div className="lk-todo-notice">
      <OutcomeButtons
        line={line}
        keys={false}
        onTake={() => void take(line)}
        onChoose={(outcome) => (asksMore(line, outcome) ? setChosen(outcome) : answer([line], outcome))}
      />
    </div>
  )
}
export default NoticeAnswer
