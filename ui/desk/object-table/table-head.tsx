import { Checkbox } from 'antd'
import { useWords } from '../../base/i18n/i18n.ts'
import type { Column } from './column.ts'
import { HeadCell } from './head-cell.tsx'
import { useOpenList } from './open-list.ts'

/** Head of the table: selects all, and a cell per column. */
export const TableHead = ({
  columns,
  resize,
}: {
  readonly columns: readonly Column[]
  resize(name: string, width: number | null, done: boolean): void
}) => {
  const w = useWords()
  const { rows, selected, select } = useOpenList()
  const all = rows.length > 0 && selected.size >= rows.length
  return (
    <div className="lk-thead" role="row" aria-rowindex={1}>
      <div className="lk-td check" role="columnheader">
        <span className={selected.size > 0 ? 'shown' : ''}>
          <Checkbox
            checked={all}
            indeterminate={selected.size > 0 && !all}
            tabIndex={-1}
            aria-label={w('list.select_all')}
            onChange={() => select(all ? new Set() : new Set(rows.map(({ id }) => id)))}
          />
        </span>
      </div>
      {columns.map((column, at) => (
        <HeadCell key={column.name} column={column} first={at === 0} resize={resize} />
      ))}
    </div>
  )
}
