import { type Field, type FieldTypeName, type OwnEvent } from '@lianke/kernel'
import { useState } from 'react'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { cleanOptions, type Options } from '../designer/clean-options.ts'
import { changeEvent, useEventsAgain } from './event-data.ts'

export interface EditedProperty {
  readonly event: OwnEvent
  /** Absent: a new one. */
  readonly property?: string
  close(): void
}

const general = ['required', 'masked'] as const

/** A property while it is described. */
export const usePropertyDraft = ({ event, property, close }: EditedProperty) => {
  const w = useWords()
  const toast = useToast()
  const again = useEventsAgain()
  const { busy, problem, attempt } = useAttempt()
  const before: Field | undefined = property === undefined ? undefined : event.fields[property]
  const [zh, setZh] = useState(before?.label.zh ?? '')
  const [en, setEn] = useState(before?.label.en ?? '')
  const [name, setName] = useState(property ?? '')
  const [type, chooseType] = useState<FieldTypeName>(before?.type ?? 'text')
  const [options, setOptions] = useState<Options>(before?.options ?? {})
  /** What belongs to a type does not go along to another. */
  const setType = (next: FieldTypeName) => {
    chooseType(next)
    setOptions(Object.fromEntries(general.map((one) => [one, options[one]])))
  }
  const words = { zh: zh.trim() || en.trim() || name, en: en.trim() || zh.trim() || name }
  const save = () =>
    attempt(async () => {
      const field = { type, label: words, options: cleanOptions(options) }
      await changeEvent(event, { fields: { ...event.fields, [name]: field } })
      await again()
      toast.done(w('toast.saved'))
      close()
    })
  return { zh, setZh, en, setEn, name, setName, type, setType, options, setOptions, ready: name !== '', save, busy, problem }
}
export type PropertyDraft = ReturnType<typeof usePropertyDraft>
