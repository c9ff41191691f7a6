import { Segmented } from 'antd'
import { useMemo } from 'react'
import { useRecordPage } from '../../base/registry/registry.tsx'
import { fieldWidgets } from '../../base/field-types/registry.tsx'
import { useText } from '../../base/i18n/i18n.ts'
import { type BoardOf, Column } from './board-column.tsx'
import { BoardEnds } from './board-ends.tsx'
import { boardFace } from './board-face.ts'
import { useColumnSums } from './board-sum.ts'
import { useBoardColumns } from './use-board-columns.ts'
import { useBoardDrag } from './use-board-drag.ts'

/** Records as cards in columns; dragging one is an edit, allowed as far as the table of states allows. */
const Board = (of: BoardOf) => {
  const { object } = of
  const text = useText()
  const page = useRecordPage(object.name)
  const { columns, named, over, choices, parent, choose } = useBoardColumns(object, page?.path?.ends?.kind)
  const drag = useBoardDrag(of, named, columns)
  const face = useMemo(
    () => boardFace(object, page, ({ type }) => fieldWidgets[type].tooWide !== true && fieldWidgets[type].unlisted !== true),
    [object, page],
  )
  const sumOf = useColumnSums(of, face.amount)
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
          <Column key={column.value ?? ''} of={of} column={column} face={face} drag={drag} sum={sumOf(column.value)} />
        ))}
      </div>
      <BoardEnds columns={columns} drag={drag} />
    </>
  )
}
export default Board
