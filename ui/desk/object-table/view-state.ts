import { type Filter, listIn, type MetaObject, oneOf } from '@lianke/kernel'
import { fieldsOf } from '../../base/client/meta.ts'
import { fieldWidgets } from '../../base/field-types/registry.tsx'

export interface ColumnChoice {
  readonly field: string
  readonly width?: number
}
const viewModes = ['table', 'board', 'calendar'] as const
export type ViewMode = (typeof viewModes)[number]

/** The columns that a kept text or a record holds; undefined where it holds none. */
export const columnsIn = (kept: unknown): readonly ColumnChoice[] | undefined =>
  Array.isArray(kept)
    ? listIn(kept, ({ field, width }) =>
        typeof field === 'string' ? { field, ...(typeof width === 'number' ? { width } : {}) } : null,
      )
    : undefined
export const modeIn = (kept: unknown): ViewMode | undefined => oneOf(viewModes, kept)

/** What a view remembers. Everything absent follows the object's definition. */
export interface ViewConfig {
  readonly columns?: readonly ColumnChoice[]
  readonly sort?: readonly string[]
  readonly filter?: Filter | null
  readonly mode?: ViewMode
}

export const sortsMax = 3
const firstColumnsMax = 8

/** Columns of the first list: the title, what the definition marks, else the first telling fields; owner and creation at the end. */
export const defaultColumns = (object: MetaObject): ColumnChoice[] => {
  const { columns } = object
  if (columns) {
    const known = fieldsOf(object)
    const shown = columns.filter((name) => known[name] && !known[name].options.hidden)
    // What an administrator wants shown is shown, too.
    const own = Object.keys(known).filter((name) => name.startsWith('c_') && known[name]?.options.inList)
    return [...new Set([object.title, ...shown, ...own])].map((field) => ({ field }))
  }
  const names = Object.keys(object.fields).filter((name) => name !== object.title && !object.fields[name]?.options.hidden)
  const marked = names.filter((name) => object.fields[name]?.options.inList)
  const chosen =
    marked.length > 0
      ? marked
      : names.filter((name) => !fieldWidgets[object.fields[name]?.type ?? 'text'].unlisted).slice(0, firstColumnsMax - 2)
  return [object.title, ...chosen, 'owner', 'created_at']
    .filter((name, index, all) => all.indexOf(name) === index)
    .map((field) => ({ field }))
}

/** The view as it is shown: a saved view (or the definition) with what was changed since on top. */
export const resolveView = (object: MetaObject, saved: ViewConfig | undefined, changes: ViewConfig): Required<ViewConfig> => {
  const columns = changes.columns ?? saved?.columns ?? defaultColumns(object)
  const known = fieldsOf(object)
  const usable = columns.filter(({ field }) => field.includes('.') || field in known)
  return {
    // The title leads every table, also in views kept before a field was removed.
    columns: usable.some(({ field }) => field === object.title) ? usable : [{ field: object.title }, ...usable],
    sort: changes.sort ?? saved?.sort ?? (object.sort ? [object.sort] : ['-created_at']),
    filter: changes.filter !== undefined ? changes.filter : (saved?.filter ?? null),
    mode: changes.mode ?? saved?.mode ?? 'table',
  }
}

/** Does anything that is worth keeping differ from what is saved? Looking at the same records as a board is not. */
export const viewChanged = (object: MetaObject, saved: ViewConfig | undefined, changes: ViewConfig): boolean =>
  JSON.stringify(resolveView(object, saved, {})) !== JSON.stringify(resolveView(object, saved, { ...changes, mode: saved?.mode }))

/** Sort by one field: ascending, then descending, then no more. */
export const toggleSort = (sort: readonly string[], field: string): readonly string[] =>
  sort[0] === field ? [`-${field}`] : sort[0] === `-${field}` ? [] : [field]
export const sortOf = (sort: readonly string[], field: string): 'asc' | 'desc' | null =>
  sort.includes(field) ? 'asc' : sort.includes(`-${field}`) ? 'desc' : null

/** Moves a column before another; the title stays first. */
export const moveColumn = (columns: readonly ColumnChoice[], from: string, to: string, title: string): ColumnChoice[] => {
  const moved = columns.find(({ field }) => field === from)
  if (!moved || from === to || from === title) return [...columns]
  const rest = columns.filter(({ field }) => field !== from)
  const at = Math.max(
    rest.findIndex(({ field }) => field === to),
    rest[0]?.field === title ? 1 : 0,
  )
  return [...rest.slice(0, at), moved, ...rest.slice(at)]
}

/** Conditions together: what is given is joined by "and", nothing given is null. */
export const joinFilters = (...filters: readonly (Filter | null | undefined)[]): Filter | undefined => {
  const given = filters.filter((filter): filter is Filter => Boolean(filter))
  return given.length === 0 ? undefined : given.length === 1 ? given[0] : { and: given }
}

/** Views the object can be seen as. */
export const modesOf = (object: MetaObject): readonly ViewMode[] => [
  'table',
  ...(object.board ? (['board'] as const) : []),
  ...(object.calendar ? (['calendar'] as const) : []),
]
