import type { Filter, MetaObject } from '@lianke/kernel'
import { type DragEvent, useState } from 'react'
import { useList } from '../../base/client/records.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Card } from './board-card.tsx'
import type { RowActs } from './row-acts.ts'
import type { Drag } from './use-board-drag.ts'
import { joinFilters } from './view-state.ts'

export interface BoardColumn {
  readonly value: string | null
  readonly label: string
  readonly color: string
}
export interface BoardOf {
  readonly object: MetaObject
  readonly filter: Filter | null
  readonly search: string
  readonly peeked: string | null
  readonly acts: RowActs
}
const cardsPerColumn = 50
const readAheadPx = 200

/** The records of one column, and how many there are. */
const useCards = ({ object, filter, search }: BoardOf, column: BoardColumn, lines: readonly string[]) => {
  const board = String(object.board)
  const where = joinFilters(
    filter,
    column.value === null ? { field: board, op: 'empty' } : { field: board, op: 'eq', value: column.value },
  )
  const list = useList(object.name, {
    fields: [...new Set([object.title, board, 'owner', ...lines])],
    sort: [object.sort ?? '-created_at'],
    limit: cardsPerColumn,
    count: true,
    ...(where ? { filter: where } : {}),
    ...(search ? { search } : {}),
  })
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  const count = list.data?.pages[0]?.count
  return { list, rows, count }
}

type List = ReturnType<typeof useCards>['list']

const MoreCards = ({ list }: { readonly list: List }) => {
  const w = useWords()
  if (!list.hasNextPage) return null
  return (
    <button
      type="button"
      className="lk-plain lk-muted"
      style={{ padding: 8, textAlign: 'center' }}
      onClick={() => void list.fetchNextPage()}
    >
      {w('list.more_rows')}
    </button>
  )
}

/** What makes a column take what is dragged over it. */
const useTaking = (drag: Drag, column: BoardColumn) => {
  const [over, setOver] = useState(false)
  const closed = drag.row !== null && !drag.mayTake(column)
  return {
    className: `lk-board-column${over ? ' over' : ''}${closed ? ' closed' : ''}`,
    onDragOver: (event: DragEvent) => {
      if (!drag.row || closed) return
      event.preventDefault()
      setOver(true)
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault()
      setOver(false)
      drag.take(column)
    },
  }
}

/** One column of a board: its cards, and more of them when the end comes in sight. */
export const Column = ({
  of,
  column,
  lines,
  drag,
}: {
  readonly of: BoardOf
  readonly column: BoardColumn
  readonly lines: readonly string[]
  readonly drag: Drag
}) => {
  const { object, peeked, acts } = of
  const { list, rows, count } = useCards(of, column, lines)
  const taking = useTaking(drag, column)
  if (column.value === null && rows.length === 0) return null
  return (
    <section aria-label={column.label} {...taking}>
      <div className="lk-board-head">
        <span className={`lk-pill lk-c-${column.color}`}>{column.label}</span>
        <span className="lk-num">{count ? `${count.value}${count.capped ? '+' : ''}` : ''}</span>
      </div>
      <div
        className="lk-board-cards"
        onScroll={({ currentTarget }) => {
          if (
            list.hasNextPage &&
            !list.isFetchingNextPage &&
            currentTarget.scrollTop + currentTarget.clientHeight > currentTarget.scrollHeight - readAheadPx
          )
            void list.fetchNextPage()
        }}
      >
        {rows.map((row) => (
          <Card key={row.id} object={object} row={row} lines={lines} acts={acts} peeked={peeked === row.id} onDrag={drag.begin} />
        ))}
        <MoreCards list={list} />
      </div>
    </section>
  )
}
