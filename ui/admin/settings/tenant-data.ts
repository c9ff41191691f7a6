import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../base/client/request.ts'

/** A company of this installation. */
export interface Tenant {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly paused_at: string | null
  readonly accounts: number
}
export const tenantsPath = '/installation/tenants'
const queryKey = ['installation', 'tenants']

export const useTenants = () => useQuery({ queryKey, queryFn: () => request<{ data: Tenant[] }>(tenantsPath), retry: false })

/** The list and one's own companies are asked again. */
export const useTenantsAgain = () => {
  const client = useQueryClient()
  return () => Promise.all([client.invalidateQueries({ queryKey }), client.invalidateQueries({ queryKey: ['me'] })])
}
