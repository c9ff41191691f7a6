import { useNavigate } from '@tanstack/react-router'
import type { MetaObject, Row } from '@lianke/kernel'
import { useRemove } from '../../base/client/records.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { useFormDrawer } from '../shell/create.tsx'
import { listPath, recordPath } from '../../base/client/peek.ts'
import { titleOf } from '../../base/client/title-of.ts'

/** What every record offers beside its commands. */
export const useRecordActions = (object: MetaObject, row: Row | undefined, why: () => void, gone?: () => void) => {
  const w = useWords()
  const toast = useToast()
  const navigate = useNavigate()
  const openForm = useFormDrawer()
  const { remove, restore } = useRemove(object.name)
  if (!row) return []
  const title = titleOf(object, row)
  return [
    ...(object.may.update && !object.ledger
      ? [{ key: 'edit', icon: 'edit', label: w('common.edit'), run: () => openForm({ object: object.name, id: row.id }) }]
      : []),
    {
      key: 'copy',
      icon: 'link',
      label: w('page.copy_link'),
      run: () =>
        void navigator.clipboard
          .writeText(location.origin + recordPath(object.name, row.id))
          .then(() => toast.done(w('toast.copied')), toast.failed),
    },
    { key: 'why', icon: 'help', label: w('page.why'), run: why },
    ...(object.may.delete && !object.ledger
      ? [
          {
            key: 'delete',
            icon: 'trash',
            danger: true,
            label: w('common.delete'),
            run: () =>
              remove.mutate([row.id], {
                onSuccess: () => {
                  toast.done(w('page.deleted', { title }), () => restore([row.id]))
                  gone ? gone() : void navigate({ to: listPath(object.name) })
                },
                onError: toast.failed,
              }),
          },
        ]
      : []),
  ]
}
