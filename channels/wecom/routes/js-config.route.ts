import { defineRoute, refuse } from '@lianke/kernel'
import { z } from 'zod'
import { sidebarConfig } from '../api/sign-in.ts'
import { corpNamed } from '../corp/corp-host.ts'
import { WecomError, WecomRetry } from '../api/wecom-error.ts'

const signed = z.object({ timestamp: z.number(), nonceStr: z.string(), signature: z.string() })

/** What a page inside WeCom registers the JS-SDK with. Pages of our own address only are signed. */
export const jsConfig = defineRoute({
  name: 'wecom.js_config',
  label: { zh: '企业微信页面的签名', en: 'What a page inside WeCom registers with' },
  method: 'GET',
  path: '/api/v1/wecom/js-config',
  may: 'principal',
  query: z.object({ url: z.string().max(2000).default(''), corp: z.string().max(64).optional() }),
  answer: z.object({
    corp_id: z.string(),
    agent_id: z.number(),
    js_sdk_url: z.string(),
    config: signed,
    agent_config: signed,
  }),
  run: async ({ query: { url, corp }, headers, publicUrl, host, nonce }) => {
    const page = URL.parse(url)
    // Signing any address would lend our corp's tickets to foreign pages.
    if (!page || (page.host !== headers.host && page.origin !== new URL(publicUrl).origin))
      return refuse('wecom.foreign_page', { status: 400 })
    try {
      return await sidebarConfig(await corpNamed(host, corp), { url, nonce: nonce() })
    } catch (cause) {
      if (cause instanceof WecomError) return refuse(`wecom.${cause.errcode}`, { status: 409 })
      if (cause instanceof WecomRetry) return refuse('wecom.no_answer', { status: 409 })
      throw cause
    }
  },
})
