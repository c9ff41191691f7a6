import type { FastifyInstance } from 'fastify'
import { issueCode } from '../api/sign-in.calls.ts'
import type { Store } from '../world/store.ts'
import { queryOf } from '../api/query.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Page addresses of the vendor: authorisation inside the client and sign-in by scan. One chooses who scans; `as=<userid>` answers at once. */
export const oauthRoutes = (server: FastifyInstance, store: Store): void => {
  const back = (redirect: string, state: string, who: { userid?: string; external_userid?: string }): string => {
    const url = new URL(redirect)
    url.searchParams.set('code', issueCode(store, who))
    url.searchParams.set('state', state)
    return url.toString()
  }
  for (const path of ['/connect/oauth2/authorize', '/wwlogin/sso/login'])
    server.get(path, async (request, reply) => {
      const query = queryOf(request)
      const redirect = query.redirect_uri ?? ''
      if (query.appid !== store.world.corp.corp_id) return reply.code(400).type('text/plain').send('40013 invalid corpid')
      if (!URL.canParse(redirect) || !/^https?:$/.test(new URL(redirect).protocol))
        return reply.code(400).type('text/plain').send('50001 redirect_url unauthorized')
      const state = query.state ?? ''
      if (query.as && store.world.staff[query.as]) return reply.redirect(back(redirect, state, { userid: query.as }))
      if (query.as && store.world.customers[query.as]) return reply.redirect(back(redirect, state, { external_userid: query.as }))
      const rows = Object.values(store.world.staff)
        .filter((each) => each.status === 1)
        .map((each) => {
          const link = new URLSearchParams({ ...query, as: each.userid })
          return `<a href="${path}?${escaped(link.toString())}"><em>${escaped([...each.name][0] ?? '')}</em><b>${escaped(each.name)}</b><i>${escaped(each.position)}</i></a>`
        })
      return reply
        .type('text/html')
        .send(`<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>企业微信登录 · WeCom sign-in</title>
<style>body{font:14px/1.5 system-ui,sans-serif;background:#f3f5f8;margin:0;color:#1d2430}main{max-width:420px;margin:10vh auto;background:#fff;border-radius:8px;padding:24px}
h1{font-size:18px;margin:0 0 4px}p{color:#667;margin:0 0 16px}a{display:flex;gap:12px;align-items:center;padding:8px;border-radius:6px;color:inherit;text-decoration:none}
a:hover{background:#f3f5f8}em{width:36px;height:36px;border-radius:6px;background:#0b8f6b;color:#fff;display:grid;place-items:center;font-style:normal}i{margin-left:auto;color:#889;font-style:normal}</style>
<main><h1>${escaped(store.world.corp.name)}</h1><p>选择由谁扫码登录 · Who scans the code?</p>${rows.join('')}</main>`)
    })
}
