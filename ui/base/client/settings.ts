import type { Label } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { request } from './request.ts'

/** A setting of the company as it stands; `S`: how its schema is read. */
export interface CompanySetting<S = unknown> {
  readonly name: string
  readonly label: Label
  readonly help: Label | null
  readonly section: Label
  readonly secret: boolean
  readonly is_set: boolean
  /** What stands, as a word to compare; null: nobody has set it. */
  readonly version: string | null
  readonly schema: S
  /** The act that tells what another value would mean, and under which name it takes the value. */
  readonly trial: { readonly command: string; readonly as: string } | null
  readonly value?: unknown
  readonly default?: unknown
}

/** Every setting that modules define. */
export const useSettings = <S>() =>
  useQuery({ queryKey: ['settings'], queryFn: () => request<{ data: CompanySetting<S>[] }>('/settings') })

interface Begun {
  readonly draft: unknown
  readonly from: Pick<CompanySetting, 'value' | 'version'>
}

/**
 * One setting under change. As long as nothing is changed it follows what stands; then it is kept only where what stood when the change began
 * still stands, so that nobody's change is written over (refused `setting.stale_version` otherwise).
 */
export const useSettingDraft = (setting: CompanySetting) => {
  const client = useQueryClient()
  const [begun, setBegun] = useState<Begun | null>(null)
  const [busy, setBusy] = useState(false)
  const standing = setting.secret ? '' : setting.value
  const draft = begun ? begun.draft : standing
  const put = async (value: unknown, version: string | null): Promise<CompanySetting> => {
    try {
      return await request<CompanySetting>(`/settings/${setting.name}`, { method: 'PUT', body: { value, version } })
    } finally {
      // What is told of the company beside its settings may follow from one of them.
      await Promise.all([client.invalidateQueries({ queryKey: ['settings'] }), client.invalidateQueries({ queryKey: ['me'] })])
    }
  }
  return {
    draft,
    busy,
    changed: begun !== null && JSON.stringify(begun.draft) !== JSON.stringify(setting.secret ? '' : begun.from.value),
    change: (value: unknown) => setBegun({ draft: value, from: begun?.from ?? setting }),
    cancel: () => setBegun(null),
    /** Keeps it; answers the way back. */
    save: async (): Promise<() => Promise<unknown>> => {
      const { value, version } = begun?.from ?? setting
      setBusy(true)
      try {
        const kept = await put(draft, version)
        setBegun(null)
        return () => put(value, kept.version)
      } finally {
        setBusy(false)
      }
    },
  }
}
