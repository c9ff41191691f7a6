import { Segmented } from 'antd'
import { useMemo } from 'react'
import { useText } from '../../base/i18n/i18n.ts'
import { type BoardOf, Column } from './board-column.tsx'
import { useBoardColumns } from './use-board-columns.ts'
import { useBoardDrag } from './use-board-drag.ts'
import { defaultColumns } from './view-state.ts'

const cardLinesMax = 4

/** Records as cards in columns; dragging one is an edit, allowed as far as the table of states allows. */
const Board = (of: BoardOf) => {
  const { object } = of
  const text = useText()
  const { columns, named, over, choices, parent, choose } = useBoardColumns(object)
  const drag = useBoardDrag(of, named)
  const board = String(object.board)
  const lines = useMemo(
    () =>
      defaultColumns(object)
        .map((column) => column.field)
        .filter((name) => name !== object.title && name !== board && name !== 'owner' && name !== 'created_at')
        .slice(0, cardLinesMax),
    [object, board],
  )
  return (
    <>
      {over && choices.length > 1 ? (
        <div className="lk-board-parents">
          <Segmented
            aria-label={text(over.label)}
            value={parent ?? undefined}
            onChange={(next) => choose(String(next))}
            options={choices.map((row) => ({ value: row.id, label: String(row[over.title] ?? '') }))}
          />
        </div>
      ) : null}
      <div className="lk-board">
        {columns.map((column) => (
          <Column key={column.value ?? ''} of={of} column={column} lines={lines} drag={drag} />
        ))}
      </div>
    </>
  )
}
export default Board
