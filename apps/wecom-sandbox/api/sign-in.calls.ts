import { fail, get, post, type Call } from './api.ts'
import type { Store } from '../world/store.ts'

const ticketSeconds = 7200
const codeSeconds = 300

const ticket = (store: Store, key: string): Record<string, unknown> => {
  const held = store.world.tickets[key]
  if (!held || held.expires_at <= store.now())
    store.world.tickets[key] = { ticket: store.id('sbx-ticket-', 64), expires_at: store.now() + ticketSeconds }
  const current = store.world.tickets[key]
  return { ticket: current?.ticket, expires_in: (current?.expires_at ?? 0) - store.now() }
}
const visitor = (store: Store, code: string): { userid: string; external_userid: string; openid: string } => {
  const held = store.world.codes[code] ?? fail(40029)
  if (held.used) fail(42022)
  if (store.now() - held.issued_at > codeSeconds) fail(42003)
  held.used = true
  return { ...held, openid: store.world.customers[held.external_userid]?.openid ?? '' }
}

/** A code as the client would bring it back after authorisation. */
export const issueCode = (store: Store, who: { userid?: string; external_userid?: string }): string => {
  const code = store.id('CODE', 40)
  store.world.codes[code] = {
    userid: who.userid ?? '',
    external_userid: who.external_userid ?? '',
    issued_at: store.now(),
    used: false,
  }
  store.changed()
  return code
}

export const signInCalls: readonly Call[] = [
  get('/cgi-bin/get_jsapi_ticket', undefined, (store) => ticket(store, 'corp')),
  get('/cgi-bin/ticket/get', undefined, (store, input, { app }) =>
    input.text('type') === 'agent_config' ? ticket(store, `agent:${app.agent_id}`) : fail(91040),
  ),
  get('/cgi-bin/auth/getuserinfo', undefined, (store, input) => {
    const who = visitor(store, input.text('code'))
    if (who.userid) return { userid: who.userid, user_ticket: store.id('UT-', 24), expires_in: 1800 }
    return { openid: who.openid, ...(who.external_userid ? { external_userid: who.external_userid } : {}) }
  }),
  get('/cgi-bin/user/getuserinfo', undefined, (store, input) => {
    const who = visitor(store, input.text('code'))
    return who.userid ? { UserId: who.userid, DeviceId: '' } : { OpenId: who.openid, external_userid: who.external_userid }
  }),
  get('/cgi-bin/getcallbackip', undefined, () => ({ ip_list: ['127.0.0.1'] })),
  get('/cgi-bin/get_api_domain_ip', undefined, () => ({ ip_list: ['127.0.0.1'] })),
  post('/cgi-bin/externalcontact/unionid_to_external_userid', 'customer', (store, input) => ({
    external_userid:
      Object.values(store.world.customers).find((each) => each.unionid === input.text('unionid'))?.external_userid ?? fail(84061),
  })),
]
