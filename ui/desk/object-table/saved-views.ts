import { type Row, filterIn, idIn, textsIn } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRows } from '../../base/client/records.ts'
import { useMe } from '../../base/client/session.ts'
import type { ViewConfig } from './view-state.ts'

export interface SavedView {
  readonly id: string
  readonly name: string
  readonly object: string
  readonly config: ViewConfig
  readonly shared: boolean
  readonly mine: boolean
  readonly version?: number
}

/** A view's parts as the record keeps them, and back. */
const configOf = ({ columns, sort, filter, layout }: Row): ViewConfig => ({
  ...(Array.isArray(columns) ? { columns: columns as ViewConfig['columns'] } : {}),
  ...(Array.isArray(sort) ? { sort: textsIn(sort) } : {}),
  ...(filter ? { filter: filterIn(filter) } : {}),
  ...(typeof layout === 'string' ? { mode: layout as ViewConfig['mode'] } : {}),
})
export const valuesOfView = ({ columns, sort, filter, mode }: ViewConfig): Record<string, unknown> => ({
  columns,
  sort,
  filter,
  layout: mode ?? 'table',
})

const viewOf = (row: Row, me: string | undefined): SavedView => {
  return {
    id: row.id,
    name: String(row.name ?? ''),
    object: String(row.object ?? ''),
    config: configOf(row),
    shared: Boolean(row.shared),
    mine: (idIn(row.owner) ?? undefined) === me,
    version: row.version,
  }
}

/** Views the signed-in person kept or that others share; of one object, or of all. */
export const useSavedViews = (object?: string): readonly SavedView[] => {
  const store = useModel().keeping('views')
  const { data: me } = useMe()
  const { data } = useRows(
    store?.name ?? '',
    { limit: 200, sort: ['position', 'name'] },
    { enabled: store !== undefined, staleTime: 60_000 },
  )
  return (data?.data ?? []).map((row) => viewOf(row, me?.staff?.id)).filter((view) => !object || view.object === object)
}
