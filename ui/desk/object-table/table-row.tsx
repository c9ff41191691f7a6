import type { MetaObject, Row } from '@lianke/kernel'
import { Checkbox } from 'antd'
import { memo } from 'react'
import { titleOf } from '../../base/client/title-of.ts'
import type { Column } from './column.ts'
import type { RowActs } from './row-acts.ts'
import { TableCell } from './table-cell.tsx'

interface RowProps {
  readonly object: MetaObject
  readonly row: Row
  readonly columns: readonly Column[]
  readonly top: number
  readonly index: number
  readonly height: number
  readonly active: boolean
  readonly column: number
  readonly selected: boolean
  readonly anySelected: boolean
  readonly peeked: boolean
  readonly editing: number | null
  readonly acts: RowActs
  onPoint(index: number, column: number): void
  onToggle(row: Row, range: boolean): void
  onEdit(index: number | null, column?: number): void
}

const CheckCell = ({
  object,
  row,
  selected,
  anySelected,
  onToggle,
}: Pick<RowProps, 'object' | 'row' | 'selected' | 'anySelected' | 'onToggle'>) => (
  <div
    className="lk-td check"
    role="gridcell"
    onClick={(event) => {
      event.stopPropagation()
      onToggle(row, event.shiftKey)
    }}
    onKeyDown={() => undefined}
  >
    <span className={anySelected ? 'shown' : ''}>
      <Checkbox checked={selected} tabIndex={-1} aria-label={titleOf(object, row) || '—'} />
    </span>
  </div>
)

/** One row: a cell per column; only what changed is drawn again. */
export const TableRow = memo((props: RowProps) => {
  const { object, row, columns, top, index, height, active, column, selected, peeked, editing, acts, onPoint, onEdit } = props
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      id={`row-${index}`}
      className={`lk-tr${active ? ' active' : ''}${selected ? ' selected' : ''}${peeked ? ' peeked' : ''}`}
      style={{ transform: `translateY(${top}px)`, height }}
      onClick={() => {
        onPoint(index, column)
        acts.peek(row)
      }}
    >
      <CheckCell {...props} />
      {columns.map((one, at) => (
        <TableCell
          key={one.name}
          object={object}
          row={row}
          column={one}
          acts={acts}
          first={at === 0}
          cursor={active && column === at}
          editing={editing === at}
          edit={(on) => (on ? onEdit(index, at) : onEdit(null))}
        />
      ))}
    </div>
  )
})
