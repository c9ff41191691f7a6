import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ChannelHost } from '@lianke/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { sms } from '../index.ts'

let server: Server
let url: string
let answer: { status: number; body: string }
let heard: { authorization: string; body: unknown }[]
beforeAll(async () => {
  server = createServer((request, reply) => {
    let body = ''
    request.on('data', (chunk) => (body += chunk))
    request.on('end', () => {
      heard.push({ authorization: String(request.headers.authorization), body: JSON.parse(body) })
      reply.writeHead(answer.status).end(answer.body)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`
})
beforeEach(() => {
  heard = []
  answer = { status: 200, body: '{"code":0,"data":{"sid":"S1"}}' }
})
afterAll(() => new Promise((done) => server.close(done)))

const host = (more: Record<string, unknown> = {}): ChannelHost => {
  const settings: Record<string, unknown> = {
    'sms.url': url,
    'sms.headers': { authorization: 'Bearer {token}' },
    'sms.body': { mobiles: ['{national}'], msg: '{text}', uid: '{intent}', keep: 1 },
    'sms.success': { path: 'code', value: '0' },
    'sms.reference_path': 'data.sid',
    'sms.signature': '【晨露护肤】',
    ...more,
  }
  return { setting: async (name: string) => settings[name], secret: async () => 'tk', fetch } as unknown as ChannelHost
}
const send = (where = host(), text = '您的{name}已到店', value = '+8613900000001') =>
  sms.deliver!(where, {
    intent: 'i1',
    action: 'sms.send',
    person: 'p1',
    address: { type: 'phone', issuer: '', value },
    content: { text },
  })

describe('a text message', () => {
  it('goes to the provider as the settings describe, and a text that looks like a placeholder stays a text', async () => {
    expect(await send()).toEqual({ status: 'sent', reference: 'S1' })
    expect(heard).toEqual([
      { authorization: 'Bearer tk', body: { mobiles: ['13900000001'], msg: '【晨露护肤】您的{name}已到店', uid: 'i1', keep: 1 } },
    ])
  })
  it.each([
    [200, '{"code":12,"msg":"no balance"}', { status: 'refused', reason: 'sms.provider_refused' }],
    [400, '{}', { status: 'refused', reason: 'sms.http_400' }],
    [503, '', { status: 'retry', reason: 'sms.http_503' }],
    [200, '<html>', { status: 'refused', reason: 'sms.unreadable_answer' }],
  ])('answered %i %s is %o', async (status, body, outcome) => {
    answer = { status, body }
    expect(await send()).toEqual(outcome)
  })
  it.each([
    [{ 'sms.url': '' }, 'x', '+8613900000001', 'sms.not_configured'],
    [{}, 'x', '13900000001', 'sms.no_phone'],
    [{}, ' ', '+8613900000001', 'sms.empty_text'],
    [{}, '长'.repeat(500), '+8613900000001', 'sms.text_too_long'],
  ])('is not sent when it cannot be (%#)', async (settings, text, phone, reason) => {
    expect(await send(host(settings), text, phone)).toEqual({ status: 'refused', reason })
    expect(heard).toEqual([])
  })
  it('is tried again when nobody answers', async () => {
    expect(await send(host({ 'sms.url': 'http://127.0.0.1:1/' }))).toMatchObject({ status: 'retry' })
  })
})
