import { Checkbox } from 'antd'
import type { MetaObject, Row } from '@lianke/kernel'
import { useWords } from '../../base/i18n/i18n.ts'
import type { Column } from './column.ts'
import { HeadCell } from './head-cell.tsx'
import type { ColumnChoice } from './view-state.ts'

/** Head of the table: selects all, and a cell per column. */
export const TableHead = ({
  object,
  rows,
  columns,
  chosen,
  sort,
  selected,
  resize,
  onSelect,
  onSort,
  onColumns,
  onFilterColumn,
}: {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly columns: readonly Column[]
  readonly chosen: readonly ColumnChoice[]
  readonly sort: readonly string[]
  readonly selected: ReadonlySet<string>
  resize(name: string, width: number | null, done: boolean): void
  onSelect(ids: ReadonlySet<string>): void
  onSort(sort: readonly string[]): void
  onColumns(columns: readonly ColumnChoice[]): void
  onFilterColumn(field: string): void
}) => {
  const w = useWords()
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
            onChange={() => onSelect(all ? new Set() : new Set(rows.map(({ id }) => id)))}
          />
        </span>
      </div>
      {columns.map((column, at) => (
        <HeadCell
          key={column.name}
          object={object}
          column={column}
          first={at === 0}
          sort={sort}
          onSort={onSort}
          resize={resize}
          columns={chosen}
          onColumns={onColumns}
          onFilter={() => onFilterColumn(column.name)}
        />
      ))}
    </div>
  )
}
