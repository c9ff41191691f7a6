import { type Caller, fail, type Input } from './api.ts'
import type { Store } from '../world/store.ts'

/** gettoken: the same token until it expires; a new one after that or after an early invalidation. */
export const getToken = (store: Store, input: Input): Record<string, unknown> => {
  if (!input.has('corpid')) fail(41002)
  if (!input.has('corpsecret')) fail(41004)
  if (input.text('corpid') !== store.world.corp.corp_id) fail(40013)
  const app = store.world.apps.find((each) => each.secret === input.text('corpsecret')) ?? fail(40001)
  if (!app.trusted_ip) fail(60020)
  if (!app.enabled) fail(50003)
  const now = store.now()
  const held = Object.entries(store.world.tokens).find(([, token]) => token.secret === app.secret && token.expires_at > now)
  if (held) return { access_token: held[0], expires_in: held[1].expires_at - now }
  for (const [token, { expires_at }] of Object.entries(store.world.tokens))
    if (expires_at < now - 86_400) delete store.world.tokens[token]
  const access_token = store.id('sbx-at-', 64)
  store.world.tokens[access_token] = { secret: app.secret, expires_at: now + store.world.switches.token_seconds }
  return { access_token, expires_in: store.world.switches.token_seconds }
}

/** The app behind a token, or the vendor's refusal: missing 41001, unknown 40014, expired 42001. */
export const callerOf = (store: Store, token: string): Caller => {
  if (token === '') fail(41001)
  const held = store.world.tokens[token] ?? fail(40014)
  if (held.expires_at <= store.now()) fail(42001)
  const app = store.world.apps.find((each) => each.secret === held.secret) ?? fail(40014)
  if (!app.trusted_ip) fail(60020)
  if (!app.enabled) fail(50003)
  return { app, secret: held.secret }
}

/** Early invalidation: tokens already handed out stop working before their time. */
export const invalidateTokens = (store: Store, how: 'invalid' | 'expired'): void => {
  for (const [token, held] of Object.entries(store.world.tokens)) {
    if (how === 'invalid') delete store.world.tokens[token]
    else held.expires_at = store.now()
  }
  store.changed()
}
