import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { type Filter, type MetaObject } from '@lianke/kernel'
import { useSavedViews } from './saved-views.ts'
import { type ColumnChoice, resolveView, type ViewConfig, viewChanged, type ViewMode } from './view-state.ts'

interface ListSearch {
  readonly view?: string
  readonly q?: string
  readonly filter?: Filter | null
  readonly sort?: readonly string[]
  readonly mode?: ViewMode
}

const columnsKey = (object: string, view: string) => `lianke.columns.${object}.${view}`
const storedColumns = (key: string): readonly ColumnChoice[] | undefined => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(kept) ? (kept as ColumnChoice[]) : undefined
  } catch {
    // Somebody else's text under our key is as good as none.
    return undefined
  }
}
/** Views that every object has, before anybody saves one. */
export const builtInViews = (object: MetaObject): readonly { readonly id: string; readonly config: ViewConfig }[] => [
  { id: 'all', config: {} },
  ...(object.may.create && !object.ledger ? [{ id: 'mine', config: { filter: { field: 'owner', op: 'me' } as const } }] : []),
]

/** State of a list: the address carries view, filter, sort, mode and search, so that links, reload and back all work. */
export const useListState = (object: MetaObject) => {
  const search = useSearch({ strict: false }) as ListSearch
  const navigate = useNavigate()
  const views = useSavedViews(object.name)
  const viewId = search.view ?? 'all'
  const saved = views.find(({ id }) => id === viewId)
  const config = saved?.config ?? builtInViews(object).find(({ id }) => id === viewId)?.config
  const key = columnsKey(object.name, viewId)
  const [columnsAt, setColumnsAt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when they were just written
  const ownColumns = useMemo(() => storedColumns(key), [key, columnsAt])
  const changes = useMemo(
    (): ViewConfig => ({
      ...(ownColumns ? { columns: ownColumns } : {}),
      ...(search.sort ? { sort: search.sort } : {}),
      ...(search.filter !== undefined ? { filter: search.filter } : {}),
      ...(search.mode ? { mode: search.mode } : {}),
    }),
    [ownColumns, search.sort, search.filter, search.mode],
  )
  const view = useMemo(() => resolveView(object, config, changes), [object, config, changes])
  const go = useCallback(
    (part: Partial<ListSearch>, push = false) =>
      void navigate({
        to: '.',
        search: ((old: Record<string, unknown>) => ({ ...old, ...part })) as never,
        replace: !push,
        resetScroll: false,
      }),
    [navigate],
  )
  const setColumns = useCallback(
    (columns: readonly ColumnChoice[] | null) => {
      if (columns) localStorage.setItem(key, JSON.stringify(columns))
      else localStorage.removeItem(key)
      setColumnsAt((n) => n + 1)
    },
    [key],
  )
  return {
    view,
    viewId,
    saved,
    views,
    q: search.q ?? '',
    changed: viewChanged(object, config, changes),
    setFilter: (filter: Filter | null) => go({ filter }),
    setSort: (sort: readonly string[]) => go({ sort }),
    setMode: (mode: ViewMode) => go({ mode }, true),
    setQ: (q: string) => go({ q: q || undefined }),
    setColumns,
    openView: (id: string) =>
      go({ view: id === 'all' ? undefined : id, filter: undefined, sort: undefined, mode: undefined }, true),
    discard: () => {
      setColumns(null)
      go({ filter: undefined, sort: undefined, mode: undefined })
    },
  }
}
export type ListState = ReturnType<typeof useListState>
