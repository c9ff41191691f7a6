import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChannelHost } from '@lianke/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyWebhook, webhook } from '../index.ts'

const now = '2026-11-22T10:00:00.000Z'
let server: Server
let address: string
let answers: { status: number; headers?: Record<string, string> }[]
let heard: { headers: IncomingHttpHeaders; body: string }[]
beforeAll(async () => {
  server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      heard.push({ headers: request.headers, body })
      const answer = answers.shift() ?? { status: 200 }
      reply.writeHead(answer.status, answer.headers).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
beforeEach(() => {
  answers = []
  heard = []
})
afterAll(() => new Promise((done) => server.close(done)))

const host = (settings: Record<string, unknown> = {}, secret: string | null = 's3cret'): ChannelHost =>
  ({
    now: () => now,
    setting: async (name: string) => settings[name] ?? '',
    secret: async () => secret,
    fetch,
  }) as unknown as ChannelHost
const send = (where: ChannelHost, content: Record<string, unknown> = { url: address, text: '你好' }) =>
  webhook.deliver!(where, { intent: 'run1:n1', action: 'webhook.send', person: 'p1', address: null, content })

describe('a webhook', () => {
  it('carries the content and a signature that its receiver can check', async () => {
    expect(await send(host())).toEqual({ status: 'sent', reference: 'run1:n1' })
    const { headers, body } = heard[0]!
    expect(JSON.parse(body)).toEqual({ id: 'run1:n1', sent_at: now, person: 'p1', content: { text: '你好' } })
    const message = {
      id: String(headers['lianke-id']),
      timestamp: String(headers['lianke-timestamp']),
      signature: String(headers['lianke-signature']),
      body,
    }
    const clock = { now, skewSeconds: 300 }
    expect(verifyWebhook('s3cret', message, clock)).toBe(true)
    expect(verifyWebhook('other', message, clock)).toBe(false)
    expect(verifyWebhook('s3cret', { ...message, body: `${body} ` }, clock)).toBe(false)
    expect(verifyWebhook('s3cret', message, { now: '2026-11-22T11:00:00.000Z', skewSeconds: 300 })).toBe(false)
    expect(verifyWebhook('s3cret', { ...message, signature: '' }, clock)).toBe(false)
    // The same by the text of Standard Webhooks, with nothing of ours.
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', 's3cret').update(signed).digest('base64')}`)
  })
  it.each([
    [{ status: 503 }, { status: 'retry', reason: 'webhook.http_503', afterMs: 30_000 }],
    [
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 'retry', reason: 'webhook.http_429', afterMs: 7_000 },
    ],
    [{ status: 410 }, { status: 'refused', reason: 'webhook.http_410' }],
    [
      { status: 302, headers: { location: 'http://127.0.0.1/' } },
      { status: 'refused', reason: 'webhook.http_302' },
    ],
  ])('answered %o is %o', async (answer, outcome) => {
    answers = [answer as never]
    expect(await send(host())).toEqual(outcome)
  })
  it('is tried again when nobody answers', async () => {
    expect(await send(host(), { url: 'http://127.0.0.1:1/' })).toMatchObject({ status: 'retry' })
  })
  it('needs an address and a secret', async () => {
    expect(await send(host(), { text: 'x' })).toEqual({ status: 'refused', reason: 'webhook.no_address' })
    expect(await send(host({}, null))).toEqual({ status: 'refused', reason: 'webhook.no_secret' })
    expect(await send(host({ 'webhook.url': address }), { text: 'x' })).toMatchObject({ status: 'sent' })
  })
})
