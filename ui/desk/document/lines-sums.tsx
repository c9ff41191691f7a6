import type { DocumentPage, MetaObject, Row } from '@lianke/kernel'
import { FieldValue } from '../../base/field-types/registry.tsx'
import { useFigure } from './figure-value.tsx'

type Sums = NonNullable<NonNullable<DocumentPage['lines']>['sums']>

/** What the lines come to, under the column that they sum: its name at the left of it. */
export const LinesSums = ({
  object,
  row,
  sums: { under, figures },
  columns,
  trailing,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly sums: Sums
  readonly columns: readonly string[]
  /** Cells behind the columns. */
  readonly trailing: number
}) => {
  const shownOf = useFigure(object)
  const place = columns.indexOf(under)
  const behind = columns.length - place - 1 + trailing
  return (
    <tfoot>
      {figures.map((figure) => {
        const shown = shownOf(row, figure)
        const key = typeof figure === 'string' ? figure : `${figure.of}-${figure.less}`
        return shown ? (
          <tr key={key} data-sum={key}>
            <th colSpan={place + 1} scope="row">
              {shown.label}
            </th>
            <td className="end lk-num">
              <FieldValue field={shown.field} value={shown.value} />
            </td>
            {behind > 0 ? <td colSpan={behind} /> : null}
          </tr>
        ) : null
      })}
    </tfoot>
  )
}
