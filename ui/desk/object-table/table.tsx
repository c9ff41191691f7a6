import './table.css'
import { useEffect, useRef, useState } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { useAppearance } from '../../base/theme/scheme.tsx'
import { densityRows } from '../../base/theme/tokens.ts'
import { useColumns } from './column.ts'
import { keepPlace, placeOf } from './list-places.ts'
import type { RowActs } from './row-acts.ts'
import { useRowSelection } from './row-selection.ts'
import { headHeight, useRowsInSight } from './rows-in-sight.ts'
import { useTableCursor } from './table-cursor.ts'
import { TableHead } from './table-head.tsx'
import { tableKeys } from './table-keys.ts'
import { TableRow } from './table-row.tsx'
import type { ColumnChoice } from './view-state.ts'

interface Props {
  readonly object: MetaObject
  readonly rows: readonly Row[]
  readonly columns: readonly ColumnChoice[]
  readonly sort: readonly string[]
  readonly selected: ReadonlySet<string>
  readonly acts: RowActs
  readonly peeked: string | null
  /** Place kept while away, by this key. */
  readonly place: string
  readonly more: boolean
  loadMore(): void
  onSelect(ids: ReadonlySet<string>): void
  onSort(sort: readonly string[]): void
  onColumns(columns: readonly ColumnChoice[]): void
  onFilterColumn(field: string): void
}

const checkWidth = 40

/** A dense table that draws only the rows in sight and obeys the keyboard. */
export const ObjectTable = ({
  object,
  rows,
  columns: chosen,
  sort,
  selected,
  acts,
  peeked,
  place,
  more,
  loadMore,
  onSelect,
  onSort,
  onColumns,
  onFilterColumn,
}: Props) => {
  const { density } = useAppearance()
  const height = densityRows[density]
  const box = useRef<HTMLDivElement>(null)
  const cursor = useTableCursor(box, placeOf(place).at)
  const { at, column } = cursor.cursor
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({})
  const columns = useColumns(object, chosen, widths)
  const total = checkWidth + columns.reduce((sum, column) => sum + column.width, 0)

  const { view, from, to, show, onScroll } = useRowsInSight({ box, place, height, count: rows.length, more, loadMore })
  useEffect(() => keepPlace(place, { top: view.top, at }), [place, view.top, at])
  const onToggle = useRowSelection(rows, selected, onSelect)
  const onKeyDown = tableKeys({
    box,
    object,
    rows,
    columns,
    cursor,
    rowsPerPage: Math.floor(view.size / height),
    selected,
    acts,
    peeked,
    show,
    onToggle,
    onSelect,
  })
  const resize = (name: string, width: number | null, done: boolean) => {
    if (width !== null) setWidths((old) => ({ ...old, [name]: width }))
    if (done)
      onColumns(
        chosen.map((column) => (column.field === name ? { field: name, width: width ?? widths[name] ?? column.width } : column)),
      )
  }
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
        <TableHead
          object={object}
          rows={rows}
          columns={columns}
          chosen={chosen}
          sort={sort}
          selected={selected}
          resize={resize}
          onSelect={onSelect}
          onSort={onSort}
          onColumns={onColumns}
          onFilterColumn={onFilterColumn}
        />
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
