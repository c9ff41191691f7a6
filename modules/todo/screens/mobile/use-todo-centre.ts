import { label } from '@lianke/kernel'
import { request, useText, useToast } from '@lianke/ui/phone'
import type { TodoLine } from '../../queries/todo-lines.query.ts'
import { outcomesOf } from './outcomes-of.ts'
import { useAnswering, useTodo } from './todo-ask.ts'

/** The to-do centre on the phone: its lines, and how they are answered. */
export const useTodoCentre = (asked: { readonly per?: number; readonly id?: string } = {}) => {
  const text = useText()
  const toast = useToast()
  const said = (lines: readonly TodoLine[], key: string): string => {
    const [first] = lines
    const outcome = text(first ? outcomesOf(first).find((one) => one.key === key)?.label : null)
    if (lines.length > 1) return text(label('{outcome} {n} 条', '{outcome}: {n} items'), { outcome, n: lines.length })
    return text(
      first?.asked === null ? label('已完成“{title}”', 'Done: {title}') : label('{outcome}：{title}', '{outcome}: {title}'),
      { outcome, title: first?.title ?? '' },
    )
  }
  return { ...useTodo({ ask: request }, asked), ...useAnswering({ ask: request, toast }, said) }
}
