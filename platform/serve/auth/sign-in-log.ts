import type { Database } from '../../store/db/database.ts'

export type SignInKind =
  | 'signed_in'
  | 'wrong_password'
  | 'wrong_code'
  | 'channel_refused'
  | 'locked'
  | 'disabled'
  | 'signed_out'
  | 'revoked'
  | 'password_changed'
  | 'two_factor_on'
  | 'two_factor_off'
  | 'tenant_changed'
  | 'account_made'
  | 'account_changed'
  | 'link_made'
  | 'two_factor_reset'
  | 'tenant_made'
  | 'tenant_paused'
  | 'tenant_resumed'
  | 'key_made'
  | 'key_revoked'

interface SignInEvent {
  readonly kind: SignInKind
  readonly login?: string | null
  readonly account?: string | null
  readonly tenant?: string | null
  readonly address?: string | null
  readonly agent?: string | null
}

/** Appends to the record of every sign-in. A refused try of an unknown name is kept too. */
export const logSignIn = async (database: Database, event: SignInEvent): Promise<void> => {
  await database.home.query({
    text: 'insert into lianke.login_event (kind, login, account, tenant, address, agent) values ($1, $2, $3, $4, $5, $6)',
    values: [
      event.kind,
      event.login?.slice(0, 200) ?? null,
      event.account ?? null,
      event.tenant ?? null,
      event.address ?? null,
      event.agent?.slice(0, 300) ?? null,
    ],
  })
}
