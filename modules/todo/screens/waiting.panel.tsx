import { label } from '@lianke/kernel'
import { request, useText } from '@lianke/ui'
import { useTodo } from './mobile/todo-ask.ts'

const shownMax = 99

/** How much is to do now, on the rail. */
const Waiting = () => {
  const text = useText()
  const { count, data } = useTodo({ ask: request }, { per: 10 })
  const n = data ? count('now') : 0
  return n > 0 ? (
    <span className="lk-rail-mark-count lk-num" role="img" aria-label={text(label('{n} 条要现在处理', '{n} to do now'), { n })}>
      {n > shownMax ? `${shownMax}+` : n}
    </span>
  ) : null
}
export default Waiting
