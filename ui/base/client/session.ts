import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReferenceValue } from '@lianke/kernel'
import { request } from './request.ts'

/** Who is signed in, as `GET /me` answers. */
export interface Me {
  readonly account: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly username?: string | null
    readonly locale?: 'zh-CN' | 'en' | null
    readonly two_factor: boolean
    /** Somebody else chose the password: a new one comes first. */
    readonly must_change?: boolean
    /** Administers the installation, not only this company. */
    readonly installation?: boolean
  }
  readonly staff: { readonly id: string; readonly name: string; readonly department: ReferenceValue | null } | null
  readonly tenant: {
    readonly id: string
    readonly name: string
    readonly zone: string
    readonly locale: string
    readonly base_currency: string
    readonly phone_region: string
  }
  readonly tenants: readonly { readonly id: string; readonly name: string }[]
  readonly rights: readonly string[]
  readonly administrator: boolean
}
interface SignInWays {
  readonly setup_needed: boolean
  readonly providers: readonly { readonly name: string; readonly label: string }[]
}
export interface SignInAnswer {
  readonly status: 'signed_in' | 'code_needed'
}

/** The signed-in account; a 401 problem where nobody is. */
export const useMe = () =>
  useQuery({ queryKey: ['me'], queryFn: ({ signal }) => request<Me>('/me', { signal }), staleTime: 60_000, retry: false })

export const useSignInWays = () =>
  useQuery({ queryKey: ['sign-in', 'ways'], queryFn: () => request<SignInWays>('/sign-in/ways'), staleTime: 0, retry: false })

/** Sign-in, its second step, and first-run setup: all answer the same. */
export const useSignIn = (path: '/sign-in' | '/sign-in/code' | '/sign-in/link/use' | '/setup') =>
  useMutation({ mutationFn: (body: Record<string, unknown>) => request<SignInAnswer>(path, { body }) })

/** Ends the session and opens the door at `to`. */
export const useSignOut = (to = '/sign-in') => {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => request('/sign-out', { method: 'POST', body: {} }),
    onSettled: () => {
      client.clear()
      location.assign(to)
    },
  })
}

/** No right of a role: it goes with the account. */
export const installationRight = 'installation'

/** May the signed-in person use a named right? Administrators may everything in their company. */
export const useMay = () => {
  const { data } = useMe()
  return (right: string | undefined) =>
    right === installationRight
      ? data?.account.installation === true
      : !right || data?.administrator === true || data?.rights.includes(right) === true
}
