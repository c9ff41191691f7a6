import type { Label } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './request.ts'

/** A setting of the company as it stands; `S`: how its schema is read. */
export interface CompanySetting<S = unknown> {
  readonly name: string
  readonly label: Label
  readonly help: Label | null
  readonly section: Label
  readonly secret: boolean
  readonly is_set: boolean
  readonly schema: S
  /** The act that tells what another value would mean, and under which name it takes the value. */
  readonly trial: { readonly command: string; readonly as: string } | null
  readonly value?: unknown
  readonly default?: unknown
}

/** Every setting that modules define. */
export const useSettings = <S>() =>
  useQuery({ queryKey: ['settings'], queryFn: () => request<{ data: CompanySetting<S>[] }>('/settings') })

/** Writes a setting. */
export const useKeepSetting = (name: string) => {
  const client = useQueryClient()
  return (value: unknown): Promise<unknown> =>
    request(`/settings/${name}`, { method: 'PUT', body: { value } }).then(() =>
      // What is told of the company beside its settings may follow from one of them.
      Promise.all([client.invalidateQueries({ queryKey: ['settings'] }), client.invalidateQueries({ queryKey: ['me'] })]),
    )
}
