import type { MetaObject } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRemove, useSave } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import type { ListState } from './list-state.ts'
import { type SavedView, valuesOfView } from './saved-views.ts'

/** Keeps what was changed in the view or as a new one, and deletes views. */
export const useViewActs = (object: MetaObject, state: ListState) => {
  const w = useWords()
  const toast = useToast()
  const store = useModel().keeping('views')
  const save = useSave(store?.name ?? '')
  const { remove, restore } = useRemove(store?.name ?? '')
  const { view, saved } = state
  const config = { columns: view.columns, sort: view.sort, filter: view.filter, mode: view.mode }
  const keepNew = (name: string, shared: boolean, done: () => void) =>
    save.mutate(
      { values: { name, object: object.name, shared, ...valuesOfView(config) } },
      {
        onSuccess: (row) => {
          done()
          state.setColumns(null)
          state.openView(row.id)
          toast.done(w('view.saved'))
        },
        onError: toast.failed,
      },
    )
  const keep = () =>
    saved &&
    save.mutate(
      { id: saved.id, values: valuesOfView(config) },
      {
        onSuccess: () => {
          state.discard()
          toast.done(w('view.saved'))
        },
        onError: toast.failed,
      },
    )
  const drop = (one: SavedView) =>
    remove.mutate([one.id], {
      onSuccess: () => {
        state.openView('all')
        toast.done(w('page.deleted', { title: one.name }), () => restore([one.id]))
      },
      onError: toast.failed,
    })
  return { mayKeep: store?.may.create === true, keepNew, keep, drop, busy: save.isPending }
}
export type ViewActs = ReturnType<typeof useViewActs>
