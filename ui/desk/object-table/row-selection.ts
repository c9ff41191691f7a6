import { useCallback, useRef } from 'react'
import type { Row } from '@lianke/kernel'

/** Selects and unselects a row, or all from the last one to it. */
export const useRowSelection = (
  rows: readonly Row[],
  selected: ReadonlySet<string>,
  onSelect: (ids: ReadonlySet<string>) => void,
) => {
  const last = useRef<number | null>(null)
  const rowsNow = useRef(rows)
  rowsNow.current = rows
  return useCallback(
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
}
