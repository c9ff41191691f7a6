import { defineModule, defineRoute, label, refuse, Reply } from '@lianke/kernel'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { buildModel } from '../../../model/model/model.ts'
import { tinyShop } from '../../../testing/index.ts'
import { openNotes } from '../routes/notes.ts'
import { everything, type HttpTenant, httpTenant } from './http-tenant.testing.ts'
import { mountForSpec } from './mount-for-spec.testing.ts'

const bell = defineModule({
  name: 'bell',
  label: label('门铃', 'Bell'),
  rights: [{ name: 'bell.ring', label: label('按铃', 'Ring the bell') }],
  words: { 'refusal.bell.broken': label('门铃坏了：{why}', 'The bell is broken: {why}') },
  routes: [
    defineRoute({
      name: 'bell.ring',
      label: label('按铃', 'Ring'),
      method: 'POST',
      path: '/api/v1/bell/:floor/ring',
      may: { right: 'bell.ring' },
      params: z.object({ floor: z.coerce.number().int().min(0).max(9) }),
      query: z.object({ loud: z.enum(['yes', 'no']).default('no') }),
      body: z.strictObject({ times: z.int().min(1).max(3) }),
      answer: z.object({ rung: z.string(), by: z.string() }),
      status: 201,
      run: async ({ params, query, body, unit, actor }) => {
        const rung = await unit(async (work) => {
          await work.records.create('customer.person', { name: `${params.floor} 楼` })
          if (body.times === 3) refuse('bell.broken', { params: { why: '太用力' } })
          return `${params.floor}/${query.loud}/${body.times}`
        })
        // What the schema does not name does not leave.
        return { rung, by: actor.kind, secret: 'not for you' }
      },
    }),
    defineRoute({
      name: 'bell.people',
      label: label('屋里的人', 'Who is in'),
      method: 'GET',
      path: '/api/v1/bell/people',
      may: { object: 'customer.person', action: 'read' },
      answer: z.object({ count: z.number() }),
      run: async ({ reading }) => ({ count: await (await reading()).records.count('customer.person') }),
    }),
    defineRoute({
      name: 'bell.knock',
      label: label('敲门', 'Knock'),
      method: 'POST',
      path: '/callbacks/bell/:tenant',
      may: 'public',
      params: z.object({ tenant: z.string() }),
      raw: ['application/octet-stream', 'application/json'],
      limits: { bodyBytesMax: 64, perAddress: { perSecond: 0.01, burst: 8 } },
      content: ['text/plain'],
      run: async ({ params, body, companyOf }) => {
        const company = (await companyOf(params.tenant)) ?? refuse('tenant.unknown', { status: 404 })
        if (body.length === 1) {
          company.turnedAway('bell.broken')
          refuse('bell.broken', { status: 403, params: { why: '轻' } })
        }
        return new Reply({ headers: { 'content-type': 'text/plain' }, body: `${company.tenant} ${[...body].join()}` })
      },
    }),
    defineRoute({
      name: 'bell.letter',
      label: label('信箱', 'Letter box'),
      method: 'GET',
      path: '/callbacks/bell/:tenant/letter',
      may: 'public',
      params: z.object({ tenant: z.string() }),
      limits: { perAddress: null },
      answer: z.object({ paused: z.boolean() }),
      run: async ({ params, companyOf }) => {
        const company = await companyOf(params.tenant, { paused: true })
        return { paused: company?.paused ?? refuse('tenant.unknown', { status: 404 }) }
      },
    }),
    defineRoute({
      name: 'bell.look',
      label: label('看一眼', 'Look'),
      method: 'GET',
      path: '/look/bell',
      may: 'public',
      content: ['text/html'],
      page: { title: label('没看到', 'Nothing seen'), act: label('回去', 'Back'), href: '/' },
      run: async () => refuse('bell.broken', { status: 409, params: { why: '<script>' } }),
    }),
    defineRoute({
      name: 'bell.wrong',
      label: label('答非所问', 'Off the point'),
      method: 'GET',
      path: '/api/v1/bell/wrong',
      may: 'principal',
      answer: z.object({ count: z.number().max(3) }),
      run: async () => ({ count: 7 }),
    }),
  ],
})

