import type { Filter, MetaObject, Row } from '@lianke/kernel'
import { type DragEvent, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useList } from '../../base/client/records.ts'
import { useNumbers } from '../../base/field-types/parts/number.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { Card } from './board-card.tsx'
import { type BoardFace, faceFields } from './board-face.ts'
import { type SumOfColumn, sumOfRows } from './board-sum.ts'
import { LeftOut } from './left-out.tsx'
import type { RowActs } from './row-acts.ts'
import type { Drag } from './use-board-drag.ts'
import { joinFilters } from './view-state.ts'

export interface BoardColumn {
  readonly value: string | null
  readonly label: string
  readonly color: string
  /** What kind of place it is (won, lost), where that is known. */
  readonly kind?: string | undefined
  /** No longer given: it stands as long as cards are in it, and takes none. */
  readonly retired?: boolean | undefined
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
const useCards = ({ object, filter, search }: BoardOf, column: BoardColumn, face: BoardFace) => {
  const board = String(object.board)
  const where = joinFilters(
    filter,
    column.value === null ? { field: board, op: 'empty' } : { field: board, op: 'eq', value: column.value },
  )
  const list = useList(object.name, {
    fields: [...new Set([object.title, board, 'owner', ...faceFields(face)])],
    sort: [object.sort ?? '-created_at'],
    limit: cardsPerColumn,
    count: true,
    ...(where ? { filter: where } : {}),
    ...(search ? { search } : {}),
  })
  const rows = list.data?.pages.flatMap((page) => page.data) ?? []
  const count = list.data?.pages[0]?.count
  return { list, rows, count, where }
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

interface ColumnProps {
  readonly of: BoardOf
  readonly column: BoardColumn
  readonly face: BoardFace
  readonly drag: Drag
  /** What its cards come to, where not all of them are there to be added up. */
  readonly sum: SumOfColumn
}

/** What the cards of a column come to: added up where all are there, else as the figures have it. */
const ColumnSum = ({
  rows,
  whole,
  amount,
  sum: { sum, leftOut },
  object,
  where,
}: {
  readonly rows: readonly Row[]
  readonly whole: boolean
  readonly amount: string
  readonly sum: SumOfColumn
  readonly object: string
  readonly where: Filter | undefined
}) => {
  const { money } = useNumbers()
  const { tenant } = useModel()
  const own = whole ? sumOfRows(rows, amount) : null
  if (whole && rows.length === 0) return null
  const said = own ? money(own.amount, own.currency) : sum === null ? '' : money(sum, tenant.base_currency)
  return (
    <span className="lk-board-sum lk-num">
      {said}
      {own ? null : <LeftOut object={object} field={amount} filter={where} count={leftOut} />}
    </span>
  )
}

/** One column of a board: its cards, and more of them when the end comes in sight. */
export const Column = ({ of, column, face, drag, sum }: ColumnProps) => {
  const { object, peeked, acts } = of
  const { list, rows: read, count, where } = useCards(of, column, face)
  const rows = drag.inColumn(column, read)
  const moved = rows.length - read.length
  const taking = useTaking(drag, column)
  if ((column.value === null || column.retired) && rows.length === 0) return null
  return (
    <section aria-label={column.label} {...taking}>
      <div className="lk-board-head">
        <span className={`lk-pill lk-c-${column.color}`}>{column.label}</span>
        <span className="lk-num">{count ? `${count.value + moved}${count.capped ? '+' : ''}` : ''}</span>
        {face.amount && count ? (
          <ColumnSum rows={rows} whole={!list.hasNextPage} amount={face.amount} sum={sum} object={object.name} where={where} />
        ) : null}
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
          <Card
            key={row.id}
            object={object}
            row={row}
            face={face}
            acts={acts}
            peeked={peeked === row.id}
            onDrag={drag.begin}
            onShift={(by) => drag.shift(row, column, by)}
          />
        ))}
        <MoreCards list={list} />
      </div>
    </section>
  )
}
