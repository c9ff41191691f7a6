import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linkTokenOf, openLinkToken } from '../link-token.ts'
import { withPersonalLinks } from '../personal-links.rule.ts'

const sites = new Set(['m.example.test', 'localhost:3100'])
const sealer = (key = randomBytes(4).toString('hex')) => ({
  seal: (plain: string) => `${key}.${Buffer.from(plain).toString('base64url')}`,
  open: (sealed: string) => {
    const [with_, body = ''] = sealed.split('.')
    if (with_ !== key) throw new Error('another key')
    return Buffer.from(body, 'base64url').toString()
  },
})

describe('a personal link', () => {
  it('marks links to our own sites in texts and attachments, and leaves others alone', () => {
    const content = {
      text: '看看 https://m.example.test/a?x=1，或 https://other.test/b',
      attachments: [{ link: { url: 'http://localhost:3100/day' } }],
      n: 3,
    }
    expect(withPersonalLinks(content, sites, () => 'T')).toEqual({
      text: '看看 https://m.example.test/a?x=1&lk_=T，或 https://other.test/b',
      attachments: [{ link: { url: 'http://localhost:3100/day?lk_=T' } }],
      n: 3,
    })
  })
  it('is marked once, however often it is sent on', () => {
    const once = withPersonalLinks('https://m.example.test/a', sites, () => 'T')
    expect(withPersonalLinks(once, sites, () => 'U')).toBe(once)
  })
  it('never breaks a text without links', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('http')),
        (text) => {
          expect(withPersonalLinks(text, sites, () => 'T')).toBe(text)
        },
      ),
    )
  })
  it('opens for whoever made it and for nobody else', () => {
    const [ours, theirs] = [sealer('a'), sealer('b')]
    const identifier = { type: 'wecom_external_userid', issuer: 'ww1', value: 'wm1' }
    expect(openLinkToken(ours, linkTokenOf(ours, identifier))).toEqual({ ...identifier, verified: true })
    expect(openLinkToken(theirs, linkTokenOf(ours, identifier))).toBeNull()
    for (const junk of ['', 'x', 'a.', `a.${Buffer.from('{}').toString('base64url')}`])
      expect(openLinkToken(ours, junk)).toBeNull()
  })
})
