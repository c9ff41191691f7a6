import { useCallback, useState } from 'react'
import type { MetaObject, Row } from '@lianke/kernel'
import { useSave } from '../../base/client/records.ts'
import { commonFields } from '../../base/client/meta.ts'
import { Problem, pathOf, request } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { wireOf } from '../../base/field-types/parts/wire.ts'
import { useWords } from '../../base/i18n/i18n.ts'

export interface Conflict {
  readonly theirs: Row
  readonly mine: Readonly<Record<string, unknown>>
}

/** Saves one field in place: shown at once, undoable, and honest when somebody else was faster. */
export const useFieldSave = (object: MetaObject, row: Row | undefined) => {
  const w = useWords()
  const toast = useToast()
  const save = useSave(object.name)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const { mutateAsync } = save
  const set = useCallback(
    async (values: Readonly<Record<string, unknown>>, version?: number) => {
      if (!row) return
      const wire = (from: Readonly<Record<string, unknown>>) =>
        Object.fromEntries(
          Object.keys(values).map((name) => [name, wireOf(object.fields[name] ?? commonFields[name], from[name])]),
        )
      try {
        await mutateAsync({ id: row.id, values: wire(values), shown: values, version: version ?? row.version })
        toast.done(w('toast.saved'), () =>
          mutateAsync({
            id: row.id,
            values: wire(row),
            shown: Object.fromEntries(Object.keys(values).map((name) => [name, row[name]])),
          }),
        )
      } catch (error) {
        if (error instanceof Problem && error.code === 'record.stale_version') {
          try {
            setConflict({ theirs: await request<Row>(`${pathOf(object.name)}/${row.id}`), mine: values })
          } catch (second) {
            toast.failed(second)
          }
        } else toast.failed(error)
      }
    },
    [row, object, mutateAsync, toast, w],
  )
  return { set, conflict, closeConflict: () => setConflict(null) }
}
