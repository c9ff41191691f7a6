import './table.css'
import { Button, Dropdown, Input, Tooltip } from 'antd'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { useList, useRemove, useSave } from '../client/records.ts'
import { Failure, Empty, Skeleton } from '../feedback/states.tsx'
import { useToast } from '../feedback/toast.tsx'
import { wireOf } from '../field-types/parts/wire.ts'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { finished, firstOperator, groupOf, treeOf } from '../filter-builder/filter-tree.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { Icon } from '../icons/icon.tsx'
import { useFormDrawer } from '../shell/create.tsx'
import { recordPath, usePeek } from '../shell/peek.ts'
import { PanelSlot } from '../shell/panel-slot.tsx'
import { useNarrow } from '../shell/viewport.ts'
import { useModel } from '../client/meta.ts'
import { useRegistry } from '../shell/registry.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { CardList } from './card-list.tsx'
import { ColumnsMenu, SortMenu } from './list-menus.tsx'
import { useListState } from './list-state.ts'
import { ListCount } from './list-count.tsx'
import { exportRows } from './export-rows.ts'
import { ObjectTable, type TableActs } from './table.tsx'
import { ViewTabs } from './view-tabs.tsx'
import { modesOf } from './view-state.ts'
import { listNeighbours } from './neighbours.ts'

const Board = lazy(() => import('./board.tsx'))
const CalendarView = lazy(() => import('./calendar.tsx'))
const modeIcons = { table: 'table', board: 'board', calendar: 'calendar' } as const

