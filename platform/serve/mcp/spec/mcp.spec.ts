import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { v7 as uuid } from 'uuid'
import { tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from '../../http/spec/http-tenant.testing.ts'

let server: HttpTenant
let admin: Person
let base: string
const open: Client[] = []
beforeAll(async () => {
  server = await httpTenant(tinyShop)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  base = await server.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  for (const client of open) await client.close()
  await server?.close()
})

const api = (path: string) => `/api/v1${path}`
const none = { read: 'none', update: 'none', delete: 'none', create: false } as const
const post = async (path: string, payload: object) => (await admin.send({ method: 'POST', url: api(path), payload })).json()
const keyOf = async (objects: object, rights: readonly string[] = []): Promise<string> => {
  const role = (await post('/organisation/role', { name: uuid(), objects, rights })).id as string
  return (await post('/keys', { name: '助手', roles: [role] })).key as string
}
/** The official client, with a key. */
const assistant = async (key: string) => {
  const client = new Client({ name: 'spec', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${base}/api/v1/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${key}`, 'accept-language': 'en' } },
    }),
  )
  open.push(client)
  const call = async (name: string, args: Record<string, unknown> = {}) => {
    const { content, isError } = await client.callTool({ name, arguments: args })
    const [first] = content as readonly { readonly type: string; readonly text: string }[]
    return isError
      ? ({ refused: first?.text ?? '' } as Record<string, unknown>)
      : (JSON.parse(first?.text ?? 'null') as Record<string, unknown>)
  }
  return { client, call }
}
const named = async (name: string) =>
  (await post('/customer/person/query', { filter: { field: 'name', op: 'eq', value: name } })).data as { id: string }[]

describe('an assistant by the Model Context Protocol', () => {
  it('is told the tools; only confirming writes', async () => {
    const { client } = await assistant(await keyOf({ '*': everything }))
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['list_objects', 'describe_object', 'query_records', 'propose_command', 'confirm']),
    )
    expect(tools.filter(({ annotations }) => !annotations?.readOnlyHint).map(({ name }) => name)).toEqual(['confirm'])
    expect(client.getInstructions()).toContain('list_objects')
  })

  it('looks at what its key may see: objects, fields, records', async () => {
    const { id } = await post('/customer/person', { name: '林晨' })
    const { call } = await assistant(await keyOf({ 'customer.person': { ...none, read: 'all' } }))
    const { objects } = (await call('list_objects')) as unknown as { objects: { name: string; may: string[] }[] }
    expect(objects.find(({ name }) => name === 'customer.person')?.may).toEqual(['read'])
    expect(objects.map(({ name }) => name)).not.toContain('shop.order')
    const told = (await call('describe_object', { object: 'customer.person' })) as unknown as {
      fields: { name: string; filter_by: string[] }[]
    }
    expect(told.fields.find(({ name }) => name === 'name')?.filter_by).toContain('contains')
    expect(
      await call('query_records', { object: 'customer.person', filter: { field: 'id', op: 'eq', value: id }, fields: ['name'] }),
    ).toMatchObject({ data: [{ name: '林晨' }] })
    expect(await call('get_record', { object: 'shop.order', id: uuid() })).toMatchObject({
      refused: expect.stringContaining('access.denied'),
    })
    expect(await call('describe_object', { object: 'shop.order' })).toMatchObject({
      refused: expect.stringContaining('object.unknown'),
    })
    expect(
      await call('query_records', { object: 'customer.person', filter: { field: 'nmae', op: 'eq', value: 1 } }),
    ).toMatchObject({ refused: expect.stringContaining('filter.unknown_field') })
  })

  it('writes nothing by proposing, and once by confirming, however often', async () => {
    const { call } = await assistant(await keyOf({ '*': everything }))
    const name = `提议${uuid()}`
    const proposed = await call('propose_create', { object: 'customer.person', values: { name } })
    expect(proposed).toMatchObject({ would: { dry_run: true, makes: [{ object: 'customer.person', count: 1 }] } })
    expect(await named(name)).toEqual([])
    const { proposal } = proposed as { proposal: string }
    const [one, two] = await Promise.all([call('confirm', { proposal }), call('confirm', { proposal })])
    expect(one).toMatchObject({ name })
    expect(two).toEqual(one)
    expect(await named(name)).toHaveLength(1)
    const [{ id } = { id: '' }] = await named(name)
    const change = (await call('propose_update', { object: 'customer.person', id, values: { name: `${name}改` } })) as {
      proposal: string
    }
    expect(await named(name)).toHaveLength(1)
    await call('confirm', { proposal: change.proposal })
    expect(await named(`${name}改`)).toHaveLength(1)
    const gone = (await call('propose_delete', { object: 'customer.person', id })) as { proposal: string }
    expect(gone).toMatchObject({ would: { deletes: [{ object: 'customer.person', count: 1 }] } })
    await call('confirm', { proposal: gone.proposal })
    expect(await named(`${name}改`)).toEqual([])
  })

  it('runs an act of the business the same way, in its own name', async () => {
    const person = (await post('/customer/person', { name: '林晨' })).id
    const order = (await post('/shop/order', { person, amount: { amount: '5', currency: 'CNY' } })).id
    const { call } = await assistant(await keyOf({ '*': everything }, ['*']))
    const { proposal } = (await call('propose_command', { command: 'shop.pay', input: { id: order } })) as { proposal: string }
    const before = (await admin.send({ url: api(`/shop/order/${order}`) })).json()
    await call('confirm', { proposal })
    const after = (await admin.send({ url: api(`/shop/order/${order}`) })).json()
    expect(after.version).toBeGreaterThan(before.version)
    const { data } = (await admin.send({ url: api(`/shop/order/${order}/history`) })).json()
    expect(data.some(({ actor }: { actor: { kind: string } }) => actor.kind === 'key')).toBe(true)
  })

  it('is refused at the proposal what it would be refused at the act', async () => {
    const { call } = await assistant(await keyOf({ 'customer.person': { ...none, read: 'all' } }))
    expect(await call('propose_create', { object: 'customer.person', values: { name: '越权' } })).toMatchObject({
      refused: expect.stringContaining('access.denied'),
    })
    const { call: other } = await assistant(await keyOf({ '*': everything }))
    expect(await other('propose_create', { object: 'customer.person', values: { nmae: 'x' } })).toMatchObject({
      refused: expect.stringContaining('field.unknown'),
    })
    expect(await other('propose_command', { command: 'nothing.such' })).toMatchObject({
      refused: expect.stringContaining('command.unknown'),
    })
  })

  it('confirms nobody else’s proposal, nor one that was altered', async () => {
    const { call } = await assistant(await keyOf({ '*': everything }))
    const { call: other } = await assistant(await keyOf({ '*': everything }))
    const { proposal } = (await call('propose_create', { object: 'customer.person', values: { name: '甲' } })) as {
      proposal: string
    }
    for (const word of [`${proposal.slice(0, -4)}AAAA`, 'nonsense', ''])
      expect(await call('confirm', { proposal: word })).toMatchObject({
        refused: expect.stringContaining('mcp.unknown_proposal'),
      })
    expect(await other('confirm', { proposal })).toMatchObject({ refused: expect.stringContaining('mcp.unknown_proposal') })
  })

  it('needs a key, and has no stream to open', async () => {
    const bare = (method: 'GET' | 'POST', headers: Record<string, string> = {}) =>
      server.app.inject({ method, url: api('/mcp'), headers, ...(method === 'POST' ? { payload: {} } : {}) })
    expect((await bare('POST')).statusCode).toBe(401)
    const key = await keyOf({ '*': everything })
    const stream = await bare('GET', { authorization: `Bearer ${key}` })
    expect([stream.statusCode, stream.headers.allow]).toEqual([405, 'POST'])
    expect((await bare('POST', { authorization: `Bearer ${key}` })).statusCode).toBe(400)
  })
})

describe('a write that is only asked what it would do', () => {
  it('says it and leaves nothing behind; where that cannot be asked nothing is done', async () => {
    const name = `试${uuid()}`
    const asked = await admin.send({ method: 'POST', url: api('/customer/person?dry_run=true'), payload: { name } })
    expect([asked.statusCode, asked.json()]).toMatchObject([200, { dry_run: true, answer: { name } }])
    const refused = await admin.send({
      method: 'POST',
      url: api('/customer/person/bulk?dry_run=true'),
      payload: { create: [{ name }] },
    })
    expect([refused.statusCode, refused.json().code]).toEqual([400, 'request.no_dry_run'])
    const odd = await admin.send({ method: 'POST', url: api('/customer/person?dry_run=maybe'), payload: { name } })
    expect([odd.statusCode, odd.json().code]).toEqual([400, 'request.bad_dry_run'])
    expect(await named(name)).toEqual([])
  })
})
