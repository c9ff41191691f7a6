import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Label } from '@lianke/kernel'
import { request } from './request.ts'

/** One step as it stands. */
export interface SetupStepShown {
  readonly name: string
  readonly label: Label
  readonly help: Label
  readonly counted: Label | null
  readonly count: number | null
  readonly done: boolean
  readonly open: boolean
  readonly problem: { readonly said: Label; readonly mend: Label | null } | null
}
interface SetupGuide {
  readonly shown: boolean
  readonly done: boolean
  readonly steps: readonly SetupStepShown[]
}

const key = ['setup-steps']
const watchedEveryMs = 2500

/** How far the set-up of the company is; `watched`: asked again and again, until it is done. */
export const useSetupGuide = ({ watched = false }: { readonly watched?: boolean } = {}) =>
  useQuery({
    queryKey: key,
    queryFn: ({ signal }) => request<SetupGuide>('/platform/setup-steps', { signal }),
    retry: false,
    refetchInterval: ({ state }) => (watched && !state.data?.done ? watchedEveryMs : false),
  })

/** Looks at once, after an act. */
export const useSetupMoved = (): (() => Promise<void>) => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: key })
}