/** The list of any object: views, filter sentences, table, board or calendar, and acts on many. */
const ListPage = ({ object }: { readonly object: MetaObject }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const navigate = useNavigate()
  // The room that imports registers a page `….import`; it takes the object from the address.
  const importPage = useRegistry().pages.find(({ name }) => name.endsWith('.import'))
  const narrow = useNarrow()
  const toast = useToast()
  const openForm = useFormDrawer()
  const { peek, open: openPeek, close: closePeek } = usePeek()
  const state = useListState(object)
  const { view } = state
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [q, setQ] = useState(state.q)
  const [wanting, setWanting] = useState(0)
  const [filterShown, setFilterShown] = useState(false)
  const deferred = useDeferredValue(q.trim())
  // Conditions stay on screen while unfinished; only finished ones are asked.
  const filter = useMemo(() => finished(view.filter), [view.filter])
  const columns = useMemo(
    () => [
      ...new Set([
        ...view.columns.map(({ field }) => field),
        object.title,
        ...(object.states ? [object.states.field] : []),
        ...(object.board ? [object.board] : []),
        ...('avatar' in object.fields ? ['avatar'] : []),
      ]),
    ],
    [view.columns, object],
  )
  const query = useMemo(
    () => ({
      fields: columns,
      sort: [...view.sort],
      count: true,
      ...(filter ? { filter } : {}),
      ...(deferred ? { search: deferred } : {}),
    }),
    [columns, view.sort, filter, deferred],
  )
  const list = useList(object.name, query, { enabled: view.mode === 'table' })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const save = useSave(object.name)
  const { remove, restore } = useRemove(object.name)
  useEffect(
    () =>
      listNeighbours(
        object.name,
        rows.map(({ id }) => id),
      ),
    [object.name, rows],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, another selection
  useEffect(() => setSelected(new Set()), [state.viewId, filter, deferred])
  useEffect(() => {
    if (deferred !== state.q) state.setQ(deferred)
  }, [deferred, state])

  const create = useCallback(() => object.may.create && openForm({ object: object.name }), [object, openForm])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        target.closest('input, textarea, [contenteditable], [role=dialog], .ant-select')
      )
        return
      if (event.key === '/') {
        event.preventDefault()
        setFilterShown(true)
        setWanting((n) => n + 1)
      } else if (event.key === 'c') {
        event.preventDefault()
        create()
      } else if (event.key === 'Escape' && peek) closePeek()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [create, peek, closePeek])

  const acts = useMemo(
    (): TableActs => ({
      open: (row) => void navigate({ to: recordPath(object.name, row.id) }),
      peek: (row) => openPeek(object.name, row.id),
      edit: (row) => openForm({ object: object.name, id: row.id }),
      save: (row, name, value) => {
        const field = model.fieldAt(object.name, name)
        const before = row[name]
        save.mutate(
          { id: row.id, values: { [name]: wireOf(field, value) }, shown: { [name]: value }, version: row.version },
          {
            onSuccess: () =>
              toast.done(w('toast.saved'), () =>
                save.mutateAsync({ id: row.id, values: { [name]: wireOf(field, before) }, shown: { [name]: before } }),
              ),
            onError: toast.failed,
          },
        )
      },
      remove: (row) =>
        remove.mutate([row.id], {
          onSuccess: () => toast.done(w('list.deleted', { n: 1 }), () => restore([row.id])),
          onError: toast.failed,
        }),
    }),
    [navigate, object, openPeek, openForm, model, save, remove, restore, toast, w],
  )

  const filterColumn = (name: string) => {
    const field = model.fieldAt(object.name, name)
    if (!field) return
    const { join, items } = groupOf(view.filter)
    setFilterShown(true)
    state.setFilter(treeOf({ join, items: [...items, { field: name, op: firstOperator(field) }] }))
  }
  const filtered = Boolean(filter) || deferred !== ''
  const objectName = text(object.plural ?? object.label)
  const exportAll = () =>
    void exportRows({ object, columns: view.columns.map(({ field }) => field), query, model, text, w }).then(
      (n) => toast.done(w('list.exported', { n })),
      toast.failed,
    )
  const body = () => {
    if (view.mode === 'board' && object.board)
      return (
        <Suspense fallback={<Skeleton />}>
          <Board object={object} filter={filter} search={deferred} peeked={peek?.id ?? null} acts={acts} />
        </Suspense>
      )
    if (view.mode === 'calendar' && object.calendar)
      return (
        <Suspense fallback={<Skeleton />}>
          <CalendarView object={object} filter={filter} search={deferred} acts={acts} />
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
          {filtered ? (
            <Empty icon="search" title={w('list.empty_filtered', { object: objectName })} help={w('list.empty_filtered_help')}>
              <Button
                onClick={() => {
                  setQ('')
                  state.setFilter(null)
                }}
              >
                {w('list.clear_filter')}
              </Button>
            </Empty>
          ) : (
            <Empty
              icon={object.icon ?? 'box'}
              title={w('list.empty', { object: objectName })}
              help={object.may.create ? w('list.empty_help') : undefined}
            >
              {object.may.create && !object.ledger ? (
                <Button type="primary" onClick={create}>
                  {w('search.new', { object: text(object.label) })}
                </Button>
              ) : null}
            </Empty>
          )}
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
        onSelect={setSelected}
        onSort={state.setSort}
        onColumns={state.setColumns}
        onFilterColumn={filterColumn}
      />
    )
  }
  const modes = modesOf(object)
  const conditions = groupOf(view.filter).items.length
  const first = list.data?.pages[0]
  return (
    <section className="lk-list" aria-label={objectName}>
      <header className="lk-list-head">
        <h1 className="lk-title-2 lk-ellipsis">{objectName}</h1>
        {view.mode === 'table' && first?.count ? (
          <ListCount object={object} count={first.count} filter={filter} search={deferred} />
        ) : null}
        <span className="lk-grow" />
        <PanelSlot slot={`${object.name}:list`} object={object.name} id="" />
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: [
              ...(object.may.import && importPage
                ? [{ key: 'import', icon: <Icon name="upload" size={14} />, label: w('list.import') }]
                : []),
              ...(object.may.export
                ? [{ key: 'export', icon: <Icon name="download" size={14} />, label: w('list.export') }]
                : []),
            ],
            onClick: ({ key }) =>
              key === 'export' ? exportAll() : void navigate({ to: importPage?.path, search: { object: object.name } as never }),
          }}
        >
          <button type="button" className="lk-icon-button" aria-label={w('common.more')}>
            <Icon name="more" size={16} />
          </button>
        </Dropdown>
        {object.may.create && !object.ledger ? (
          <Tooltip title={<>{w('search.new', { object: text(object.label) })}&ensp;C</>} mouseEnterDelay={0.5}>
            <Button type="primary" icon={<Icon name="plus" size={15} />} onClick={create}>
              {narrow ? '' : w('list.new')}
            </Button>
          </Tooltip>
        ) : null}
      </header>
      <div className="lk-list-bar">
        <ViewTabs object={object} state={state} />
        <span className="lk-grow" />
        {narrow ? null : (
          <Input
            className="lk-list-find"
            size="small"
            variant="filled"
            allowClear
            prefix={<Icon name="search" size={13} />}
            placeholder={w('list.search')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        )}
        <button
          type="button"
          className={`lk-tool${conditions > 0 ? ' on' : ''}`}
          aria-expanded={filterShown}
          onClick={() => {
            setFilterShown((old) => !old || conditions > 0)
            if (conditions === 0) setWanting((n) => n + 1)
          }}
        >
          <Icon name="filter" size={15} />
          <span>
            {w('list.filter')}
            {conditions > 0 ? ` ${conditions}` : ''}
          </span>
        </button>
        {view.mode === 'table' ? (
          <>
            <SortMenu object={object} sort={view.sort} onSort={state.setSort} />
            {narrow ? null : <ColumnsMenu object={object} columns={view.columns} onColumns={state.setColumns} />}
          </>
        ) : null}
        {modes.length > 1
          ? modes.map((mode) => (
              <Tooltip key={mode} title={w(`list.${mode}`)} mouseEnterDelay={0.4}>
                <button
                  type="button"
                  className={`lk-icon-button small${view.mode === mode ? ' on' : ''}`}
                  style={view.mode === mode ? { color: 'var(--lk-accent-text)', background: 'var(--lk-accent-soft)' } : undefined}
                  aria-pressed={view.mode === mode}
                  aria-label={w(`list.${mode}`)}
                  onClick={() => state.setMode(mode)}
                >
                  <Icon name={modeIcons[mode]} size={15} />
                </button>
              </Tooltip>
            ))
          : null}
      </div>
      {narrow ? (
        <div style={{ padding: '8px 16px 0' }}>
          <Input
            variant="filled"
            allowClear
            prefix={<Icon name="search" size={14} />}
            placeholder={w('list.search')}
            value={q}
            onChange={(event) => setQ(event.target.value)}
          />
        </div>
      ) : null}
      {conditions > 0 || filterShown ? (
        <div className="lk-list-filter">
          <FilterBar
            object={object.name}
            value={view.filter}
            onChange={(next) => {
              state.setFilter(next)
              if (!next) setFilterShown(false)
            }}
            openSignal={wanting}
          />
        </div>
      ) : null}
      {body()}
      {selected.size > 0 ? (
        <BulkBar
          object={object}
          rows={rows.filter((row: Row) => selected.has(row.id))}
          columns={view.columns.map(({ field }) => field)}
          clear={() => setSelected(new Set())}
        />
      ) : null}
    </section>
  )
}
export default ListPage
