import { lazy, type ReactNode, Suspense } from 'react'
import { usePeek } from '../../base/client/peek.ts'
import { useNarrow } from '../../base/client/viewport.ts'
import { Failure, Skeleton } from '../../base/feedback/states.tsx'
import { CardList } from './card-list.tsx'
import { ListEmpty } from './list-empty.tsx'
import { useOpenList } from './open-list.ts'
import { ObjectTable } from './table.tsx'

const Board = lazy(() => import('./board.tsx'))
const CalendarView = lazy(() => import('./calendar.tsx'))

const Middle = ({ children }: { readonly children: ReactNode }) => (
  <div className="lk-grow" style={{ display: 'grid', placeItems: 'center' }}>
    {children}
  </div>
)

/** The rows that were read: cards on a narrow screen, else the table; or why there are none. */
const Rows = () => {
  const narrow = useNarrow()
  const { object, state, list, rows, filter, search, acts, setQ, create } = useOpenList()
  const clear = () => {
    setQ('')
    state.setFilter(null)
  }
  if (list.error)
    return (
      <Middle>
        <Failure error={list.error} retry={() => void list.refetch()} />
      </Middle>
    )
  if (list.isPending) return <Skeleton rows={12} />
  if (rows.length === 0)
    return (
      <Middle>
        <ListEmpty object={object} filtered={Boolean(filter) || search !== ''} clear={clear} create={create} />
      </Middle>
    )
  if (!narrow) return <ObjectTable />
  return (
    <CardList
      object={object}
      rows={rows}
      columns={state.view.columns.map(({ field }) => field)}
      acts={acts}
      more={list.hasNextPage}
      loadMore={() => void list.fetchNextPage()}
    />
  )
}

/** What a list shows of its rows: board, calendar, or the rows one by one. */
export const ListBody = () => {
  const { object, state, filter, search, acts } = useOpenList()
  const { peek } = usePeek()
  const { mode } = state.view
  if (mode === 'board' && object.board)
    return (
      <Suspense fallback={<Skeleton />}>
        <Board object={object} filter={filter} search={search} peeked={peek?.id ?? null} acts={acts} />
      </Suspense>
    )
  if (mode === 'calendar' && object.calendar)
    return (
      <Suspense fallback={<Skeleton />}>
        <CalendarView object={object} filter={filter} search={search} acts={acts} />
      </Suspense>
    )
  return <Rows />
}
