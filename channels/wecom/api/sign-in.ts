import { agentFor } from '../corp/agents.ts'
import type { CorpHost } from '../corp/corp-host.ts'
import { jsapiSignature } from '../sign/jsapi.rule.ts'
import { addressOf } from './address.ts'
import { call, jsTicket } from './client.ts'

/** Who opened a page inside WeCom. */
type WecomVisitor =
  | { readonly kind: 'staff'; readonly userid: string }
  | { readonly kind: 'customer'; readonly external_userid: string; readonly openid: string }
  | { readonly kind: 'stranger'; readonly openid: string }

/** Where to send a browser inside WeCom so that it comes back with a `code`. */
export const authorizeUrl = async (host: CorpHost, input: { redirect_uri: string; state: string }): Promise<string> => {
  const query = new URLSearchParams({
    appid: host.corp,
    redirect_uri: input.redirect_uri,
    response_type: 'code',
    scope: 'snsapi_base',
    state: input.state,
    agentid: String((await agentFor(host, 'pages')).agent_id),
  })
  return `${await addressOf(host, 'wecom.authorize_base')}/connect/oauth2/authorize?${query}#wechat_redirect`
}

/** Where to send a desktop browser to sign in by scanning. */
export const loginUrl = async (host: CorpHost, input: { redirect_uri: string; state: string }): Promise<string> => {
  const query = new URLSearchParams({
    login_type: 'CorpApp',
    appid: host.corp,
    agentid: String((await agentFor(host, 'pages')).agent_id),
    redirect_uri: input.redirect_uri,
    state: input.state,
    lang: 'zh',
  })
  return `${await addressOf(host, 'wecom.login_base')}/wwlogin/sso/login?${query}`
}

/** Exchanges a single-use code. */
export const visitorOf = async (host: CorpHost, code: string): Promise<WecomVisitor> => {
  const answer = await call<{ userid?: string; openid?: string; external_userid?: string }>(host, '/cgi-bin/auth/getuserinfo', {
    by: 'pages',
    query: { code },
  })
  if (answer.userid) return { kind: 'staff', userid: answer.userid }
  if (answer.external_userid) return { kind: 'customer', external_userid: answer.external_userid, openid: answer.openid ?? '' }
  return { kind: 'stranger', openid: answer.openid ?? '' }
}

interface JsSignature {
  readonly timestamp: number
  readonly nonceStr: string
  readonly signature: string
}
export interface SidebarConfig {
  readonly corp_id: string
  readonly agent_id: number
  readonly js_sdk_url: string
  readonly config: JsSignature
  readonly agent_config: JsSignature
}

/** What a page needs to register the JS-SDK; `nonce` is chance from outside. */
export const sidebarConfig = async (host: CorpHost, input: { url: string; nonce: string }): Promise<SidebarConfig> => {
  const timestamp = Math.floor(Date.parse(host.now()) / 1000)
  const sign = (ticket: string): JsSignature => ({
    timestamp,
    nonceStr: input.nonce,
    signature: jsapiSignature({ ticket, nonce: input.nonce, timestamp, url: input.url }),
  })
  return {
    corp_id: host.corp,
    agent_id: (await agentFor(host, 'pages')).agent_id,
    js_sdk_url: await addressOf(host, 'wecom.js_sdk_url'),
    config: sign(await jsTicket(host, 'corp')),
    agent_config: sign(await jsTicket(host, 'agent')),
  }
}
