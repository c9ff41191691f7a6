import { Segmented } from 'antd'
import { useMemo, useState } from 'react'
import { type Filter, idIn, isObject, linkOf, type MetaObject, referenceIn, type Row, type SelectOption } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useList, useRows, useSave } from '../../base/client/records.ts'
import { useStateAct } from './state-act.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { FieldValue, isEmpty } from '../../base/field-types/registry.tsx'
import { referenceOf } from '../../base/field-types/parts/record-picker.tsx'
import { Avatar } from '../../base/feedback/avatar.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import type { RowActs } from './row-acts.ts'
import { defaultColumns, joinFilters } from './view-state.ts'
import { titleOf } from '../../base/client/title-of.ts'

/** A reference to something that may not be seen: it has no title. */
const isUntitled = (value: unknown): boolean => isObject(value) && value.title === null

interface BoardColumn {
  readonly value: string | null
  readonly label: string
  readonly color: string
}
interface Shared {
  readonly object: MetaObject
  readonly filter: Filter | null
  readonly search: string
  readonly peeked: string | null
  readonly acts: RowActs
}
const cardsPerColumn = 50
const parentsMax = 30
const cardLinesMax = 4

const Card = ({
  object,
  row,
  lines,
  acts,
  peeked,
  onDrag,
}: {
  readonly object: MetaObject
  readonly row: Row
  readonly lines: readonly string[]
  readonly acts: RowActs
  readonly peeked: boolean
  onDrag(row: Row | null): void
}) => {
  const model = useModel()
  const [dragging, setDragging] = useState(false)
  const owner = referenceIn(row.owner)
  return (
    <button
      type="button"
      className={`lk-card${peeked ? ' peeked' : ''}${dragging ? ' dragging' : ''}`}
      draggable={object.may.update}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        setDragging(true)
        onDrag(row)
      }}
      onDragEnd={() => {
        setDragging(false)
        onDrag(null)
      }}
      onClick={() => acts.peek(row)}
      onDoubleClick={() => acts.open(row)}
    >
      <span className="lk-row">
        <span className="lk-card-title lk-ellipsis lk-grow">{titleOf(object, row) || '—'}</span>
        {owner?.title ? <Avatar name={owner.title} size={18} /> : null}
      </span>
      {lines
        .filter((name) => !isEmpty(row[name]) && !isUntitled(row[name]))
        .map((name) => {
          const field = model.fieldAt(object.name, name)
          return field ? (
            <span key={name} className="lk-card-line">
              <FieldValue field={field} value={row[name]} />
            </span>
          ) : null
        })}
    </button>
  )
}

const Column = ({
  object,
  filter,
  search,
  peeked,
  acts,
  column,
  lines,
  dragged,
  onDrag,
  mayTake,
  take,
}: Shared & {
  readonly column: BoardColumn
  readonly lines: readonly string[]
  readonly dragged: Row | null
  onDrag(row: Row | null): void
  mayTake(column: BoardColumn): boolean
  take(column: BoardColumn): void
}) => {
  const w = useWords()
  const [over, setOver] = useState(false)
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
  if (column.value === null && rows.length === 0) return null
  const closed = dragged !== null && !mayTake(column)
  return (
    <section
      className={`lk-board-column${over ? ' over' : ''}${closed ? ' closed' : ''}`}
      aria-label={column.label}
      onDragOver={(event) => {
        if (dragged && !closed) {
          event.preventDefault()
          setOver(true)
        }
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        take(column)
      }}
    >
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
            currentTarget.scrollTop + currentTarget.clientHeight > currentTarget.scrollHeight - 200
          )
            void list.fetchNextPage()
        }}
      >
        {rows.map((row) => (
          <Card key={row.id} object={object} row={row} lines={lines} acts={acts} peeked={peeked === row.id} onDrag={onDrag} />
        ))}
        {list.hasNextPage ? (
          <button
            type="button"
            className="lk-plain lk-muted"
            style={{ padding: 8, textAlign: 'center' }}
            onClick={() => void list.fetchNextPage()}
          >
            {w('list.more_rows')}
          </button>
        ) : null}
      </div>
    </section>
  )
}

