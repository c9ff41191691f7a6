import type { MetaObject } from '@lianke/kernel'
import type { DragEvent } from 'react'
import { type ColumnChoice, moveColumn } from './view-state.ts'

const kind = 'application/x-lianke-column'

/** What makes a column be dragged, and be dropped on: its new place is that of the column it is dropped on. */
export const columnDrag = ({
  object,
  columns,
  onColumns,
  name,
  takes,
  setOver,
}: {
  readonly object: MetaObject
  readonly columns: readonly ColumnChoice[]
  onColumns(columns: readonly ColumnChoice[]): void
  readonly name: string
  /** May another one be dropped here? */
  readonly takes: boolean
  setOver(over: boolean): void
}) => ({
  onDragStart: (event: DragEvent) => event.dataTransfer.setData(kind, name),
  onDragOver: (event: DragEvent) => {
    if (!takes || !event.dataTransfer.types.includes(kind)) return
    event.preventDefault()
    setOver(true)
  },
  onDragLeave: () => setOver(false),
  onDrop: (event: DragEvent) => {
    setOver(false)
    onColumns(moveColumn(columns, event.dataTransfer.getData(kind), name, object.title))
  },
})
