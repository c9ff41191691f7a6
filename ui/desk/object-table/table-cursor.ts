import { type RefObject, useCallback, useState } from 'react'

/** The cell that has the cursor, and the column being edited there. */
export const useTableCursor = (box: RefObject<HTMLDivElement | null>, firstAt: number) => {
  const [cursor, setCursor] = useState({ at: firstAt, column: 0 })
  const [editing, setEditing] = useState<number | null>(null)
  const onPoint = useCallback(
    (at: number, column: number) => {
      setCursor({ at, column })
      box.current?.focus({ preventScroll: true })
    },
    [box],
  )
  const onEdit = useCallback(
    (at: number | null, column?: number) => {
      if (at === null) {
        setEditing(null)
        box.current?.focus({ preventScroll: true })
      } else {
        setCursor({ at, column: column ?? 0 })
        setEditing(column ?? 0)
      }
    },
    [box],
  )
  return { cursor, setCursor, editing, setEditing, onPoint, onEdit }
}
export type TableCursor = ReturnType<typeof useTableCursor>
