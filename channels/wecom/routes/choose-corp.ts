import { label, Reply } from '@lianke/kernel'
import type { CorpHost } from '../corp/corp-host.ts'

const title = label('用哪家企业登录？', 'Sign in with which company?')
const style = `body{font:15px/1.5 system-ui,sans-serif;background:#f4f6f9;margin:0;color:#1d2430}main{max-width:420px;margin:12vh auto 0;padding:0 16px}
h1{font-size:20px;font-weight:600}a{display:block;padding:14px 16px;margin-top:12px;border:1px solid #d8dee8;border-radius:6px;background:#fff;color:inherit;text-decoration:none}
a:hover,a:focus{border-color:#1f6feb;outline:none}@media(prefers-color-scheme:dark){body{background:#14171c;color:#e4e8ee}a{background:#1d2127;border-color:#343a44}}`
const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

/** A page on which whoever signs in says in which of several corporations; each is a link on. */
export const chooseCorp = async (
  corps: readonly CorpHost[],
  {
    path,
    ...asked
  }: { readonly path: string; readonly to?: string | undefined; readonly tenant?: string | undefined; readonly by: string },
  locale: 'zh-CN' | 'en',
): Promise<Reply> => {
  const links: string[] = []
  for (const host of corps) {
    const query = new URLSearchParams({ by: asked.by, corp: host.corp })
    for (const [name, value] of Object.entries({ to: asked.to, tenant: asked.tenant })) if (value) query.set(name, value)
    const name = (await host.setting<string>('wecom.corp_name')) || host.corp
    links.push(`<a href="${escaped(`${path}?${query}`)}">${escaped(name)}</a>`)
  }
  const said = locale === 'en' ? title.en : title.zh
  const page = `<!doctype html><html lang="${locale}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${said}</title>
<style>${style}</style><main><h1>${said}</h1>${links.join('')}</main></html>`
  return new Reply({ headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }, body: page })
}