let server: HttpTenant
const turnedAway: (string | undefined)[][] = []
beforeAll(async () => {
  server = await httpTenant([...tinyShop, bell], {
    doors: (app, { platform, auth, publicUrl }) =>
      mountForSpec(app, { platform, auth, publicUrl, firstTenant: 'nobody', turnedAway: (...about) => turnedAway.push(about) }),
  })
})
afterAll(() => server?.close())

const ringer = () => server.person({ objects: { 'customer.person': everything }, rights: ['bell.ring'] })

describe('a route that a room defines', () => {
  it('is read by its schemas, answers by its schema and nothing beside, for whoever holds the right', async () => {
    const person = await ringer()
    const ring = (payload: object, url = '/api/v1/bell/3/ring?loud=yes') => person.send({ method: 'POST', url, payload })
    const answer = await ring({ times: 2 })
    expect([answer.statusCode, answer.json()]).toEqual([201, { rung: '3/yes/2', by: 'user' }])
    expect((await ring({ times: 9 })).json()).toMatchObject({
      status: 422,
      problems: [{ path: '/times', code: 'input.too_big' }],
    })
    expect((await ring({ time: 1 })).json().problems.map(({ path }: { path: string }) => path)).toContain('/time')
    expect((await ring({ times: 1 }, '/api/v1/bell/x/ring')).json()).toMatchObject({
      status: 400,
      problems: [{ path: '/floor' }],
    })
    expect((await ring({ times: 1 }, '/api/v1/bell/1/ring?loud=very')).json()).toMatchObject({ status: 400 })
    const stranger = await server.person({ objects: { 'customer.person': everything } })
    expect((await stranger.send({ method: 'POST', url: '/api/v1/bell/1/ring', payload: { times: 1 } })).json()).toMatchObject({
      status: 403,
      code: 'access.right_needed',
    })
    const nobody = await server.app.inject({ method: 'POST', url: '/api/v1/bell/1/ring', payload: { times: 1 } })
    expect(nobody.statusCode).toBe(401)
  })
  it('leaves nothing behind when it refuses, and says why in the words of its room', async () => {
    const person = await ringer()
    const count = async () => (await person.send({ url: '/api/v1/bell/people' })).json().count
    const before = await count()
    const refused = await person.send({
      method: 'POST',
      url: '/api/v1/bell/3/ring',
      payload: { times: 3 },
      headers: { 'accept-language': 'en' },
    })
    expect(refused.json()).toMatchObject({ status: 422, code: 'bell.broken', detail: 'The bell is broken: 太用力' })
    expect(await count()).toBe(before)
  })
  it('does a write once for an idempotency key, and answers the second request with what it kept', async () => {
    const person = await ringer()
    const count = async () => (await person.send({ url: '/api/v1/bell/people' })).json().count
    const before = await count()
    const ring = (times: number, key: string) =>
      person.send({ method: 'POST', url: '/api/v1/bell/4/ring', payload: { times }, headers: { 'idempotency-key': key } })
    const [first, second] = [await ring(1, 'once'), await ring(1, 'once')]
    expect([first.statusCode, second.statusCode, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true'])
    expect(second.json()).toEqual(first.json())
    expect(await count()).toBe(before + 1)
    expect((await ring(2, 'once')).json()).toMatchObject({ status: 409, code: 'idempotency.other_body' })
    // A refused write keeps nothing, so that it may be mended and sent again.
    expect((await ring(3, 'mended')).statusCode).toBe(422)
    expect((await ring(2, 'mended')).statusCode).toBe(201)
    expect(await count()).toBe(before + 2)
  })
  it('asks for the right on the object that it names, of people and of keys', async () => {
    const none = await server.person({ objects: {}, rights: [] })
    expect((await none.send({ url: '/api/v1/bell/people' })).json()).toMatchObject({ status: 403, code: 'access.denied' })
    const ask = async (scopes: string[]) => {
      const { key } = await server.auth.keys.make({ tenant: server.tenant, name: 'k', scopes, expiresAt: null, by: null })
      return (await server.app.inject({ url: '/api/v1/bell/people', headers: { authorization: `Bearer ${key}` } })).json()
    }
    expect(await ask(['shop.order:read'])).toMatchObject({ status: 403, code: 'key.out_of_scope' })
    expect(await ask(['customer.person:read'])).toEqual({ count: expect.any(Number) })
  })
  it('takes bytes as they came, for the company that it names, as many and as often as it says', async () => {
    const knock = (payload: Buffer, more: { tenant?: string; type?: string } = {}) =>
      server.app.inject({
        method: 'POST',
        url: `/callbacks/bell/${more.tenant ?? server.tenant}`,
        headers: { 'content-type': more.type ?? 'application/octet-stream', 'accept-language': 'en' },
        payload,
      })
    expect((await knock(Buffer.from([0, 255, 10]))).body).toBe(`${server.tenant} 0,255,10`)
    expect((await knock(Buffer.from('{"a": 1}'), { type: 'application/json' })).body).toContain('123,34')
    expect((await knock(Buffer.from([1, 2]), { tenant: 'nobody_else' })).json()).toMatchObject({
      status: 404,
      code: 'tenant.unknown',
    })
    expect((await knock(Buffer.from([1, 2]), { tenant: `${server.tenant}";--` })).json()).toMatchObject({
      code: 'tenant.unknown',
    })
    expect((await knock(Buffer.from([1]))).json()).toMatchObject({ status: 403, detail: 'The bell is broken: 轻' })
    expect(turnedAway).toEqual([[server.tenant, 'bell', 'bell.broken', undefined]])
    expect((await knock(Buffer.alloc(65))).json()).toMatchObject({ status: 413, code: 'body.too_large' })
    expect((await knock(Buffer.from('<x/>'), { type: 'text/xml' })).json()).toMatchObject({ status: 415 })
    const codes = []
    for (let n = 0; n < 3; n++) codes.push((await knock(Buffer.from([1, 2]))).statusCode)
    expect(codes).toContain(429)
  })
  it('that is public stands under the limit of all strangers, in one bucket with them, unless it says another or none', async () => {
    const narrow = await httpTenant([...tinyShop, bell], {
      limits: { address: { perSecond: 0.01, burst: 5 } },
      doors: (app, given) => mountForSpec(app, given),
    })
    try {
      const from = (remoteAddress: string) => async (url: string) => (await narrow.app.inject({ url, remoteAddress })).statusCode
      const one = from('10.0.0.1')
      expect([await one('/look/bell'), await one('/look/bell'), await one('/look/bell')]).toEqual([409, 409, 409])
      expect([await one('/api/v1/me'), await one('/api/v1/me'), await one('/api/v1/me')]).toEqual([401, 401, 429])
      expect(await one('/look/bell')).toBe(429)
      expect((await narrow.app.inject({ method: 'HEAD', url: '/look/bell', remoteAddress: '10.0.0.1' })).statusCode).toBe(429)
      expect(await one(`/callbacks/bell/${narrow.tenant}/letter`)).toBe(200)
      expect(await from('10.0.0.2')('/look/bell')).toBe(409)
    } finally {
      await narrow.close()
    }
  })
  it('is given a company that is paused only where it takes in for later', async () => {
    const { platform, auth, tenant } = server
    const pause = (value: string) =>
      platform.database.home.query({
        text: `update lianke.tenant set paused_at = ${value} where id = $1 returning id`,
        values: [tenant],
      })
    const ask = async () => {
      const app = fastify()
      await mountForSpec(app, { platform, auth, publicUrl: 'http://localhost:3000' })
      const headers = { 'content-type': 'application/octet-stream' }
      const knock = await app.inject({ method: 'POST', url: `/callbacks/bell/${tenant}`, headers, payload: Buffer.from([1, 2]) })
      const letter = await app.inject(`/callbacks/bell/${tenant}/letter`)
      await app.close()
      return [knock.statusCode, letter.statusCode, letter.json().paused]
    }
    await pause('now()')
    // Fastify alone answers a refusal as a fault: what counts is that nothing was rung.
    expect((await ask()).slice(1)).toEqual([200, true])
    expect((await ask())[0]).not.toBe(200)
    await pause('null')
    expect(await ask()).toEqual([200, 200, false])
  })
  it('draws its refusals where people open it, and draws no markup of others', async () => {
    const page = await server.app.inject('/look/bell')
    expect([page.statusCode, page.headers['content-type']]).toEqual([409, 'text/html; charset=utf-8'])
    expect(page.body).toContain('门铃坏了：&#60;script&#62;')
    expect(page.body).toContain('The bell is broken: &#60;script&#62;')
  })
  it('that answers what its schema does not say is our own fault, and says so', async () => {
    const person = await ringer()
    expect((await person.send({ url: '/api/v1/bell/wrong' })).json()).toMatchObject({ status: 500, code: 'server.fault' })
  })
  it('stands in OpenAPI by its schemas, for those who may use it', async () => {
    const { paths } = (await (await ringer()).send({ url: '/api/v1/openapi.json' })).json()
    expect(paths['/api/v1/bell/{floor}/ring'].post).toMatchObject({
      operationId: 'bell.ring',
      parameters: [
        { name: 'floor', in: 'path', required: true, schema: { minimum: 0, maximum: 9 } },
        { name: 'loud', in: 'query', required: false },
      ],
      requestBody: { required: true, content: { 'application/json': { schema: { required: ['times'] } } } },
      responses: {
        201: { content: { 'application/json': { schema: { required: ['rung', 'by'], additionalProperties: false } } } },
      },
    })
    expect(paths['/callbacks/bell/{tenant}'].post).toMatchObject({
      security: [],
      requestBody: { content: { 'application/octet-stream': {} } },
    })
    expect(paths['/look/bell'].get.responses).toHaveProperty('302')
    const other = await server.person({ objects: {}, rights: [] })
    const seen = (await other.send({ url: '/api/v1/openapi.json' })).json().paths
    expect([seen['/api/v1/bell/{floor}/ring'], seen['/api/v1/bell/people']]).toEqual([undefined, undefined])
  })
})

describe('the definition of a route', () => {
  const good = {
    name: 'bell.x',
    label: label('门', 'Door'),
    method: 'GET',
    path: '/api/v1/bell/x',
    may: 'principal',
    answer: z.object({}),
    run: async () => ({}),
  } as const
  const room = (...routes: ReturnType<typeof defineRoute>[]) => buildModel([{ name: 'bell', label: good.label, routes }])
  it('reads what its path names, knows its callers, and says what it answers', () => {
    expect(() => defineRoute({ ...good, path: '/api/v1/bell/:id' })).toThrow('reads the parameters of its path')
    expect(() => defineRoute({ ...good, path: '/bell/x' })).toThrow('lies under /api/v1')
    expect(() => defineRoute({ ...good, may: 'public' })).toThrow('lies outside /api/v1')
    expect(() => defineRoute({ ...good, answer: undefined, run: async () => new Reply() })).toThrow('says what it answers')
    expect(() => defineRoute({ ...good, body: z.object({}) })).toThrow('none with GET')
  })
  it('has a name and an address of its own, in the name of its room', () => {
    expect(() => room(defineRoute(good), defineRoute({ ...good, name: 'bell.y' }))).toThrow('is defined once')
    expect(() => room(defineRoute(good), defineRoute({ ...good, path: '/api/v1/bell/y' }))).toThrow('is defined once')
    expect(() => room(defineRoute({ ...good, name: 'shop.x' }))).toThrow('named after its room')
    expect(() => room(defineRoute({ ...good, path: '/api/v1/shop/x' }))).toThrow('has its room in its path')
    expect([...room(defineRoute(good)).routes.keys()]).toEqual(['bell.x'])
  })
})

describe('a note of a route', () => {
  it('is read by its own room and installation only, unchanged, in time', () => {
    let now = 1_000_000
    const notes = openNotes('secret', 'bell', () => now)
    const text = notes.write({ to: '/h5/' }, 60)
    expect(notes.read(text)).toEqual({ to: '/h5/' })
    expect(openNotes('other', 'bell', () => now).read(text)).toBeNull()
    expect(openNotes('secret', 'door', () => now).read(text)).toBeNull()
    const [body = '', mark] = text.split('.')
    const forged = Buffer.from(Buffer.from(body, 'base64url').toString().replace('/h5/', '/h6/')).toString('base64url')
    for (const bad of [`${forged}.${mark}`, body, `${text.slice(0, -3)}xxx`, '', '.']) expect(notes.read(bad)).toBeNull()
    now += 61_000
    expect(notes.read(text)).toBeNull()
  })
})
