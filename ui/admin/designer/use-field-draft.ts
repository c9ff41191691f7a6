import { type FieldTypeName, type MetaField, optionsIn } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { useModelAgain } from './custom.ts'
import { cleanOptions, type Options } from './clean-options.ts'
import { nameFrom } from '../settings/name-from.ts'

export interface EditedField {
  readonly on: string
  readonly name?: string
  readonly field?: MetaField
  readonly taken: readonly string[]
  close(): void
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
  // Choices that records may hold go out of use instead of away.
  const [stored] = useState(() => new Set(optionsIn(field?.options).map(({ value }) => value)))
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
    stored,
    options,
    setOptions,
    named: words.zh !== '',
    save,
    busy,
    problem,
  }
}
export type FieldDraft = ReturnType<typeof useFieldDraft>
