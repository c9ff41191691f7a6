import { createServer, type AddressInfo, type Server } from 'node:net'
import type { ChannelHost } from '@lianke/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { email } from '../index.ts'
import { htmlOf } from '../letter.rule.ts'

let server: Server
let letters: string[]
/** Reply to RCPT TO, AUTH. */
let replies: { rcpt: string; auth: string }
beforeAll(async () => {
  // A mail server that speaks just enough SMTP.
  server = createServer((socket) => {
    let inLetter = false
    let letter = ''
    let pending = ''
    socket.write('220 mail.example.test ESMTP\r\n')
    socket.on('error', () => socket.destroy())
    socket.on('data', (chunk) => {
      pending += chunk.toString('utf8')
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end)
        pending = pending.slice(end + 2)
        if (inLetter) {
          if (line === '.') {
            inLetter = false
            letters.push(letter)
            letter = ''
            socket.write('250 2.0.0 queued as A1\r\n')
          } else letter += `${line}\n`
        } else if (/^EHLO/i.test(line)) socket.write('250-mail.example.test\r\n250-AUTH PLAIN\r\n250 SMTPUTF8\r\n')
        else if (/^AUTH/i.test(line)) socket.write(`${replies.auth}\r\n`)
        else if (/^RCPT/i.test(line)) socket.write(`${replies.rcpt}\r\n`)
        else if (/^DATA/i.test(line)) {
          inLetter = true
          socket.write('354 go\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else socket.write('250 ok\r\n')
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
})
beforeEach(() => {
  letters = []
  replies = { rcpt: '250 ok', auth: '235 ok' }
})
afterAll(() => new Promise((done) => server.close(done)))

const host = (more: Record<string, unknown> = {}): ChannelHost => {
  const settings: Record<string, unknown> = {
    'email.host': '127.0.0.1',
    'email.port': (server.address() as AddressInfo).port,
    'email.security': 'none',
    'email.user': 'u',
    'email.from': 'care@example.test',
    'email.from_name': '晨露护肤',
    ...more,
  }
  return { setting: async (name: string) => settings[name], secret: async () => 'pw' } as unknown as ChannelHost
}
const send = (
  where = host(),
  content: Record<string, unknown> = { subject: '会员日', text: '周六见\nhttps://m.example.test/?a=1&b=2' },
  value = 'xiaolu@example.test',
) =>
  email.deliver!(where, {
    intent: 'i1',
    action: 'email.send',
    person: 'p1',
    address: { type: 'email', issuer: '', value },
    content,
  })
const headerOf = (letter: string, name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(letter)?.[1] ?? ''

describe('a letter', () => {
  it('arrives, and every attempt carries the same Message-ID', async () => {
    const first = await send()
    expect(first).toMatchObject({ status: 'sent', reference: expect.stringMatching(/^<[0-9a-f]{32}@example\.test>$/) })
    expect(await send()).toEqual(first)
    expect(letters.map((letter) => headerOf(letter, 'Message-ID'))).toEqual(
      Array(2).fill((first as { reference: string }).reference),
    )
    expect(headerOf(letters[0]!, 'To')).toBe('xiaolu@example.test')
  })
  it('carries an address to unsubscribe in one click', async () => {
    await send(host(), { text: 'x', unsubscribe_url: 'https://m.example.test/u/1' })
    expect(headerOf(letters[0]!, 'List-Unsubscribe')).toBe('<https://m.example.test/u/1>')
    expect(headerOf(letters[0]!, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  })
  it('to a mailbox that does not exist is refused, to a full one tried again', async () => {
    replies.rcpt = '550 5.1.1 no such user'
    expect(await send()).toEqual({ status: 'refused', reason: 'email.smtp_550' })
    replies.rcpt = '452 4.2.2 mailbox full'
    expect(await send()).toMatchObject({ status: 'retry' })
    expect(letters).toEqual([])
  })
  it('waits for an administrator when the password is wrong', async () => {
    replies.auth = '535 5.7.8 no'
    expect(await send()).toEqual({ status: 'retry', reason: 'email.wrong_password', afterMs: 900_000 })
  })
  it('is tried again when the server is away', async () => {
    expect(await send(host({ 'email.port': 1 }))).toMatchObject({ status: 'retry' })
  })
  it.each([
    [{ 'email.host': '' }, { text: 'x' }, 'a@b.test', 'email.not_configured'],
    [{}, { text: 'x' }, 'a@b.test, c@d.test', 'email.no_address'],
    [{}, { text: 'x' }, 'a@b.test\r\nBcc: c@d.test', 'email.no_address'],
    [{}, { text: '' }, 'a@b.test', 'email.empty_text'],
  ])('is not sent when it cannot be (%#)', async (settings, content, to, reason) => {
    expect(await send(host(settings), content, to)).toEqual({ status: 'refused', reason })
    expect(letters).toEqual([])
  })
  it('shows text as escaped HTML with links', () => {
    expect(htmlOf('a<b>&\nc\n\nhttps://x.test/?a=1&b=2')).toBe(
      '<p>a&lt;b&gt;&amp;<br>c</p><p><a href="https://x.test/?a=1&amp;b=2">https://x.test/?a=1&amp;b=2</a></p>',
    )
  })
})
