import { type FieldTypeName, isObject, type MetaField, type SelectOption } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { useModelAgain } from './custom.ts'
import { nameFrom } from './name-from.ts'

export interface EditedField {
  readonly on: string
  readonly name?: string
  readonly field?: MetaField
  readonly taken: readonly string[]
  close(): void
}

type Options = Readonly<Record<string, unknown>>
const isChoice = (one: unknown): one is SelectOption => isObject(one) && 'label' in one && isObject(one.label)

/** Choices as they are kept: those that have a word, named for programs where nobody named them. */
const cleanOptions = (options: Options): Options => {
  if (!Array.isArray(options.options)) return options
  return {
    ...options,
    options: options.options
      .filter(isChoice)
      .filter((one) => one.label.zh || one.label.en)
      .map((one, index) => ({
        ...one,
        value: one.value || nameFrom(one.label.en || one.label.zh, index + 1),
        label: { zh: one.label.zh || one.label.en, en: one.label.en || one.label.zh },
      })),
  }
}

/** A field while it is described: its type, words, name for programs and options. */
export const useFieldDraft = ({ on, name, field, taken, close }: EditedField) => {
  const w = useWords()
  const toast = useToast()
  const again = useModelAgain()
  const { busy, problem, attempt } = useAttempt()
  const [type, setType] = useState<FieldTypeName | null>(field?.type ?? null)
  const [zh, setZh] = useState(field?.label.zh ?? '')
  const [en, setEn] = useState(field?.label.en ?? '')
  const [code, setCode] = useState(name ?? '')
  const [options, setOptions] = useState<Options>(field?.options ?? {})
  const suggested = code || nameFrom(en || zh, taken.length + 1).replace(/^option_/, 'field_')
  const words = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
  const save = () =>
    attempt(async () => {
      const said = { label: words, options: cleanOptions(options) }
      if (name) await request(`/settings/fields/${on}/${name}`, { method: 'PATCH', body: said })
      else await request('/settings/fields', { body: { on, name: suggested, field: { type, ...said } } })
      await again()
      toast.done(w('toast.saved'))
      close()
    })
  return {
    type,
    setType,
    zh,
    setZh,
    en,
    setEn,
    code,
    setCode,
    suggested,
    options,
    setOptions,
    named: words.zh !== '',
    save,
    busy,
    problem,
  }
}
export type FieldDraft = ReturnType<typeof useFieldDraft>
