import { Dropdown } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { Icon } from '../../base/icons/icon.tsx'
import { sayPath } from '../filter-builder/filter-sentence.ts'
import { useSpeaker } from '../filter-builder/speaker.ts'
import type { Column } from './column.ts'
import { columnDrag } from './column-drag.ts'
import { useOpenList } from './open-list.ts'
import { useColumnMenu } from './use-column-menu.tsx'
import { sortOf } from './view-state.ts'

interface Props {
  readonly column: Column
  readonly first: boolean
  resize(name: string, width: number | null, done: boolean): void
}
const widthMin = 64
const widthMax = 640

/** The edge of a column, by which it is drawn wider. */
const Grip = ({ column, resize }: Omit<Props, 'first'>) => {
  const grip = useRef<{ x: number; width: number } | null>(null)
  const widthAt = (event: PointerEvent) =>
    grip.current ? Math.max(widthMin, Math.min(widthMax, grip.current.width + event.clientX - grip.current.x)) : null
  return (
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
  )
}

/** Head of a column: its menu on click, its width at the edge, its place by dragging. */
export const HeadCell = ({ column, first, resize }: Props) => {
  const speaker = useSpeaker()
  const { object, state } = useOpenList()
  const items = useColumnMenu(column, first)
  const [over, setOver] = useState(false)
  const { columns, sort } = state.view
  const direction = sortOf(sort, column.name)
  const end = fieldWidgets[column.field.type].align === 'end'
  return (
    <div
      role="columnheader"
      tabIndex={-1}
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
      className={`lk-td${first ? ' first' : ''}${end ? ' end' : ''}${over ? ' over' : ''}`}
      style={{ width: column.width }}
      draggable={!first}
      {...columnDrag({ object, columns, onColumns: state.setColumns, name: column.name, takes: true, setOver })}
    >
      <Dropdown trigger={['click']} menu={{ items }}>
        <button type="button" className="lk-plain lk-head-label" tabIndex={-1}>
          <span className="lk-ellipsis">{sayPath(speaker, object.name, column.name)}</span>
          {direction ? <Icon name={direction === 'asc' ? 'arrow-up' : 'arrow-down'} size={12} /> : null}
        </button>
      </Dropdown>
      <Grip column={column} resize={resize} />
    </div>
  )
}
