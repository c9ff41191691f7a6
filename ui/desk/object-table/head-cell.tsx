import { Dropdown } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import type { MetaObject } from '@lianke/kernel'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { sayPath } from '../filter-builder/filter-sentence.ts'
import { useSpeaker } from '../filter-builder/speaker.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import type { Column } from './column.ts'
import { type ColumnChoice, moveColumn, sortOf } from './view-state.ts'

interface Props {
  readonly object: MetaObject
  readonly column: Column
  readonly first: boolean
  readonly sort: readonly string[]
  readonly columns: readonly ColumnChoice[]
  onSort(sort: readonly string[]): void
  onColumns(columns: readonly ColumnChoice[]): void
  onFilter(): void
  resize(name: string, width: number | null, done: boolean): void
}
const widthMin = 64
const widthMax = 640

/** Head of a column: its menu on click, its width at the edge, its place by dragging. */
export const HeadCell = ({ object, column, first, sort, columns, onSort, onColumns, onFilter, resize }: Props) => {
  const w = useWords()
  const speaker = useSpeaker()
  const [over, setOver] = useState(false)
  const grip = useRef<{ x: number; width: number } | null>(null)
  const direction = sortOf(sort, column.name)
  const end = fieldWidgets[column.field.type].align === 'end'
  const widthAt = (event: PointerEvent) =>
    grip.current ? Math.max(widthMin, Math.min(widthMax, grip.current.width + event.clientX - grip.current.x)) : null
  const items = [
    ...(column.field.sortable
      ? [
          { key: 'asc', label: w('list.sort_asc'), icon: <Icon name="arrow-up" size={14} /> },
          { key: 'desc', label: w('list.sort_desc'), icon: <Icon name="arrow-down" size={14} /> },
        ]
      : []),
    ...(direction ? [{ key: 'none', label: w('list.sort_clear'), icon: <Icon name="close" size={14} /> }] : []),
    ...(column.field.operators.length > 0
      ? [{ key: 'filter', label: w('list.filter_column'), icon: <Icon name="filter" size={14} /> }]
      : []),
    ...(first ? [] : [{ key: 'hide', label: w('list.hide_column'), icon: <Icon name="eye" size={14} /> }]),
  ]
  const run = (key: string) => {
    if (key === 'asc') onSort([column.name])
    else if (key === 'desc') onSort([`-${column.name}`])
    else if (key === 'none') onSort(sort.filter((one) => one.replace(/^-/, '') !== column.name))
    else if (key === 'filter') onFilter()
    else if (key === 'hide') onColumns(columns.filter(({ field }) => field !== column.name))
  }
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
      className={`lk-td${first ? ' first' : ''}${end ? ' end' : ''}${over ? ' over' : ''}`}
      style={{ width: column.width }}
      draggable={!first}
      onDragStart={(event) => event.dataTransfer.setData('application/x-lianke-column', column.name)}
      onDragOver={(event) => {
        if (event.dataTransfer.types.includes('application/x-lianke-column')) {
          event.preventDefault()
          setOver(true)
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        onColumns(moveColumn(columns, event.dataTransfer.getData('application/x-lianke-column'), column.name, object.title))
      }}
    >
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => run(key) }}>
        <button type="button" className="lk-plain lk-head-label" tabIndex={-1}>
          <span className="lk-ellipsis">{sayPath(speaker, object.name, column.name)}</span>
          {direction ? <Icon name={direction === 'asc' ? 'arrow-up' : 'arrow-down'} size={12} /> : null}
        </button>
      </Dropdown>
      <span
        className="lk-head-grip"
        onPointerDown={(event) => {
          event.preventDefault()
          event.currentTarget.setPointerCapture(event.pointerId)
          grip.current = { x: event.clientX, width: column.width }
        }}
        onPointerMove={(event) => resize(column.name, widthAt(event), false)}
        onPointerUp={(event) => {
          const width = widthAt(event)
          grip.current = null
          resize(column.name, width, true)
        }}
      />
    </div>
  )
}
