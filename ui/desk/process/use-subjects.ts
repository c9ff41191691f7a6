import { isEventObject } from '../../base/client/event-object.ts'
import { useModel } from '../../base/client/meta.ts'
import { useText } from '../../base/i18n/i18n.ts'

/** Objects whose records may run through a process, to choose from. */
export const useSubjects = (): readonly { readonly value: string; readonly label: string }[] => {
  const text = useText()
  return useModel()
    .objects.filter((object) => !object.hidden && !object.ledger && !object.partOf && !isEventObject(object))
    .map((object) => ({ value: object.name, label: text(object.label) }))
}
