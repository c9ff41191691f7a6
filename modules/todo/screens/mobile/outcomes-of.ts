import { label, type Outcome } from '@lianke/kernel'
import type { TodoLine } from '../../queries/todo-lines.query.ts'

/** A task has one button. */
const done: Outcome = { key: 'done', label: label('完成', 'Done'), note: 'optional', tone: 'good' }

/** The buttons of a line. */
export const outcomesOf = ({ asked, may }: Pick<TodoLine, 'asked' | 'may'>): readonly Outcome[] =>
  may.includes('answer') ? (asked?.outcomes ?? [done]) : []

/** Must something be said or filled in before this outcome can be sent? */
export const asksMore = ({ asked }: Pick<TodoLine, 'asked'>, outcome: Outcome): boolean =>
  outcome.note === 'required' || (asked?.form.length ?? 0) > 0

/** Outcomes that several lines share and that ask for nothing more, by their keys. */
export const sharedOutcomes = (lines: readonly TodoLine[]): readonly Outcome[] => {
  const [first, ...rest] = lines
  return first
    ? outcomesOf(first).filter(
        (outcome) =>
          !asksMore(first, outcome) &&
          rest.every((line) => outcomesOf(line).some((one) => one.key === outcome.key && !asksMore(line, one))),
      )
    : []
}
