import { describe, expect, it } from 'vitest'
import { httpProblems } from '../rules/http.rule.ts'

const codesOf = (config: Readonly<Record<string, unknown>>, credentials?: ReadonlySet<string>) =>
  httpProblems([{ id: 'h', step: 'flow.http_request', config, next: {} }], credentials).map(({ path, code }) => `${path} ${code}`)

describe('a call of a program outside, as it is drawn', () => {
  it.each(['https://api.example.com/x', 'http://example.com:8080', 'https://localhost/x'])('may be of %s', (url) => {
    expect(codesOf({ url, seconds: 5, values: [{ name: 'a', path: 'b.c' }] })).toEqual([])
  })
  it.each(['http://127.0.0.1/', 'https://192.168.1.1', 'http://[fd00::1]/', 'http://2130706433/'])('is never of %s', (url) => {
    expect(codesOf({ url })).toEqual(['/nodes/0/config/url inward_address'])
  })
  it.each(['javascript:alert(1)', 'file:///etc/passwd', '//x', 'https://a:b@example.com'])('is no address: %s', (url) => {
    expect(codesOf({ url })).toEqual(['/nodes/0/config/url bad_address'])
  })
  it('waits ten seconds at most, and uses no credential that one may not see', () => {
    expect(codesOf({ url: 'https://example.com', seconds: 11 })).toEqual(['/nodes/0/config/seconds bad_setting'])
    expect(codesOf({ url: 'https://example.com', credential: 'c' }, new Set())).toEqual([
      '/nodes/0/config/credential bad_setting',
    ])
    expect(codesOf({ url: 'https://example.com', credential: 'c' }, new Set(['c']))).toEqual([])
  })
})
