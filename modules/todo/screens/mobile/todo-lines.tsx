import { type Outcome } from '@lianke/kernel'
import { useState } from 'react'
import type { TodoLine as Line } from '../../queries/todo-lines.query.ts'
import { AnswerSheet } from './answer-sheet.tsx'
import { asksMore } from './outcomes-of.ts'
import { TodoLine } from './todo-line.tsx'
import type { useTodoCentre } from './use-todo-centre.ts'

interface Picking {
  readonly picked: ReadonlySet<string>
  pick(id: string): void
}

/** Lines that are answered where they stand, or in a sheet where more is asked for. */
export const TodoLines = ({
  lines,
  picking = null,
  centre: { answer, take },
}: {
  readonly lines: readonly Line[]
  /** Several are chosen, to be answered at once. */
  readonly picking?: Picking | null
  readonly centre: Pick<ReturnType<typeof useTodoCentre>, 'answer' | 'take'>
}) => {
  const [opened, setOpened] = useState<{ readonly line: Line; readonly chosen: Outcome | null } | null>(null)
  return (
    <>
      <div className="lkm-lines">
        {lines.map((line) => (
          <TodoLine
            key={line.id}
            line={line}
            picked={picking ? picking.picked.has(line.id) : null}
            onOpen={() => (picking ? line.may.includes('answer') && picking.pick(line.id) : setOpened({ line, chosen: null }))}
            onChoose={(outcome) => (asksMore(line, outcome) ? setOpened({ line, chosen: outcome }) : answer([line], outcome))}
            onTake={() => void take(line)}
          />
        ))}
      </div>
      <AnswerSheet
        line={opened?.line ?? null}
        chosen={opened?.chosen ?? null}
        onClose={() => setOpened(null)}
        onAnswer={(line, outcome, more) => {
          setOpened(null)
          answer([line], outcome, more)
        }}
      />
    </>
  )
}
