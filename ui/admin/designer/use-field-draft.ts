import { type FieldTypeName, type Label, type MetaField, optionsIn } from '@lianke/kernel'
import { useState } from 'react'
import { request } from '../../base/client/request.ts'
import { useAttempt } from '../../base/feedback/use-attempt.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useWords } from '../../base/i18n/i18n.ts'
import { useModelAgain } from './custom.ts'
import { cleanOptions, type Options } from './clean-options.ts'
import { type Stale, staleIn } from './overlay-data.ts'
import { nameFrom } from '../settings/name-from.ts'

export interface EditedField {
  readonly on: string
  readonly name?: string
  readonly field?: MetaField
  /** As it was read. */
  readonly version?: number
  readonly taken: readonly string[]
  close(): void
}

/** What was changed of the options, laid over what stands now: what somebody else changed meanwhile stays. */
const mergedOptions = (from: Options, mine: Options, now: Options): Options => {
  const changed = [...new Set([...Object.keys(from), ...Object.keys(mine)])].filter(
    (key) => JSON.stringify(from[key]) !== JSON.stringify(mine[key]),
  )
  return { ...now, ...Object.fromEntries(changed.map((key) => [key, mine[key]])) }
}

interface Change {
  readonly on: string
  readonly name: string
  /** As it stood when the drawer was opened. */
  readonly from: { readonly label: Label | undefined; readonly options: Options; readonly version: number | undefined }
  readonly mine: { readonly label: Label; readonly options: Options }
  /** As it stands now, where somebody else was first. */
  readonly now: Options
  readonly stale: Stale | null
}
/** Changes a field that is there; answers what somebody else did meanwhile, where that keeps it from being changed. */
const changeField = async ({ on, name, from, mine, now, stale }: Change): Promise<Stale | null> => {
  const options = cleanOptions(stale ? mergedOptions(from.options, mine.options, now) : mine.options)
  const label = stale && JSON.stringify(mine.label) === JSON.stringify(from.label) ? {} : { label: mine.label }
  const version = stale?.version ?? from.version
  try {
    const body = { ...label, options, ...(version === undefined ? {} : { version }) }
    await request(`/settings/fields/${on}/${name}`, { method: 'PATCH', body })
    return null
  } catch (error) {
    const other = staleIn(error)
    if (!other) throw error
    return other
  }
}

/** A field while it is described: its type, words, name for programs and options. */
export const useFieldDraft = ({ on, name, field, version, taken, close }: EditedField) => {
  const w = useWords()
  const toast = useToast()
  const again = useModelAgain()
  const { busy, problem, attempt } = useAttempt()
  // As it stood when the drawer was opened: others may change it meanwhile.
  const [from] = useState({ options: field?.options ?? {}, label: field?.label, version })
  const [stale, setStale] = useState<Stale | null>(null)
  const [type, setType] = useState<FieldTypeName | null>(field?.type ?? null)
  const [zh, setZh] = useState(field?.label.zh ?? '')
  const [en, setEn] = useState(field?.label.en ?? '')
  const [code, setCode] = useState(name ?? '')
  const [options, setOptions] = useState<Options>(field?.options ?? {})
  // Choices that records may hold go out of use instead of away.
  const [stored] = useState(() => new Set(optionsIn(field?.options).map(({ value }) => value)))
  const suggested = code || nameFrom(en || zh, taken.length + 1).replace(/^option_/, 'field_')
  const words = { zh: zh.trim() || en.trim(), en: en.trim() || zh.trim() }
  const change = () =>
    changeField({ on, name: name ?? '', from, mine: { label: words, options }, now: field?.options ?? {}, stale })
  const add = async () => {
    await request('/settings/fields', {
      body: { on, name: suggested, field: { type, label: words, options: cleanOptions(options) } },
    })
    return null
  }
  const save = () =>
    attempt(async () => {
      const other = await (name ? change() : add())
      setStale(other)
      await again()
      if (other) return
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
    stale,
    options,
    setOptions,
    named: words.zh !== '',
    save,
    busy,
    problem,
  }
}
export type FieldDraft = ReturnType<typeof useFieldDraft>
