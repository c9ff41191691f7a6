import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { localeOf } from './locale.ts'
import { platformWords } from './platform.words.ts'
import { fill } from './speak.ts'

const root = join(import.meta.dirname, '../../..')
const sources = globSync('{kernel,platform,engines,channels,modules,apps}/**/*.ts', {
  cwd: root,
  exclude: (path) => path.includes('node_modules'),
}).filter((path) => !/\.(spec|testing)\.ts$|\/testing\/|\/spec\//.test(path))
const thrown =
  /(?:refuse|new Refusal)\(\s*(?:[\w.]+ [=!]== [^?]+\? )?'([a-z_]+\.[a-z_.]+)'|problem: '([a-z_]+\.[a-z_]+)'|(?:\.\.\.plain, |path[^{}]*, |\{ )code: '([a-z_]+\.[a-z_]+)'|\? '([a-z_]+\.[a-z_]+)' : '([a-z_]+\.[a-z_]+)'|return '(account\.[a-z_]+)'/g
const written = /'refusal\.([a-z_.]+)'\s*:/g

describe('words', () => {
  it('has words in both languages for every refusal that the source throws', () => {
    const texts = sources.map((path) => [path, readFileSync(join(root, path), 'utf8')] as const)
    const known = new Set(Object.keys(platformWords).map((name) => name.replace(/^refusal\./, '')))
    for (const [, text] of texts) for (const [, code] of text.matchAll(written)) known.add(code as string)
    const missing = new Map<string, string>()
    let seen = 0
    for (const [path, text] of texts) {
      for (const match of text.matchAll(thrown)) {
        const codes = match.slice(1).filter((code): code is string => code !== undefined)
        seen += codes.length
        for (const code of codes)
          if (
            !known.has(code) &&
            /^(access|account|body|command|cursor|field|fields|file|filter|idempotency|input|job|key|object|outgoing|page|record|records|request|route|server|session|setting|setup|sign_in|sort|tenant)\./.test(
              code,
            )
          )
            missing.set(code, path)
        for (const code of codes) if (/refuse|Refusal/.test(match[0]) && !known.has(code)) missing.set(code, path)
      }
    }
    expect(seen).toBeGreaterThan(100)
    expect(Object.fromEntries(missing)).toEqual({})
  })
  it('says the same placeholders in both languages, and says nothing twice in one', () => {
    const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()
    for (const [name, { zh, en }] of Object.entries(platformWords)) {
      expect(names(zh), name).toEqual(names(en))
      expect(zh, name).toMatch(/\p{Script=Han}|^\{/u)
      expect(en, name).not.toMatch(/\p{Script=Han}/u)
      expect(`${zh}${en}`, name).not.toMatch(/[!！]/)
    }
  })
  it('leaves out an optional part whose value is not known', () => {
    expect(fill('没有 {field}[。是否想写 {suggestion}]', { field: 'nmae' }, 'zh-CN')).toBe('没有 nmae')
    expect(fill('没有 {field}[。是否想写 {suggestion}]', { field: 'nmae', suggestion: 'name' }, 'zh-CN')).toBe(
      '没有 nmae。是否想写 name',
    )
    expect(fill('{message}', { message: { zh: '金额要大于 0', en: 'above 0' } }, 'en')).toBe('above 0')
  })
  it('finds the better of two languages', () => {
    expect(localeOf(undefined)).toBe('zh-CN')
    expect(localeOf('en-GB,en;q=0.9,zh;q=0.8')).toBe('en')
    expect(localeOf('fr, zh-TW;q=0.7, en;q=0.3')).toBe('zh-CN')
    expect(localeOf('en;q=0, zh')).toBe('zh-CN')
    expect(localeOf(';;;,,,q=')).toBe('zh-CN')
  })
})
