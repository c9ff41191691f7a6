import './todo.css'
import { AnswerBox } from './answer-box.tsx'
import { LineAbout } from './line-about.tsx'
import { TimeLeft } from './time-left.tsx'
import { useTodoCentre } from './use-todo-centre.ts'

/** An item that was opened: what it is about, and all that an answer may hold. */
const ItemAnswer = ({ id }: { readonly object: string; readonly id: string }) => {
  const { lines, answer } = useTodoCentre({ per: 1, id })
  const line = lines.find((one) => one.id === id)
  if (!line) return null
  return (
    <div className="lk-todo-item">
      <b>{line.title}</b>
      <LineAbout line={line} />
      <span className="lk-todo-time" style={{ textAlign: 'left' }}>
        <TimeLeft line={line} />
      </span>
      {line.may.includes('answer') ? (
        <AnswerBox line={line} chosen={null} onAnswer={(outcome, more) => answer([line], outcome, more)} />
      ) : null}
    </div>
  )
}
export default ItemAnswer