/** Records as cards in columns; dragging one is an edit, allowed as far as the table of states allows. */
const Board = (shared: Shared) => {
  const { object, acts } = shared
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const model = useModel()
  const save = useSave(object.name)
  const stateAct = useStateAct(object)
  const [dragged, setDragged] = useState<Row | null>(null)
  const board = String(object.board)
  const field = object.fields[board]
  const to = field ? model.object(linkOf(field) ?? '') : undefined
  const over = to?.partOf ? model.object(to.partOf.object) : undefined
  const parents = useRows(
    over?.name ?? '',
    { limit: parentsMax, ...(over?.sort ? { sort: [over.sort] } : {}) },
    { enabled: Boolean(over) },
  )
  const [chosen, setChosen] = useState<string | null>(null)
  // Stages of several pipelines side by side would be no order at all: one pipeline at a time.
  const parent = over ? (chosen ?? parents.data?.data[0]?.id ?? null) : null
  const stages = useRows(
    to?.name ?? '',
    {
      limit: 50,
      sort: [to && ('position' in to.fields ? 'position' : 'order' in to.fields ? 'order' : (to.sort ?? 'created_at'))].flatMap(
        (one) => one ?? [],
      ),
    },
    { enabled: Boolean(to) },
  )
  const columns = useMemo((): BoardColumn[] => {
    const none = { value: null, label: w('list.no_group'), color: 'grey' }
    const ofParent = (row: Row) => !to?.partOf || parent === null || referenceOf(row[to.partOf.reference])?.id === parent
    if (to)
      return [
        ...(stages.data?.data ?? [])
          .filter(ofParent)
          .map((row) => ({ value: row.id, label: String(row[to.title] ?? ''), color: 'grey' })),
        none,
      ]
    return [
      ...((field?.options.options as readonly SelectOption[] | undefined) ?? [])
        .filter((one) => !one.archived)
        .map((one) => ({ value: one.value, label: text(one.label), color: one.color ?? 'grey' })),
      none,
    ]
  }, [to, parent, stages.data, field, text, w])
  const lines = useMemo(
    () =>
      defaultColumns(object)
        .map((column) => column.field)
        .filter((name) => name !== object.title && name !== board && name !== 'owner' && name !== 'created_at')
        .slice(0, cardLinesMax),
    [object, board],
  )
  const valueOf = (row: Row): string | null => {
    const value = row[board]
    return idIn(value)
  }
  const mayTake = (column: BoardColumn): boolean => {
    if (!dragged || column.value === null) return false
    const from = valueOf(dragged)
    if (from === column.value) return true
    if (!field?.writable && !stateAct.of(column.value)) return false
    if (object.states?.field !== board || from === null) return true
    return object.states.moves[from]?.includes(column.value) ?? false
  }
  const take = (column: BoardColumn) => {
    const row = dragged
    setDragged(null)
    const state = column.value
    if (!row || state === null || !mayTake(column) || valueOf(row) === state) return
    // What only an act may write, the act writes; one that asks for more is found on the record.
    if (!field?.writable) {
      if (stateAct.asks(state)) acts.peek(row)
      else stateAct.run(row, state).then(() => toast.done(w('toast.saved')), toast.failed)
      return
    }
    const before = row[board]
    const change = (value: unknown, shown: unknown, version?: number) =>
      save.mutateAsync({ id: row.id, values: { [board]: value }, shown: { [board]: shown }, version })
    // With the version that was seen: a stale board moves nothing back.
    change(state, to ? { id: state, title: column.label } : state, row.version).then(
      () => toast.done(w('toast.saved'), () => change(valueOf(row), before)),
      toast.failed,
    )
  }
  const choices = parents.data?.data ?? []
  return (
    <>
      {over && choices.length > 1 ? (
        <div className="lk-board-parents">
          <Segmented
            aria-label={text(over.label)}
            value={parent ?? undefined}
            onChange={(next) => setChosen(String(next))}
            options={choices.map((row) => ({ value: row.id, label: String(row[over.title] ?? '') }))}
          />
        </div>
      ) : null}
      <div className="lk-board">
        {columns.map((column) => (
          <Column
            key={column.value ?? ''}
            {...shared}
            acts={acts}
            column={column}
            lines={lines}
            dragged={dragged}
            onDrag={setDragged}
            mayTake={mayTake}
            take={take}
          />
        ))}
      </div>
    </>
  )
}
export default Board
