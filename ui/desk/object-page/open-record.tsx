import type { MetaObject } from '@lianke/kernel'
import { useState } from 'react'
import { useRecord } from '../../base/client/records.ts'
import { ConflictDialog } from './conflict-dialog.tsx'
import { useRecordActions } from './record-actions.ts'
import { useTitle } from './record-face.tsx'
import { useFieldSave } from './use-field-save.tsx'
import { WhyDialog } from './why-dialog.tsx'

/** A record that is open, beside the list or on its page: what it is, what can be done with it, and the dialogs that doing it may ask. */
export const useOpenRecord = (object: MetaObject, id: string, gone?: () => void) => {
  const { data: row, error, refetch } = useRecord(object.name, id)
  const { set, conflict, closeConflict } = useFieldSave(object, row)
  const [why, setWhy] = useState(false)
  const title = useTitle(object, row)
  const actions = useRecordActions(object, row, () => setWhy(true), gone)
  const dialogs = (
    <>
      {conflict ? (
        <ConflictDialog
          object={object}
          conflict={conflict}
          close={closeConflict}
          apply={(values, theirs) => void set(values, theirs.version)}
        />
      ) : null}
      {why ? <WhyDialog object={object.name} id={id} close={() => setWhy(false)} /> : null}
    </>
  )
  return {
    row,
    error,
    again: () => void refetch(),
    title,
    actions,
    save: (values: Readonly<Record<string, unknown>>) => void set(values),
    dialogs,
  }
}
