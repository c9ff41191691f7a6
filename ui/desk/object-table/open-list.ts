import type { MetaObject } from '@lianke/kernel'
import { createContext, useCallback, useContext, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useModel } from '../../base/client/meta.ts'
import { useList } from '../../base/client/records.ts'
import { firstOperator, groupOf, treeOf } from '../filter-builder/filter-tree.ts'
import { useFormDrawer } from '../shell/create.tsx'
import { useListQuestion } from './list-question.ts'
import { type ListState, useListState } from './list-state.ts'
import { listNeighbours } from './neighbours.ts'
import { useRowActs } from './row-acts.ts'

/** What is typed into the search of the list, and what is asked once the fingers rest. */
const useTyped = (state: ListState) => {
  const [q, setQ] = useState(state.q)
  const search = useDeferredValue(q.trim())
  useEffect(() => {
    if (search !== state.q) state.setQ(search)
  }, [search, state])
  return { q, setQ, search }
}

/** The conditions of the list: are they shown, and is another one wanted? */
const useFiltering = (object: MetaObject, state: ListState) => {
  const model = useModel()
  const [wanting, setWanting] = useState(0)
  const [shown, setShown] = useState(false)
  const { view, setFilter } = state
  const conditions = groupOf(view.filter).items.length
  const want = useCallback(() => {
    setShown(true)
    setWanting((n) => n + 1)
  }, [])
  return {
    conditions,
    wanting,
    shown,
    want,
    toggle: () => {
      setShown((old) => !old || conditions > 0)
      if (conditions === 0) setWanting((n) => n + 1)
    },
    change: (next: ListState['view']['filter']) => {
      setFilter(next)
      if (!next) setShown(false)
    },
    /** Begins a condition on a column. */
    byColumn: (name: string) => {
      const field = model.fieldAt(object.name, name)
      if (!field) return
      const { join, items } = groupOf(view.filter)
      setShown(true)
      setFilter(treeOf({ join, items: [...items, { field: name, op: firstOperator(field) }] }))
    },
  }
}

/** The rows of the question that have been read, and the way to those that have not. */
const useRowsRead = (object: MetaObject, query: ReturnType<typeof useListQuestion>['query'], enabled: boolean) => {
  const list = useList(object.name, query, { enabled })
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.data) ?? [], [list.data])
  useEffect(
    () =>
      listNeighbours(
        object.name,
        rows.map(({ id }) => id),
      ),
    [object.name, rows],
  )
  const first = list.data?.pages[0]
  return { list, rows, count: first?.count, asOf: first?.as_of }
}

/** A list that is open: its view and question, its rows, and which of them are chosen. */
export const useListOf = (object: MetaObject) => {
  const openForm = useFormDrawer()
  const state = useListState(object)
  const typed = useTyped(state)
  const filtering = useFiltering(object, state)
  const { filter, query } = useListQuestion(object, state.view, typed.search)
  const read = useRowsRead(object, query, state.view.mode === 'table')
  const acts = useRowActs(object)
  const [selected, select] = useState<ReadonlySet<string>>(new Set())
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, another selection
  useEffect(() => select(new Set()), [state.viewId, filter, typed.search])
  const create = useCallback(() => {
    if (object.may.create) openForm({ object: object.name })
  }, [object, openForm])
  return { object, state, ...typed, filtering, filter, query, ...read, acts, selected, select, create }
}
type OpenList = ReturnType<typeof useListOf>

export const OpenListContext = createContext<OpenList | null>(null)
/** The list around this part of it. */
export const useOpenList = (): OpenList => {
  const list = useContext(OpenListContext)
  if (!list) throw new Error('useOpenList is used inside a list page')
  return list
}
