import type { Field, ObjectDefinition } from '@lianke/kernel'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../base/client/request.ts'

/** What this company added to the model. */
export interface Custom {
  readonly fields: readonly {
    readonly on: string
    readonly name: string
    readonly field: Field
    readonly archived_at: string | null
    readonly version: number
  }[]
  readonly objects: readonly {
    readonly name: string
    readonly definition: ObjectDefinition
    readonly archived_at: string | null
  }[]
  /** Fields whose values are being worked out for the records there are. */
  readonly filling: readonly {
    readonly on: string
    readonly name: string
    readonly done: number
    readonly total: number | null
  }[]
}

const askAgainMs = 2000

export const useCustom = () =>
  useQuery({
    queryKey: ['custom'],
    queryFn: () => request<Custom>('/settings/custom'),
    refetchInterval: ({ state }) => (state.data?.filling.length ? askAgainMs : false),
  })

/** The model, what was added to it and what is said over it are asked again. */
export const useModelAgain = () => {
  const client = useQueryClient()
  return (): Promise<unknown> =>
    Promise.all(['meta', 'custom', 'overlay'].map((key) => client.invalidateQueries({ queryKey: [key] })))
}
