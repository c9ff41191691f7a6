import './table.css'
import { Checkbox } from 'antd'
import { type KeyboardEvent, memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { MetaField, MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../client/meta.ts'
import { RecordOn } from '../field-types/parts/record-on.ts'
import { FieldValue, fieldWidgets } from '../field-types/registry.tsx'
import { Avatar } from '../feedback/avatar.tsx'
import { useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { useAppearance } from '../theme/scheme.tsx'
import { densityRows } from '../theme/tokens.ts'
import { CellEditor } from './cell-editor.tsx'
import { HeadCell } from './head-cell.tsx'
import type { RowActs } from './row-acts.ts'
import type { ColumnChoice } from './view-state.ts'
import { titleOf } from '../client/title-of.ts'

export interface Column {
  readonly name: string
  readonly field: MetaField
  readonly width: number
}
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

/** Where each list was left: scroll and cursor. */
const places = new Map<string, { readonly top: number; readonly at: number }>()
const overscan = 8
const checkWidth = 40
const headHeight = 36

/** May this cell be changed in place? */
const editable = (object: MetaObject, { name, field }: Column): boolean =>
  object.may.update &&
  !object.ledger &&
  !name.includes('.') &&
  field.writable &&
  !field.options.readOnly &&
  !field.options.fixed &&
  field.access === undefined &&
  fieldWidgets[field.type].Input !== null

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

/** A value at a path: `person.stage` is found under its whole name or step by step. */
export const valueAt = (row: Row, path: string): unknown => {
  if (path in row || !path.includes('.')) return row[path]
  let at: unknown = row
  for (const step of path.split('.'))
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined
  return at
}

const TableRow = memo(
  ({
    object,
    row,
    columns,
    top,
    index,
    height,
    active,
    column,
    selected,
    anySelected,
    peeked,
    editing,
    acts,
    onPoint,
    onToggle,
    onEdit,
  }: RowProps) => {
    const w = useWords()
    const title = titleOf(object, row) || '—'
    const faced = object.name === 'customer.person' || object.name === 'organisation.staff' || 'avatar' in object.fields
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
            <Checkbox checked={selected} tabIndex={-1} aria-label={title} />
          </span>
        </div>
        {columns.map((one, at) => {
          const value = valueAt(row, one.name)
          const end = fieldWidgets[one.field.type].align === 'end'
          const first = at === 0
          return (
            <div
              key={one.name}
              role="gridcell"
              className={`lk-td${first ? ' first' : ''}${end ? ' end' : ''}${active && column === at ? ' cursor' : ''}`}
              style={{ width: one.width }}
              onDoubleClick={(event) => {
                if (editable(object, one)) {
                  event.stopPropagation()
                  onEdit(index, at)
                }
              }}
            >
              {editing === at ? (
                <CellEditor
                  field={one.field}
                  value={value}
                  done={(next) => {
                    onEdit(null)
                    if (next !== undefined) acts.save(row, one.name, next.value)
                  }}
                />
              ) : first ? (
                <>
                  {faced ? <Avatar name={title} src={typeof row.avatar === 'string' ? row.avatar : null} size={22} /> : null}
                  <a
                    className="lk-td-title lk-ellipsis"
                    href={`/o/${object.name.replace('.', '/')}/${row.id}`}
                    tabIndex={-1}
                    onClick={(event) => {
                      if (event.metaKey || event.ctrlKey) return event.stopPropagation()
                      event.preventDefault()
                      event.stopPropagation()
                      acts.open(row)
                    }}
                  >
                    {one.field.type === 'text' || one.field.type === 'auto_number' ? (
                      title
                    ) : (
                      <FieldValue field={one.field} value={value} />
                    )}
                  </a>
                  <span className="lk-td-acts">
                    <button
                      type="button"
                      tabIndex={-1}
                      className="lk-icon-button small"
                      title={w('list.peek')}
                      aria-label={w('list.peek')}
                      onClick={(event) => {
                        event.stopPropagation()
                        acts.peek(row)
                      }}
                    >
                      <Icon name="eye" size={14} />
                    </button>
                    {acts.edit && object.may.update ? (
                      <button
                        type="button"
                        tabIndex={-1}
                        className="lk-icon-button small"
                        title={w('common.edit')}
                        aria-label={w('common.edit')}
                        onClick={(event) => {
                          event.stopPropagation()
                          acts.edit?.(row)
                        }}
                      >
                        <Icon name="edit" size={13} />
                      </button>
                    ) : null}
                    {acts.remove && object.may.delete ? (
                      <button
                        type="button"
                        tabIndex={-1}
                        className="lk-icon-button small"
                        title={w('common.delete')}
                        aria-label={w('common.delete')}
                        onClick={(event) => {
                          event.stopPropagation()
                          acts.remove?.(row)
                        }}
                      >
                        <Icon name="trash" size={13} />
                      </button>
                    ) : null}
                  </span>
                </>
              ) : one.field.type === 'image' || one.field.type === 'file' ? (
                <RecordOn value={`${object.name}/${row.id}`}>
                  <FieldValue field={one.field} value={value} />
                </RecordOn>
              ) : (
                <FieldValue field={one.field} value={value} />
              )}
            </div>
          )
        })}
      </div>
    )
  },
)

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
  const w = useWords()
  const model = useModel()
  const { density } = useAppearance()
  const height = densityRows[density]
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: places.get(place)?.top ?? 0, size: 900 })
  const [cursor, setCursor] = useState({ at: places.get(place)?.at ?? -1, column: 0 })
  const [editing, setEditing] = useState<number | null>(null)
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({})
  const last = useRef<number | null>(null)

  const columns = useMemo(
    () =>
      chosen.flatMap(({ field: name, width }): Column[] => {
        const field = model.fieldAt(object.name, name)
        return field
          ? [{ name, field, width: widths[name] ?? width ?? (name === object.title ? 240 : fieldWidgets[field.type].width) }]
          : []
      }),
    [chosen, model, object, widths],
  )
  const total = checkWidth + columns.reduce((sum, column) => sum + column.width, 0)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    element.scrollTop = places.get(place)?.top ?? 0
    const measure = new ResizeObserver(() => setView((old) => ({ ...old, size: element.clientHeight })))
    measure.observe(element)
    return () => measure.disconnect()
  }, [place])
  useEffect(() => {
    places.set(place, { top: view.top, at: cursor.at })
  }, [place, view.top, cursor.at])

  const from = Math.max(0, Math.floor(view.top / height) - overscan)
  const to = Math.min(rows.length, Math.ceil((view.top + view.size) / height) + overscan)
  useEffect(() => {
    if (more && to >= rows.length - overscan) loadMore()
  }, [more, to, rows.length, loadMore])

  const onPoint = useCallback((at: number, column: number) => {
    setCursor({ at, column })
    box.current?.focus({ preventScroll: true })
  }, [])
  const onEdit = useCallback((at: number | null, column?: number) => {
    if (at === null) {
      setEditing(null)
      box.current?.focus({ preventScroll: true })
    } else {
      setCursor({ at, column: column ?? 0 })
      setEditing(column ?? 0)
    }
  }, [])
  const rowsNow = useRef(rows)
  rowsNow.current = rows
  const onToggle = useCallback(
    (row: Row, range: boolean) => {
      const now = rowsNow.current
      const index = now.indexOf(row)
      const next = new Set(selected)
      const many =
        range && last.current !== null ? now.slice(Math.min(last.current, index), Math.max(last.current, index) + 1) : [row]
      const off = next.has(row.id)
      for (const { id } of many) off ? next.delete(id) : next.add(id)
      last.current = index
      onSelect(next)
    },
    [selected, onSelect],
  )

  const show = (at: number) => {
    const element = box.current
    if (!element) return
    const top = at * height
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + height + headHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + height + headHeight - element.clientHeight
  }
  const move = (by: number) => {
    const at = Math.max(0, Math.min(rows.length - 1, cursor.at + by))
    setCursor({ ...cursor, at })
    show(at)
    const row = rows[at]
    if (peeked && row) acts.peek(row)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null || event.target !== box.current || event.metaKey || event.ctrlKey || event.altKey) return
    const row = rows[cursor.at]
    const page = Math.max(1, Math.floor(view.size / height) - 2)
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
  const resize = (name: string, width: number | null, done: boolean) => {
    if (width !== null) setWidths((old) => ({ ...old, [name]: width }))
    if (done)
      onColumns(
        chosen.map((column) => (column.field === name ? { field: name, width: width ?? widths[name] ?? column.width } : column)),
      )
  }
  const all = rows.length > 0 && selected.size >= rows.length
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a grid is one tab stop
    <div
      className="lk-table"
      ref={box}
      role="grid"
      tabIndex={0}
      aria-rowcount={more ? -1 : rows.length + 1}
      aria-colcount={columns.length + 1}
      aria-activedescendant={cursor.at >= 0 ? `row-${cursor.at}` : undefined}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget
        setView((old) => ({ ...old, top: scrollTop }))
        event.currentTarget.classList.toggle('moved', event.currentTarget.scrollLeft > 0)
      }}
    >
      <div style={{ width: total, minWidth: '100%', height: rows.length * height + headHeight, position: 'relative' }}>
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
                active={cursor.at === index}
                column={cursor.at === index ? cursor.column : 0}
                selected={selected.has(row.id)}
                anySelected={selected.size > 0}
                peeked={peeked === row.id}
                editing={cursor.at === index ? editing : null}
                acts={acts}
                onPoint={onPoint}
                onToggle={onToggle}
                onEdit={onEdit}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
