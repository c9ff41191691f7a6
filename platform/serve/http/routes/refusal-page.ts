import type { Label } from '@lianke/kernel'
import { speak } from '../../../model/i18n/speak.ts'

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

interface RefusedPage {
  readonly title: Label
  readonly act: Label
  readonly href: string
  readonly code: string
  readonly params: Readonly<Record<string, unknown>>
  readonly words: ReadonlyMap<string, Label>
}

/** A small page that says "no" in both languages, for addresses that people open and no application draws. */
export const refusalPage = ({ title, act, href, code, params, words }: RefusedPage): string => {
  const say = (locale: 'zh-CN' | 'en') => escaped(speak(words, `refusal.${code}`, locale, params) ?? code)
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escaped(title.zh)} · ${escaped(title.en)}</title>
<style>
:root{--canvas:#f5f6f9;--surface:#fff;--line:#e7eaf0;--text:#171d2b;--soft:#6c7689;--accent:#3150cf}
@media (prefers-color-scheme:dark){:root{--canvas:#0f1218;--surface:#151922;--line:#232936;--text:#e8ebf1;--soft:#8791a3;--accent:#93a9ff}}
body{margin:0;background:var(--canvas);color:var(--text);font:14px/22px -apple-system,BlinkMacSystemFont,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans SC',sans-serif}
main{max-width:420px;margin:16vh auto 0;padding:24px;background:var(--surface);border:1px solid var(--line);border-radius:8px}
h1{font-size:17px;line-height:24px;margin:0 0 8px}p{margin:0 0 8px}p[lang=en]{color:var(--soft)}a{display:inline-block;margin-top:12px;color:var(--accent);text-decoration:none}
@media (max-width:480px){main{margin:12vh 16px 0}}
</style>
<main><h1>${escaped(title.zh)} · ${escaped(title.en)}</h1><p>${say('zh-CN')}</p><p lang="en">${say('en')}</p><a href="${escaped(href)}">${escaped(act.zh)} · ${escaped(act.en)}</a></main></html>
`
}
