import { type DragEvent, useState } from 'react'
import type { BoardColumn } from './board-column.tsx'
import type { Drag } from './use-board-drag.ts'

const End = ({ column, drag }: { readonly column: BoardColumn; readonly drag: Drag }) => {
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a place to drop on; by keys the acts of the record do the same
    <div
      className={`lk-board-end ${column.kind}${over ? ' over' : ''}`}
      onDragOver={(event: DragEvent) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault()
        setOver(false)
        drag.take(column)
      }}
    >
      {column.label}
    </div>
  )
}

/** Where a way ends, within reach of every card while one is dragged: the last columns may be far to the right. */
export const BoardEnds = ({ columns, drag }: { readonly columns: readonly BoardColumn[]; readonly drag: Drag }) => {
  const ends = columns.filter((column) => column.kind !== undefined && column.kind !== 'open' && drag.mayTake(column))
  return ends.length === 0 ? null : (
    <div className="lk-board-ends">
      {ends.map((column) => (
        <End key={column.value} column={column} drag={drag} />
      ))}
    </div>
  )
}
