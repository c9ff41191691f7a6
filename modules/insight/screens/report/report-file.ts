import { measureKey, type Pivot, type Question } from './report-question.ts'
import type { useReportWords } from './use-report-words.ts'

/** What a cell of money or decimals is in a file: the figure as it came, for a spreadsheet to count on. */
const figure = (raw: unknown): string => (raw === null || raw === undefined ? '' : String(raw))

/** The table of a report as lines of cells: a head, then one line for each row. */
export const linesOf = (
  question: Question,
  pivot: Pivot,
  words: Pick<ReturnType<typeof useReportWords>, 'group' | 'measure' | 'value'>,
  fieldAt: (path: string) => Parameters<ReturnType<typeof useReportWords>['value']>[1],
): string[][] => {
  const down = question.groups.filter(({ place }) => place !== 'column')
  const across = question.groups.filter(({ place }) => place === 'column')
  const said = (groups: typeof down, values: readonly unknown[]) =>
    groups.map((group, index) => words.value(group, fieldAt(group.field), values[index]))
  const heads = pivot.columns.flatMap(({ values }) =>
    question.measures.map((measure) => [...said(across, values), words.measure(measure)].join(' · ')),
  )
  return [
    [...down.map(words.group), ...heads],
    ...pivot.rows.map(({ key, values }) => [
      ...said(down, values),
      ...pivot.columns.flatMap((column) =>
        question.measures.map((measure) => figure(pivot.cell(key, column.key)?.[measureKey(measure)])),
      ),
    ]),
  ]
}
