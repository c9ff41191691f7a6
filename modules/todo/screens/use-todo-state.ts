import { type Outcome } from '@lianke/kernel'
import { useMemo, useState } from 'react'
import type { TodoLine } from '../queries/todo-lines.query.ts'
import { asksMore } from './mobile/outcomes-of.ts'
import type { RowActs } from './todo-row.tsx'
import type { TodoCentre } from './use-todo-centre.ts'

/** The lines from one to another, in either direction; none where the first is not there. */
const span = (lines: readonly TodoLine[], from: string | null, to: string): readonly string[] => {
  const [a, b] = [lines.findIndex(({ id }) => id === from), lines.findIndex(({ id }) => id === to)]
  return a < 0 || b < 0 ? [] : lines.slice(Math.min(a, b), Math.max(a, b) + 1).map(({ id }) => id)
}

/** Where one is in the list, what is chosen, which line is open and with which button pressed. */
export const useTodoState = ({ lines, answer, take }: Pick<TodoCentre, 'lines' | 'answer' | 'take'>) => {
  const [focused, setFocused] = useState<string | null>(null)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<string | null>(null)
  const [opened, setOpened] = useState<{ readonly id: string; readonly chosen: Outcome | null } | null>(null)
  // Whoever answers goes on with the line that takes the place of the answered one.
  const at = lines.findIndex(({ id }) => id === focused)
  const current = at >= 0 ? focused : null
  const acts = useMemo((): RowActs => {
    const next = (line: TodoLine) => {
      const place = lines.findIndex(({ id }) => id === line.id)
      setFocused((lines[place + 1] ?? lines[place - 1])?.id ?? null)
      setOpened(null)
      setSelected((old) => new Set([...old].filter((id) => id !== line.id)))
    }
    return {
      focus: setFocused,
      select: (id, through = false) => {
        setLast(id)
        const between = through ? span(lines, last, id) : []
        if (between.length > 0) setSelected((old) => new Set([...old, ...between]))
        else setSelected((old) => new Set(old.has(id) ? [...old].filter((one) => one !== id) : [...old, id]))
      },
      open: (id) => {
        if (id) setFocused(id)
        setOpened(id ? { id, chosen: null } : null)
      },
      choose: (line, outcome) => {
        if (asksMore(line, outcome)) {
          setFocused(line.id)
          return setOpened({ id: line.id, chosen: outcome })
        }
        next(line)
        return answer([line], outcome)
      },
      answer: (line, outcome, more) => {
        next(line)
        answer([line], outcome, more)
      },
      take: (line) => void take(line),
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: answer and take are made anew at every drawing and do the same
  }, [lines, last])
  const chosen = lines.filter(({ id, may }) => selected.has(id) && may.includes('answer'))
  return { current, opened, chosen, acts, clear: () => setSelected(new Set()), selected }
}
