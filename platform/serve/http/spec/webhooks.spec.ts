import { v7 as uuid } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openReceiver, type Receiver } from '../../webhooks/spec/receiver.testing.ts'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

let server: HttpTenant
let receiver: Receiver
let admin: Person
let role: string
const none = { read: 'none', update: 'none', delete: 'none', create: false } as const
beforeAll(async () => {
  receiver = await openReceiver()
  server = await httpTenant(tinyShop, { allowPrivate: [receiver.host] })
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  role = await roleOf({ 'customer.person': { ...none, read: 'all' } })
})
afterAll(async () => {
  await receiver?.close()
  await server?.close()
})

const ask = async (who: Person, method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, payload?: object) => {
  const answer = await who.send({ method, url: `/api/v1${path}`, ...(payload ? { payload } : {}) })
  return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
}
const roleOf = async (objects: object, rights: readonly string[] = []): Promise<string> =>
  (await ask(admin, 'POST', '/organisation/role', { name: uuid(), objects, rights })).body.id
const given = (more: object = {}) => ({ name: '对接', url: receiver.url('/'), events: ['customer.person.*'], role, ...more })
const count = async () => (await ask(admin, 'GET', '/webhooks')).body.data.length
const refusal = async (more: object) => {
  const before = await count()
  const { status, body } = await ask(admin, 'POST', '/webhooks', given(more))
  expect([status, await count()]).toEqual([422, before])
  return body.problems[0]
}

describe('subscribing', () => {
  it('shows the secret once, and keeps it sealed', async () => {
    const { status, body } = await ask(admin, 'POST', '/webhooks', given())
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'active', waiting: 0, dead: 0, secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/) })
    const shown = await ask(admin, 'GET', `/webhooks/${body.id}`)
    expect(JSON.stringify(shown.body)).not.toContain('whsec_')
    const [row] = await server.platform.database.query<{ secret: string }>(server.tenant, {
      text: 'select secret from webhook_subscription where id = $1',
      values: [body.id],
    })
    expect(row?.secret).not.toContain('whsec_')
    expect(await server.platform.secrets.decrypt(server.tenant, row?.secret ?? '')).toBe(body.secret)
    const told = await server.platform.database.query(server.tenant, {
      text: `select payload from fact where name like 'webhook.%'`,
    })
    expect(JSON.stringify(told)).toContain(body.id)
    expect(JSON.stringify(told)).not.toContain('whsec_')
  })

  it('refuses addresses that lead inward or are not https, however they are written, and leaves nothing behind', async () => {
    for (const url of [
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://10.0.0.8/x',
      'https://169.254.169.254/latest',
      'https://0x7f.1/',
    ])
      expect(await refusal({ url }), url).toMatchObject({ path: '/url', code: 'outgoing.private_address' })
    expect(await refusal({ url: 'https://localhost/' })).toMatchObject({ path: '/url', code: 'outgoing.private_address' })
    expect(await refusal({ url: 'http://example.com/' })).toMatchObject({ path: '/url', code: 'webhook.https_needed' })
    for (const url of ['nonsense', 'ftp://example.com', 'https://user:pass@example.com/'])
      expect(await refusal({ url }), url).toMatchObject({ path: '/url', code: 'outgoing.bad_url' })
  })

  it('refuses what is no event, no role, no name', async () => {
    expect(await refusal({ events: ['customer.person.*', 'customer.persn.created'] })).toMatchObject({
      path: '/events/1',
      code: 'webhook.unknown_event',
    })
    expect(await refusal({ events: [] })).toMatchObject({ path: '/events', code: 'input.too_few' })
    expect(await refusal({ role: uuid() })).toMatchObject({ path: '/role', code: 'webhook.unknown_role' })
    expect(await refusal({ name: ' ' })).toMatchObject({ path: '/name', code: 'input.required' })
    expect(await refusal({ secret: 'x' })).toMatchObject({ path: '/secret', code: 'input.unknown_field' })
  })

  it('needs a right of its own, and no role that holds more than whoever subscribes, changes, tests or turns the secret', async () => {
    const plain = await server.person({ objects: { '*': everything }, rights: [] })
    const keeper = await server.person({
      objects: { 'customer.person': { ...none, read: 'own' } },
      rights: ['platform.webhooks'],
    })
    const { id } = (await ask(admin, 'POST', '/webhooks', given())).body
    for (const [method, path] of [
      ['GET', '/webhooks'],
      ['POST', '/webhooks'],
      ['GET', `/webhooks/${id}`],
      ['GET', `/webhooks/${id}/deliveries`],
      ['POST', `/webhooks/${id}/test`],
    ] as const)
      expect((await ask(plain, method, path, method === 'POST' ? given() : undefined)).body, path).toMatchObject({
        code: 'access.right_needed',
      })
    expect((await ask(keeper, 'GET', `/webhooks/${id}`)).status).toBe(200)
    for (const [method, path, payload] of [
      ['POST', '/webhooks', given()],
      ['PATCH', `/webhooks/${id}`, { url: receiver.url('/mine') }],
      ['DELETE', `/webhooks/${id}`, undefined],
      ['POST', `/webhooks/${id}/rotate-secret`, undefined],
      ['POST', `/webhooks/${id}/test`, undefined],
      ['POST', `/webhooks/${id}/pause`, undefined],
      ['POST', `/webhooks/${id}/replay`, { since: '2026-01-01T00:00:00Z' }],
    ] as const)
      expect((await ask(keeper, method, path, payload)).body, path).toMatchObject({ status: 403, code: 'access.beyond_own' })
    const least = await roleOf({ 'customer.person': { ...none, read: 'own' } })
    expect((await ask(keeper, 'POST', '/webhooks', given({ role: least }))).status).toBe(201)
  })

  it('holds at most fifty', async () => {
    for (let n = await count(); n < 50; n++) await ask(admin, 'POST', '/webhooks', given())
    expect((await ask(admin, 'POST', '/webhooks', given())).body).toMatchObject({ status: 422, code: 'webhook.too_many' })
    for (const { id } of (await ask(admin, 'GET', '/webhooks')).body.data) await ask(admin, 'DELETE', `/webhooks/${id}`)
  })
})

