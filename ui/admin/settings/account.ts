/** A sign-in account as `GET /accounts` answers it. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly username: string | null
  readonly disabled: boolean
  readonly installation: boolean
  readonly two_factor?: boolean
  readonly must_change?: boolean
  readonly has_password?: boolean
  /** Until when a link to set a password waits. */
  readonly link_until?: string | null
  readonly seen_at?: string | null
  readonly staff?: {
    readonly id: string
    readonly name: string
    readonly status: string | null
    readonly department: string | null
    readonly roles: readonly string[]
  } | null
}
export interface LoginLink {
  readonly url: string
  readonly expires_at: string
}
/** What is shown after a link or a password was made, once. */
export interface Handed {
  readonly name: string
  readonly link?: LoginLink
  readonly password?: string
}
export const accountsKey = ['accounts'] as const
