import { type KeyboardEvent, useEffect, useRef, useState } from 'react'

export interface CellAt {
  readonly row: number
  readonly column: number
}
const moves: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}
const isWriting = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  key === 'Enter' || key === 'F2' || (key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey)

/** The cell that keys are about. Arrows move, Enter or a letter writes, Tab goes on to the next cell that takes something. */
export const useLineCursor = (
  rows: number,
  columns: number,
  takes: (column: number) => boolean,
  remove: (row: number) => void,
) => {
  const grid = useRef<HTMLTableElement>(null)
  const [at, setAt] = useState<CellAt>({ row: 0, column: 0 })
  const [writing, setWriting] = useState(false)
  const asked = useRef(false)
  const go = (row: number, column: number, write = false) => {
    asked.current = true
    setAt({ row: Math.max(0, Math.min(row, rows - 1)), column: Math.max(0, Math.min(column, columns - 1)) })
    setWriting(write)
  }
  useEffect(() => {
    if (!asked.current || writing) return
    asked.current = false
    grid.current?.querySelector<HTMLElement>(`[data-cell="${at.row}:${at.column}"]`)?.focus()
  }, [at, writing])
  /** Where writing goes on after a cell: the next that takes something, in this line or the one below. */
  const next = ({ row, column }: CellAt): CellAt | null => {
    for (let place = row * columns + column + 1; place < rows * columns; place++)
      if (takes(place % columns)) return { row: Math.floor(place / columns), column: place % columns }
    return null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (writing || event.nativeEvent.isComposing || !(event.target instanceof HTMLElement) || !event.target.dataset.cell) return
    const move = moves[event.key]
    if (move) {
      event.preventDefault()
      go(at.row + move[0], at.column + move[1])
    } else if ((event.ctrlKey || event.metaKey) && (event.key === 'Backspace' || event.key === 'Delete')) {
      event.preventDefault()
      remove(at.row)
    } else if (isWriting(event) && takes(at.column)) {
      if (event.key === 'Enter' || event.key === 'F2') event.preventDefault()
      setWriting(true)
    }
  }
  return { grid, at, writing, go, next, onKeyDown }
}
