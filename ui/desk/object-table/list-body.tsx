import { lazy, Suspense } from 'react'
import type { Filter, ListQuery, MetaObject, Row } from '@lianke/kernel'
import type { useList } from '../../base/client/records.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { usePeek } from '../../base/client/peek.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { CardList } from './card-list.tsx'
import { ListEmpty } from './list-empty.tsx'
import type { ListState } from './list-state.ts'
import type { RowActs } from './row-acts.ts'
import { ObjectTable } from './table.tsx'

const Board = lazy(() => import('./board.tsx'))
const CalendarView = lazy(() => import('./calendar.tsx'))

/** What a list shows of its rows: board, calendar, cards on a phone, else the table; or why there is nothing to show. */
export const ListBody = ({
  object,
  state,
  list,
  rows,
  query,
  filter,
  search,
  acts,
  selected,
  onSelect,
  onFilterColumn,
  clear,
  create,
}: {
  readonly object: MetaObject
  readonly state: ListState
  readonly list: ReturnType<typeof useList>
  readonly rows: readonly Row[]
  readonly query: ListQuery
  readonly filter: Filter | null
  readonly search: string
  readonly acts: RowActs
  readonly selected: ReadonlySet<string>
  onSelect(ids: ReadonlySet<string>): void
  onFilterColumn(field: string): void
  clear(): void
  create(): void
}) => {
  const narrow = useNarrow()
  const { peek } = usePeek()
  const { view } = state
  if (view.mode === 'board' && object.board)
    return (
      <Suspense fallback={<Skeleton />}>
        <Board object={object} filter={filter} search={search} peeked={peek?.id ?? null} acts={acts} />
      </Suspense>
    )
  if (view.mode === 'calendar' && object.calendar)
    return (
      <Suspense fallback={<Skeleton />}>
        <CalendarView object={object} filter={filter} search={search} acts={acts} />
      </Suspense>
    )
  if (list.error)
    return (
      <div className="lk-grow" style={{ display: 'grid', placeItems: 'center' }}>
        <Failure error={list.error} retry={() => void list.refetch()} />
      </div>
    )
  if (list.isPending) return <Skeleton rows={12} />
  if (rows.length === 0)
    return (
      <div className="lk-grow" style={{ display: 'grid', placeItems: 'center' }}>
        <ListEmpty object={object} filtered={Boolean(filter) || search !== ''} clear={clear} create={create} />
      </div>
    )
  if (narrow)
    return (
      <CardList
        object={object}
        rows={rows}
        columns={view.columns.map(({ field }) => field)}
        acts={acts}
        more={list.hasNextPage}
        loadMore={() => void list.fetchNextPage()}
      />
    )
  return (
    <ObjectTable
      object={object}
      rows={rows}
      columns={view.columns}
      sort={view.sort}
      selected={selected}
      acts={acts}
      peeked={peek?.object === object.name ? peek.id : null}
      place={`${object.name}:${state.viewId}:${JSON.stringify(query)}`}
      more={list.hasNextPage && !list.isFetchingNextPage}
      loadMore={() => void list.fetchNextPage()}
      onSelect={onSelect}
      onSort={state.setSort}
      onColumns={state.setColumns}
      onFilterColumn={onFilterColumn}
    />
  )
}
