import './table.css'
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useList } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { FilterBar } from '../filter-builder/filter-bar.tsx'
import { firstOperator, groupOf, treeOf } from '../filter-builder/filter-tree.ts'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { useFormDrawer } from '../shell/create.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { apiBase } from '../../base/client/request.ts'
import { exportRows } from './export-rows.ts'
import { ListBar } from './list-bar.tsx'
import { ListBody } from './list-body.tsx'
import { ListHead } from './list-head.tsx'
import { useListKeys } from './list-keys.ts'
import { useListQuestion } from './list-question.ts'
import { useListState } from './list-state.ts'
import { listNeighbours } from './neighbours.ts'
import { useRowActs } from './row-acts.ts'

/** The list of any object: views, filter sentences, table, board or calendar, and acts on many. */
const ListPage = ({ object }: { readonly object: MetaObject }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const toast = useToast()
  const openForm = useFormDrawer()
  const state = useListState(object)
  const { view } = state
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [q, setQ] = useState(state.q)
  const [wanting, setWanting] = useState(0)
  const [filterShown, setFilterShown] = useState(false)
  const deferred = useDeferredValue(q.trim())
  const { filter, query } = useListQuestion(object, view, deferred)
  const list = useList(object.name, query, { enabled: view.mode === 'table' })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  const acts = useRowActs(object)
  const counted = list.data?.pages[0]?.count
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
  const wantFilter = useCallback(() => {
    setFilterShown(true)
    setWanting((n) => n + 1)
  }, [])
  useListKeys({ wantFilter, create })

  const filterColumn = (name: string) => {
    const field = model.fieldAt(object.name, name)
    if (!field) return
    const { join, items } = groupOf(view.filter)
    setFilterShown(true)
    state.setFilter(treeOf({ join, items: [...items, { field: name, op: firstOperator(field) }] }))
  }
  const conditions = groupOf(view.filter).items.length
  const toggleFilter = () => {
    setFilterShown((old) => !old || conditions > 0)
    if (conditions === 0) setWanting((n) => n + 1)
  }
  const exportAll = () =>
    void exportRows({ object, columns: view.columns.map(({ field }) => field), query, model, text, w }).then(
      (n) => toast.done(w('list.exported', { n })),
      toast.failed,
    )
  /** The server writes the file as it reads, whatever its size. */
  const exportLines = () => {
    const asked = new URLSearchParams({ parts: object.parts.map(({ name }) => name).join(',') })
    if (query.filter) asked.set('filter', JSON.stringify(query.filter))
    if (query.search) asked.set('search', query.search)
    if (query.sort?.length) asked.set('sort', query.sort.join(','))
    location.assign(`${apiBase}/exports/${object.name.replace('.', '/')}.xlsx?${asked}`)
  }
  return (
    <section className="lk-list" aria-label={text(object.plural ?? object.label)}>
      <ListHead
        object={object}
        count={view.mode === 'table' ? counted : undefined}
        filter={filter}
        search={deferred}
        create={create}
        exportAll={exportAll}
        exportLines={exportLines}
      />
      <ListBar
        object={object}
        state={state}
        q={q}
        setQ={setQ}
        conditions={conditions}
        filterShown={filterShown}
        toggleFilter={toggleFilter}
      />
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
      <ListBody
        object={object}
        state={state}
        list={list}
        rows={rows}
        query={query}
        filter={filter}
        search={deferred}
        acts={acts}
        selected={selected}
        onSelect={setSelected}
        onFilterColumn={filterColumn}
        clear={() => {
          setQ('')
          state.setFilter(null)
        }}
        create={create}
      />
      {selected.size > 0 ? (
        <BulkBar
          object={object}
          rows={rows.filter((row: Row) => selected.has(row.id))}
          columns={view.columns.map(({ field }) => field)}
          matching={
            selected.size >= rows.length && list.hasNextPage
              ? { filter, search: deferred, count: counted && !counted.capped ? counted.value : null }
              : null
          }
          clear={() => setSelected(new Set())}
        />
      ) : null}
    </section>
  )
}
export default ListPage
