import { describe, expect, it } from 'vitest'
import { addressOf } from '../api/address.ts'
import { authorizeUrl } from '../api/sign-in.ts'
import type { CorpHost } from '../corp/corp-host.ts'

const sandbox = 'http://127.0.0.1:3100'
const tied = { 'wecom.sandbox': { corp: 'wwsandbox', addresses: [sandbox] }, 'wecom.agent_id': 1 }
const host = (settings: Readonly<Record<string, unknown>>) =>
  ({
    corp: settings['wecom.corp_id'],
    first: true,
    setting: async (name: string) => settings[name] ?? null,
    secret: async () => null,
  }) as unknown as CorpHost

describe('where the vendor is reached', () => {
  it('is the sandbox for its own corp, and WeCom itself for any other, though the addresses of the sandbox still stand there', async () => {
    const settings = { ...tied, 'wecom.api_base': sandbox, 'wecom.authorize_base': sandbox }
    expect(await addressOf(host({ ...settings, 'wecom.corp_id': 'wwsandbox' }), 'wecom.api_base')).toBe(sandbox)
    const real = host({ ...settings, 'wecom.corp_id': 'wwreal' })
    expect(await addressOf(real, 'wecom.api_base')).toBe('https://qyapi.weixin.qq.com')
    expect(new URL(await authorizeUrl(real, { redirect_uri: 'https://crm.example', state: 's' })).origin).toBe(
      'https://open.weixin.qq.com',
    )
  })

  it('is what the company has set, where the sandbox did not set it', async () => {
    const own = { ...tied, 'wecom.corp_id': 'wwreal', 'wecom.api_base': 'https://proxy.example/wecom/' }
    expect(await addressOf(host(own), 'wecom.api_base')).toBe('https://proxy.example/wecom')
    expect(await addressOf(host({ ...own, 'wecom.sandbox': undefined }), 'wecom.api_base')).toBe('https://proxy.example/wecom')
  })
})
