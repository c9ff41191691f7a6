import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../base/client/request.ts'

/** A program's key as `GET /keys` answers it. */
export interface Key {
  readonly id: string
  readonly name: string
  readonly hint: string
  readonly scopes: readonly string[]
  readonly roles: readonly string[]
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
  readonly used_at: string | null
}
const queryKey = ['keys']

export const useKeys = () => useQuery({ queryKey, queryFn: () => request<{ data: Key[] }>('/keys') })

export const useKeysAgain = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey })
}
