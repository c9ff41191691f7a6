import { Checkbox } from 'antd'
import { memo } from 'react'
import { type MetaObject, type Row, staffObject, traitsOf } from '@lianke/kernel'
import { titleOf } from '../../base/client/title-of.ts'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { RecordOn } from '../../base/field-types/parts/record-on.ts'
import { FieldValue, fieldWidgets } from '../../base/field-types/registry.tsx'
import { CellEditor } from './cell-editor.tsx'
import { type Column, editable, valueAt } from './column.ts'
import type { RowActs } from './row-acts.ts'
import { RowButtons } from './row-buttons.tsx'

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

/** One row: a cell per column; only what changed is drawn again. */
export const TableRow = memo(
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
    const title = titleOf(object, row) || '—'
    const faced = object.person === 'id' || object.name === staffObject || 'avatar' in object.fields
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
                    {traitsOf(one.field).key === 'text' && !traitsOf(one.field).reaches ? (
                      title
                    ) : (
                      <FieldValue field={one.field} value={value} />
                    )}
                  </a>
                  <RowButtons object={object} row={row} acts={acts} />
                </>
              ) : traitsOf(one.field).files ? (
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
