import type { KeyboardEvent, RefObject } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { type Column, editable } from './column.ts'
import type { RowActs } from './row-acts.ts'
import type { TableCursor } from './table-cursor.ts'

/** The keyboard of a table: arrows and pages move, Enter opens, Space peeks, E edits, X selects, Esc gives up the selection. */
export const tableKeys = ({
  box,
  object,
  rows,
  columns,
  cursor: { cursor, setCursor, editing, setEditing },
  rowsPerPage,
  selected,
  acts,
  peeked,
  show,
  onToggle,
  onSelect,
}: {
  readonly box: RefObject<HTMLDivElement | null>
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly columns: readonly Column[]
  readonly cursor: TableCursor
  readonly rowsPerPage: number
  readonly selected: ReadonlySet<string>
  readonly acts: RowActs
  readonly peeked: string | null
  show(at: number): void
  onToggle(row: Row, range: boolean): void
  onSelect(ids: ReadonlySet<string>): void
}) => {
  const move = (by: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, cursor.at + by))
    setCursor({ ...cursor, at })
    show(at)
    const row = rows[at]
    if (peeked && row) acts.peek(row)
  }
  return (event: KeyboardEvent) => {
    if (editing !== null || event.target !== box.current || event.metaKey || event.ctrlKey || event.altKey) return
    const row = rows[cursor.at]
    const page = Math.max(1, rowsPerPage - 2)
    const deeds: Record<string, (() => void) | undefined> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      PageDown: () => move(page),
      PageUp: () => move(-page),
      Home: () => move(-rows.length),
      End: () => move(rows.length),
      ArrowRight: () => setCursor({ ...cursor, column: Math.min(columns.length - 1, cursor.column + 1) }),
      ArrowLeft: () => setCursor({ ...cursor, column: Math.max(0, cursor.column - 1) }),
      Enter: row && (() => acts.open(row)),
      ' ': row && (() => acts.peek(row)),
      x: row && (() => onToggle(row, event.shiftKey)),
      X: row && (() => onToggle(row, event.shiftKey)),
      e:
        row &&
        (() => {
          const column = columns[cursor.column]
          if (column && editable(object, column)) setEditing(cursor.column)
        }),
      Escape: selected.size > 0 ? () => onSelect(new Set()) : undefined,
    }
    const deed = deeds[event.key]
    if (!deed) return
    event.preventDefault()
    event.stopPropagation()
    deed()
  }
}
