import './table.css'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { usePeek } from '../../base/client/peek.ts'
import { useAppearance } from '../../base/theme/scheme.tsx'
import { densityRows } from '../../base/theme/tokens.ts'
import { type Column, useColumns } from './column.ts'
import { keepPlace, placeOf } from './list-places.ts'
import { useOpenList } from './open-list.ts'
import { useRowSelection } from './row-selection.ts'
import { headHeight, useRowsInSight } from './rows-in-sight.ts'
import { useTableCursor } from './table-cursor.ts'
import { TableHead } from './table-head.tsx'
import { tableKeys } from './table-keys.ts'
import { TableRow } from './table-row.tsx'

const checkWidth = 40

/** The columns as wide as they are drawn, kept in the view once the hand lets go. */
const useSizedColumns = () => {
  const { object, state } = useOpenList()
  const { columns: chosen } = state.view
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({})
  const columns = useColumns(object, chosen, widths)
  const resize = (name: string, width: number | null, done: boolean) => {
    if (width !== null) setWidths((old) => ({ ...old, [name]: width }))
    if (done)
      state.setColumns(
        chosen.map((column) => (column.field === name ? { field: name, width: width ?? widths[name] ?? column.width } : column)),
      )
  }
  return { columns, resize }
}

/** The part of the rows that is in sight, the cursor in it, and what the keyboard does. Where one was, is kept while away. */
const useWindow = (box: RefObject<HTMLDivElement | null>, columns: readonly Column[], height: number) => {
  const open = useOpenList()
  const { object, state, query, list, rows, selected, select, acts } = open
  const { peek } = usePeek()
  const peeked = peek?.object === object.name ? peek.id : null
  const place = `${object.name}:${state.viewId}:${JSON.stringify(query)}`
  const cursor = useTableCursor(box, placeOf(place).at)
  const { at } = cursor.cursor
  const more = list.hasNextPage && !list.isFetchingNextPage
  const sight = useRowsInSight({ box, place, height, count: rows.length, more, loadMore: () => void list.fetchNextPage() })
  useEffect(() => keepPlace(place, { top: sight.top, at }), [place, sight.top, at])
  const onToggle = useRowSelection(rows, selected, select)
  const onKeyDown = tableKeys({
    box,
    open,
    columns,
    cursor,
    rowsPerPage: Math.floor(sight.size / height),
    peeked,
    show: sight.show,
    onToggle,
  })
  return { ...sight, cursor, peeked, more, onToggle, onKeyDown, acts }
}

/** A dense table that draws only the rows in sight and obeys the keyboard. */
export const ObjectTable = () => {
  const { object, rows, selected } = useOpenList()
  const { density } = useAppearance()
  const height = densityRows[density]
  const box = useRef<HTMLDivElement>(null)
  const { columns, resize } = useSizedColumns()
  const { from, to, cursor, peeked, more, onScroll, onToggle, onKeyDown, acts } = useWindow(box, columns, height)
  const { at, column } = cursor.cursor
  const total = checkWidth + columns.reduce((sum, column) => sum + column.width, 0)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a grid is one tab stop
    <div
      className="lk-table"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-rowcount={more ? -1 : rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={at >= 0 ? `row-${at}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={onScroll}
    >
      <div style={{ width: total, minWidth: '100%', height: rows.length * height + headHeight, position: 'relative' }}>
        <TableHead columns={columns} resize={resize} />
        <div role="rowgroup">
          {rows.slice(from, to).map((row, offset) => {
            const index = from + offset
            return (
              <TableRow
                key={row.id}
                object={object}
                row={row}
                columns={columns}
                top={index * height}
                index={index}
                height={height}
                active={at === index}
                column={at === index ? column : 0}
                selected={selected.has(row.id)}
                anySelected={selected.size > 0}
                peeked={peeked === row.id}
                editing={at === index ? cursor.editing : null}
                acts={acts}
                onPoint={cursor.onPoint}
                onToggle={onToggle}
                onEdit={cursor.onEdit}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
