import type { Row } from '@lianke/kernel'
import type { KeyboardEvent, RefObject } from 'react'
import { type Column, editable } from './column.ts'
import type { useListOf } from './open-list.ts'
import type { TableCursor } from './table-cursor.ts'

interface Table {
  readonly box: RefObject<HTMLDivElement | null>
  readonly open: ReturnType<typeof useListOf>
  readonly columns: readonly Column[]
  readonly cursor: TableCursor
  readonly rowsPerPage: number
  readonly peeked: string | null
  show(at: number): void
  onToggle(row: Row, range: boolean): void
}
type Deeds = Readonly<Record<string, (() => void) | undefined>>

/** Keys that move the cursor. */
const moves = ({ open: { rows, acts }, columns, cursor: { cursor, setCursor }, rowsPerPage, peeked, show }: Table): Deeds => {
  const move = (by: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, cursor.at + by))
    setCursor({ ...cursor, at })
    show(at)
    const row = rows[at]
    if (peeked && row) acts.peek(row)
  }
  const page = Math.max(1, rowsPerPage - 2)
  return {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    PageDown: () => move(page),
    PageUp: () => move(-page),
    Home: () => move(-rows.length),
    End: () => move(rows.length),
    ArrowRight: () => setCursor({ ...cursor, column: Math.min(columns.length - 1, cursor.column + 1) }),
    ArrowLeft: () => setCursor({ ...cursor, column: Math.max(0, cursor.column - 1) }),
  }
}

/** Keys that do something with the row under the cursor. */
const deeds = (
  { open: { object, acts }, columns, cursor: { cursor, setEditing }, onToggle }: Table,
  row: Row,
  range: boolean,
): Deeds => ({
  Enter: () => acts.open(row),
  ' ': () => acts.peek(row),
  x: () => onToggle(row, range),
  X: () => onToggle(row, range),
  e: () => {
    const column = columns[cursor.column]
    if (column && editable(object, column)) setEditing(cursor.column)
  },
})

/** The keyboard of a table: arrows and pages move, Enter opens, Space peeks, E edits, X selects, Esc gives up the selection. */
export const tableKeys = (table: Table) => (event: KeyboardEvent) => {
  const { box, open, cursor } = table
  if (cursor.editing !== null || event.target !== box.current || event.metaKey || event.ctrlKey || event.altKey) return
  const row = open.rows[cursor.cursor.at]
  const known: Deeds = {
    ...moves(table),
    ...(row ? deeds(table, row, event.shiftKey) : {}),
    Escape: open.selected.size > 0 ? () => open.select(new Set()) : undefined,
  }
  const deed = known[event.key]
  if (!deed) return
  event.preventDefault()
  event.stopPropagation()
  deed()
}
