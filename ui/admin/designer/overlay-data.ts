import type { DefinitionChange, DesignedObject, OverlayEffect } from '@lianke/kernel'
import { useQuery } from '@tanstack/react-query'
import { Problem, request } from '../../base/client/request.ts'

export const overlayPath = (object: string, field = ''): string =>
  `/platform/overlay/${object}${field ? `/${encodeURIComponent(field)}` : ''}`

export const useDesigned = (object: string) =>
  useQuery({ queryKey: ['overlay', object], queryFn: () => request<DesignedObject>(overlayPath(object)) })

/** How many records hold each option. */
export const useHeldOptions = (object: string, field: string, wanted: boolean): ReadonlyMap<string, number> | undefined => {
  const { data } = useQuery({
    queryKey: ['overlay', object, 'options', field],
    enabled: wanted,
    queryFn: () => request<{ data: readonly { value: string; count: number }[] }>(`${overlayPath(object, field)}/options`),
  })
  return data && new Map(data.data.map(({ value, count }) => [value, count]))
}

/** What a change would mean for the records there are; asked while it is typed. */
export const useEffectsOf = (object: string, field: string, change: Readonly<Record<string, unknown>>, wanted: boolean) =>
  useQuery({
    queryKey: ['overlay', object, 'plan', field, JSON.stringify(change)],
    enabled: wanted,
    retry: false,
    queryFn: () =>
      request<{ effects: readonly OverlayEffect[] }>(`${overlayPath(object, field)}/plan`, { body: { version: 0, ...change } }),
  }).data?.effects ?? []

export const useChanges = (object: string) =>
  useQuery({
    queryKey: ['overlay', object, 'changes'],
    queryFn: () => request<{ data: readonly DefinitionChange[] }>(`/platform/definition-changes?object=${object}&limit=100`),
  })

/** Null: there is nothing to take back. */
export const undoChange = async (id: string | null): Promise<unknown> =>
  id === null ? undefined : request(`/platform/definition-changes/${id}/undo`, { method: 'POST', body: {} })

/** Somebody else was first: which version stands now, and what was changed. Null: another refusal. */
export interface Stale {
  readonly version: number
  readonly changes: readonly DefinitionChange[]
}
export const staleIn = (error: unknown): Stale | null => {
  if (!(error instanceof Problem) || error.code !== 'overlay.stale') return null
  const { current_version: version, changes } = error.extra
  return { version: Number(version), changes: Array.isArray(changes) ? changes : [] }
}
