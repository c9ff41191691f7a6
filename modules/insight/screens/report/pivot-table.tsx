import { label } from '@lianke/kernel'
import { useText } from '@lianke/ui'
import { measureKey, type Pivot, type Question } from './report-question.ts'
import { type Spread, useSpread } from './use-spread.ts'

const rowsShownMax = 500

interface Spreading {
  readonly question: Question
  readonly pivot: Pivot
  readonly spread: Spread
}
type Pick = (row: string, column: string) => void

/** What the columns are called: their groups above, the figures below. */
const Heads = ({ question: { measures }, pivot, spread: { down, across, say, words } }: Spreading) => (
  <thead>
    {across.length > 0 ? (
      <tr>
        {down.map((group) => (
          <th key={group.field} aria-hidden />
        ))}
        {pivot.columns.map(({ key, values }) => (
          <th key={key} className="end" colSpan={measures.length}>
            {say(across, values).join(' · ')}
          </th>
        ))}
      </tr>
    ) : null}
    <tr>
      {down.map((group) => (
        <th key={group.field}>{words.group(group)}</th>
      ))}
      {pivot.columns.flatMap(({ key }) =>
        measures.map((measure) => (
          <th key={`${key}${measureKey(measure)}`} className="end">
            {words.measure(measure)}
          </th>
        )),
      )}
    </tr>
  </thead>
)

/** One row: what it stands for, and its figures. */
const Line = ({
  row,
  question: { measures },
  pivot,
  spread: { down, say, words },
  onPick,
}: Spreading & { readonly row: Pivot['rows'][number]; readonly onPick: Pick }) => {
  const said = say(down, row.values)
  return (
    <tr>
      {down.map((group, index) => (
        <td key={group.field}>{said[index]}</td>
      ))}
      {pivot.columns.flatMap(({ key }) =>
        measures.map((measure) => {
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
  )
}

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
  readonly onPick: Pick
}) => {
  const text = useText()
  const given = { question, pivot, spread: useSpread(object, question) }
  return (
    <div className="lk-scroll-x">
      <table className="lk-table-plain lk-pivot">
        <Heads {...given} />
        <tbody>
          {pivot.rows.slice(0, rowsShownMax).map((row) => (
            <Line key={row.key} row={row} {...given} onPick={onPick} />
          ))}
        </tbody>
      </table>
      {pivot.rows.length > rowsShownMax ? (
        <p className="lk-muted">{text(label('只显示前 {n} 行', 'The first {n} rows are shown'), { n: rowsShownMax })}</p>
      ) : null}
    </div>
  )
}