describe('a subscription', () => {
  it('is changed, paused, resumed, tested and ended, each of it in the audit', async () => {
    const { id } = (await ask(admin, 'POST', '/webhooks', given())).body
    expect((await ask(admin, 'PATCH', `/webhooks/${id}`, { events: ['*'], name: '全部' })).body).toMatchObject({
      events: ['*'],
      name: '全部',
      url: receiver.url('/'),
    })
    expect((await ask(admin, 'POST', `/webhooks/${id}/pause`)).body).toMatchObject({ state: 'paused', paused_because: null })
    expect((await ask(admin, 'POST', `/webhooks/${id}/pause`)).body).toMatchObject({
      status: 409,
      code: 'webhook.already_paused',
    })
    expect((await ask(admin, 'POST', `/webhooks/${id}/resume`, {})).body).toMatchObject({ state: 'active' })
    receiver.answers('/', () => ({ status: 418, body: '不喝咖啡' }))
    expect((await ask(admin, 'POST', `/webhooks/${id}/test`)).body).toMatchObject({
      name: 'webhook.test',
      state: 'dead',
      status: 418,
      problem: 'HTTP 418',
      answer: '不喝咖啡',
    })
    receiver.answers('/', () => ({ status: 200 }))
    expect((await ask(admin, 'POST', `/webhooks/${id}/test`)).body).toMatchObject({ state: 'sent', status: 200, problem: null })
    const { data } = (await ask(admin, 'GET', `/webhooks/${id}/deliveries?limit=1`)).body
    expect((await ask(admin, 'POST', `/webhooks/${id}/deliveries/${data[0].id}/replay`)).body).toMatchObject({
      code: 'webhook.nothing_to_replay',
    })
    expect((await ask(admin, 'DELETE', `/webhooks/${id}`)).status).toBe(204)
    expect((await ask(admin, 'GET', `/webhooks/${id}`)).body).toMatchObject({ status: 404, code: 'webhook.not_found' })
    expect((await ask(admin, 'GET', '/webhooks/x/deliveries')).status).toBe(404)
    const { data: told } = (await ask(admin, 'GET', '/audit/changes?limit=5')).body
    expect(told.map(({ name }: { name: string }) => name)).toEqual([
      'webhook.unsubscribed',
      'webhook.resumed',
      'webhook.paused_by_hand',
      'webhook.changed',
      'webhook.subscribed',
    ])
  })

  it('shows the body and the answer of a delivery to nobody who may not see what its role may', async () => {
    const keeper = await server.person({ objects: {}, rights: ['platform.webhooks'] })
    const { id } = (await ask(admin, 'POST', '/webhooks', given())).body
    receiver.answers('/', ({ body }) => ({ status: 400, body }))
    const { id: delivery } = (await ask(admin, 'POST', `/webhooks/${id}/test`)).body
    const path = `/webhooks/${id}/deliveries/${delivery}`
    expect((await ask(admin, 'GET', path)).body).toMatchObject({ open: true, answer: expect.stringContaining('webhook.test') })
    expect((await ask(keeper, 'GET', path)).body).toMatchObject({ open: false, answer: null, request: null, status: 400 })
    expect((await ask(keeper, 'GET', `/webhooks/${id}/deliveries`)).body.data[0].answer).toBeNull()
  })
})
