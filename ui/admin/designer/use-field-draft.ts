import { type FieldTypeName, type MetaField, optionsIn } from '@lianke/kernel'
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
  const change = async () => {
    const standing = stale ? mergedOptions(from.options, options, field?.options ?? {}) : options
    const label = stale && JSON.stringify(words) === JSON.stringify(from.label) ? undefined : words
    const read = stale?.version ?? from.version
    const body = {
      ...(label ? { label } : {}),
      options: cleanOptions(standing),
      ...(read === undefined ? {} : { version: read }),
    }
    try {
      await request(`/settings/fields/${on}/${name}`, { method: 'PATCH', body })
    } catch (error) {
      const other = staleIn(error)
      if (!other) throw error
      setStale(other)
      await again()
      return false
    }
    return true
  }
  const add = async () => {
    await request('/settings/fields', {
      body: { on, name: suggested, field: { type, label: words, options: cleanOptions(options) } },
    })
    return true
  }
  const save = () =>
    attempt(async () => {
      if (!(await (name ? change() : add()))) return
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
