import { label } from '@lianke/kernel'
import { useModel, useText } from '@lianke/ui'
import { measureKey, type Pivot, type Question } from './report-question.ts'
import { useReportWords } from './use-report-words.ts'

const rowsShownMax = 500

/** The answer as a table; every number opens the rows behind it. */
export const PivotTable = ({
  object,
  question,
  pivot,
  onPick,
}: {
  readonly object: string
  readonly question: Question
  readonly pivot: Pivot
  onPick(row: string, column: string): void
}) => {
  const text = useText()
  const model = useModel()
  const words = useReportWords(object)
  const down = question.groups.filter(({ place }) => place !== 'column')
  const across = question.groups.filter(({ place }) => place === 'column')
  const value = (groups: typeof down, values: readonly unknown[], index: number) => {
    const group = groups[index]
    return group ? words.value(group, model.fieldAt(object, group.field), values[index]) : ''
  }
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain lk-pivot">
        <thead>
          {across.length > 0 ? (
            <tr>
              {down.map((group) => (
                <th key={group.field} aria-hidden />
              ))}
              {pivot.columns.map(({ key, values }) => (
                <th key={key} className="end" colSpan={question.measures.length}>
                  {across.map((_, index) => value(across, values, index)).join(' · ')}
                </th>
              ))}
            </tr>
          ) : null}
          <tr>
            {down.map((group) => (
              <th key={group.field}>{words.group(group)}</th>
            ))}
            {pivot.columns.flatMap(({ key }) =>
              question.measures.map((measure) => (
                <th key={`${key}${measureKey(measure)}`} className="end">
                  {words.measure(measure)}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {pivot.rows.slice(0, rowsShownMax).map((row) => (
            <tr key={row.key}>
              {down.map((group, index) => (
                <td key={group.field}>{value(down, row.values, index)}</td>
              ))}
              {pivot.columns.flatMap(({ key }) =>
                question.measures.map((measure) => {
                  const cell = pivot.cell(row.key, key)
                  return (
                    <td key={`${key}${measureKey(measure)}`} className="end lk-num">
                      {cell ? (
                        <button type="button" className="lk-plain lk-figure-link" onClick={() => onPick(row.key, key)}>
                          {words.figure(measure, cell[measureKey(measure)])}
                        </button>
                      ) : (
                        <span className="lk-muted">–</span>
                      )}
                    </td>
                  )
                }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {pivot.rows.length > rowsShownMax ? (
        <p className="lk-muted">{text(label('只显示前 {n} 行', 'The first {n} rows are shown'), { n: rowsShownMax })}</p>
      ) : null}
    </div>
  )
}
