import { type RefObject, useEffect } from 'react'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { outcomesOf } from './mobile/outcomes-of.ts'
import type { RowActs } from './todo-row.tsx'

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
const checkbox = (target: EventTarget | null): boolean => target instanceof HTMLInputElement && target.type === 'checkbox'

interface Keyed {
  readonly lines: readonly TodoLine[]
  readonly current: string | null
  readonly opened: string | null
  readonly acts: RowActs
}

/** Arrows move, Enter opens, numbers answer, X selects, Escape closes: wherever one is on the page and does not type. */
export const useTodoKeys = (list: RefObject<HTMLElement | null>, { lines, current, opened, acts }: Keyed) => {
  useEffect(() => {
    const move = (by: number) => {
      const at = lines.findIndex(({ id }) => id === current)
      const next = lines[Math.min(lines.length - 1, Math.max(0, at + by))]
      if (!next) return
      acts.focus(next.id)
      list.current?.querySelector<HTMLElement>(`[data-id="${next.id}"] .lk-todo-title`)?.focus()
    }
    const press = (event: KeyboardEvent): boolean => {
      const line = lines.find(({ id }) => id === current)
      if (event.key === 'ArrowDown' || event.key === 'j') move(current === null ? 0 : 1)
      else if (event.key === 'ArrowUp' || event.key === 'k') move(-1)
      else if (event.key === 'Escape' && opened) acts.open(null)
      else if (!line) return false
      else if (event.key === 'x') acts.select(line.id)
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) acts.open(line.id)
      else if (/^[1-9]$/.test(event.key)) {
        const outcome = outcomesOf(line)[Number(event.key) - 1]
        if (!outcome) return false
        acts.choose(line, outcome)
      } else return false
      return true
    }
    const listen = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return
      if (typing(event.target) && !checkbox(event.target) && event.key !== 'Escape') return
      if (document.querySelector('[role=dialog]:not([hidden])')) return
      if (press(event)) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [lines, current, opened, acts, list])
}
