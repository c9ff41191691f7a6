import { useModel } from '@lianke/ui'
import type { Group, Question } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'

/** How an answer is spread: the groups that lie down and across, and what their values are called. */
export const useSpread = (object: string, question: Question) => {
  const model = useModel()
  const words = useReportWords(object)
  return {
    words,
    down: question.groups.filter(({ place }) => place !== 'column'),
    across: question.groups.filter(({ place }) => place === 'column'),
    say: (groups: readonly Group[], values: readonly unknown[]): readonly string[] =>
      groups.map((group, index) => words.value(group, model.fieldAt(object, group.field), values[index])),
  }
}
export type Spread = ReturnType<typeof useSpread>
