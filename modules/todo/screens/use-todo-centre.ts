import { label } from '@lianke/kernel'
import { request, useText, useToast } from '@lianke/ui'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { outcomesOf } from './mobile/outcomes-of.ts'
import { useAnswering, useTodo } from './mobile/todo-ask.ts'

/** What was done, in the words of the button. */
const useSaid = () => {
  const text = useText()
  return (lines: readonly TodoLine[], key: string): string => {
    const [first] = lines
    const outcome = text(first ? outcomesOf(first).find((one) => one.key === key)?.label : null)
    return lines.length === 1
      ? text(
          first?.asked === null ? label('已完成“{title}”', 'Done: {title}') : label('{outcome}：{title}', '{outcome}: {title}'),
          { outcome, title: first?.title ?? '' },
        )
      : text(label('{outcome} {n} 条', '{outcome}: {n} items'), { outcome, n: lines.length })
  }
}

/** The to-do centre at the desk: its lines, and how they are answered. */
export const useTodoCentre = (asked: { readonly per?: number; readonly id?: string } = {}) => {
  const toast = useToast()
  return { ...useTodo({ ask: request }, asked), ...useAnswering({ ask: request, toast }, useSaid()) }
}
export type TodoCentre = ReturnType<typeof useTodoCentre>
