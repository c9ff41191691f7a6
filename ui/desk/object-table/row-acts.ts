import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { useModel } from '../../base/client/meta.ts'
import { useRemove, useSave } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { wireOf } from '../../base/field-types/parts/wire.ts'
import { useWords } from '../../base/i18n/i18n.ts'
import { useFormDrawer } from '../shell/create.tsx'
import { recordPath, usePeek } from '../../base/client/peek.ts'

/** What may be done with one row, wherever it is drawn. */
export interface RowActs {
  open(row: Row): void
  peek(row: Row): void
  save(row: Row, field: string, value: unknown): void
  remove?(row: Row): void
  edit?(row: Row): void
}

/** The acts on a row of a list: what is changed or deleted can be taken back. */
export const useRowActs = (object: MetaObject): RowActs => {
  const w = useWords()
  const model = useModel()
  const navigate = useNavigate()
  const toast = useToast()
  const openForm = useFormDrawer()
  const { open: openPeek } = usePeek()
  const save = useSave(object.name)
  const { remove, restore } = useRemove(object.name)
  return useMemo(
    (): RowActs => ({
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
}
