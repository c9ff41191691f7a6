import { createServer, type IncomingMessage, type Server } from 'node:http'
import { isObject, Refusal, surely } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSpine, type SpineWorld } from './spine-world.testing.ts'

interface Heard {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
const heard: Heard[] = []
/** How the program outside answers next; null: never. */
let answer: { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> } | null = {
  status: 200,
}
let server: Server
let host = ''
let world: SpineWorld
let names = 0
beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => {
      body += part.toString()
    })
    request.on('end', () => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
      if (answer)
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers }).end(answer.body ?? '{}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  host = `localhost:${isObject(address) ? address.port : 0}`
  world = await openSpine({ allowPrivate: [host] })
})
afterAll(async () => {
  await world?.tenant.close()
  server.closeAllConnections()
  server.close()
})

const asks = (config: Readonly<Record<string, unknown>>, next: Readonly<Record<string, string | null>> = {}) => ({
  id: 'h',
  step: 'flow.http_request',
  config: { method: 'POST', url: `http://${host}/score`, ...config },
  next: { next: null, ...next },
})
const remark = (id: string, values: Readonly<Record<string, unknown>>) => ({
  id,
  step: 'record.set_fields',
  config: { values },
  next: { next: null },
})
const drawn = async (nodes: readonly { readonly id: string }[]): Promise<string> =>
  (
    await world.tenant.system((work) =>
      work.records.create('automation.automation', {
        name: `http ${++names}`,
        subject_object: 'lead.lead',
        trigger: { on: 'manual' },
        graph: { entry: surely(nodes[0], 'it has a step').id, nodes },
      }),
    )
  ).id
/** A lead that walks; answers it and the process. */
const walked = async (nodes: readonly { readonly id: string }[]): Promise<{ readonly id: string; readonly lead: string }> => {
  const id = await drawn(nodes)
  await world.command('automation.publish', { id })
  const lead = (
    await world.tenant.system((work) => work.records.create('lead.lead', { name: '张三', wechat: `h${++names}`, score: 7 }))
  ).id
  await world.command('automation.enrol', { id, records: [lead] })
  await world.run()
  return { id, lead }
}
const leadOf = (lead: string) => world.tenant.system((work) => work.records.get('lead.lead', lead))
const failuresOf = async (id: string): Promise<string[]> =>
  (await world.command<{ runs: { failure: string }[] }>('automation.failures', { id })).runs.map(({ failure }) => failure)
const days = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) {
    world.advance(3_600_000)
    await world.run()
  }
}
const problemsOf = async (nodes: readonly { readonly id: string }[]): Promise<string[]> => {
  const refused = await world.command('automation.publish', { id: await drawn(nodes) }).then(
    () => null,
    (error: unknown) => error,
  )
  return refused instanceof Refusal ? refused.problems.map(({ path, code }) => `${path} ${code}`) : []
}

describe('a step that asks a program outside', () => {
  it('sends what it is told, and its answer is of use to later steps', async () => {
    answer = { status: 200, body: JSON.stringify({ data: { grade: 'A', points: 88 } }) }
    heard.length = 0
    const send = [
      { name: 'who', value: { path: 'name' } },
      { name: 'kind', value: 'lead' },
    ]
    const values = [
      { name: 'grade', path: 'data.grade' },
      { name: 'points', path: 'data.points' },
    ]
    const { lead } = await walked([
      asks({ send, values }, { next: 'r' }),
      remark('r', { remark: 'graded {$grade}', score: { run: 'points' } }),
    ])
    expect(heard.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
      ['POST', '/score', { who: '张三', kind: 'lead' }],
    ])
    expect(await leadOf(lead)).toMatchObject({ remark: 'graded A', score: 88 })
  })

  it('is branched by: each record goes the way that its own answer says', async () => {
    const values = [{ name: 'points', path: 'points' }]
    const branch = (taken: readonly object[]) => ({
      id: 'b',
      step: 'flow.branch',
      config: { branches: [{ outlet: 'b1', filter: { field: 'score', op: 'eq', value: 7 }, taken }] },
      next: { b1: 'good', else: 'poor' },
    })
    const nodes = [
      asks({ values }, { next: 'b' }),
      branch([{ name: 'points', op: 'gte', value: '60' }]),
      remark('good', { remark: 'good' }),
      remark('poor', { remark: 'poor' }),
    ]
    for (const [points, said] of [
      [88, 'good'],
      [12, 'poor'],
      [null, 'poor'],
    ] as const) {
      answer = { status: 200, body: JSON.stringify({ points }) }
      expect(await leadOf((await walked(nodes)).lead)).toMatchObject({ remark: said })
    }
    expect(await problemsOf([asks({ values }, { next: 'b' }), branch([{ name: 'grade', op: 'empty' }])])).toContain(
      '/nodes/1/config automation.unknown_value',
    )
    expect(await problemsOf([asks({ values }, { next: 'b' }), branch([{ name: 'points', op: 'gte' }])])).toContain(
      '/nodes/1/config/branches/0/taken automation.bad_setting',
    )
  })

  it('asks by GET with what it sends in the address, and goes another way where it is refused', async () => {
    answer = { status: 404 }
    heard.length = 0
    const { lead } = await walked([
      asks({ method: 'GET', send: [{ name: 'score', value: { path: 'score' } }] }, { next: 'r', else: 'e' }),
      remark('r', { remark: 'found' }),
      remark('e', { remark: 'unknown' }),
    ])
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /score?score=7'])
    expect(await leadOf(lead)).toMatchObject({ remark: 'unknown' })
  })

  it('is known by a credential that is sealed, and that goes to its own host alone', async () => {
    answer = { status: 200 }
    heard.length = 0
    const made = (of: string) =>
      world.tenant.system((work) =>
        work.records.create('process.credential', { name: `key ${++names}`, host: of, header: 'X-Api-Key', value: 's3cret' }),
      )
    const own = await made(host)
    const { id } = await walked([asks({ credential: own.id })])
    expect(heard.map(({ headers }) => headers['x-api-key'])).toEqual(['s3cret'])
    const kept = await world.sql('select graph::text as said from process_version where process = $1', [id])
    expect(JSON.stringify([kept, await world.sql('select value from process_credential')])).not.toContain('s3cret')
    const other = await walked([asks({ credential: (await made('api.example.com')).id })])
    expect(heard).toHaveLength(1)
    expect(await failuresOf(other.id)).toEqual(['process.http_other_host'])
  })

  it('is tried again where the program says not now or never answers, under one key, and fails with the reason', async () => {
    answer = { status: 503 }
    heard.length = 0
    const { id, lead } = await walked([asks({}, { next: 'r' }), remark('r', { remark: 'at last' })])
    answer = { status: 200 }
    await days(1)
    expect(await leadOf(lead)).toMatchObject({ remark: 'at last' })
    expect(heard).toHaveLength(2)
    expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect(await failuresOf(id)).toEqual([])
    answer = null
    const silent = await walked([asks({ seconds: 1 })])
    await days(6)
    expect(await failuresOf(silent.id)).toEqual(['process.http_no_answer'])
    answer = { status: 200 }
    await world.command('automation.retry', { id: silent.id })
    await world.run()
    expect(await world.sql('select end_reason from process_run where process = $1', [silent.id])).toEqual([
      { end_reason: 'completed' },
    ])
  })

  it('holds nobody up meanwhile: what others do in the same moment is done', async () => {
    answer = null
    const id = await drawn([asks({ seconds: 3 })])
    await world.command('automation.publish', { id })
    const lead = (await world.tenant.system((work) => work.records.create('lead.lead', { name: 'x', wechat: `h${++names}` }))).id
    await world.command('automation.enrol', { id, records: [lead] })
    const heardBefore = heard.length
    const asking = world.run()
    await expect.poll(() => heard.length).toBeGreaterThan(heardBefore)
    await world.tenant.system((work) => work.records.update('lead.lead', lead, { remark: 'meanwhile' }))
    expect(await world.sql('select 1 from process_run where process = $1 for update nowait', [id])).toHaveLength(1)
    await asking
    await world.command('automation.end', { id })
  })

  it('follows no redirect, and takes no answer that is none', async () => {
    answer = { status: 302, headers: { location: 'http://169.254.169.254/' } }
    const { lead } = await walked([asks({}, { next: null, else: 'e' }), remark('e', { remark: 'sent away' })])
    expect(await leadOf(lead)).toMatchObject({ remark: 'sent away' })
    answer = { status: 200, body: JSON.stringify({ grade: { letters: [] } }) }
    const { id } = await walked([asks({ values: [{ name: 'grade', path: 'grade' }] })])
    expect(await failuresOf(id)).toEqual(['process.http_bad_value'])
  })

  it('calls no inward address: refused as it is written, and again by where its name leads', async () => {
    const at = '/nodes/0/config/url automation'
    for (const url of ['http://127.0.0.1/x', 'http://10.0.0.8/x', 'http://[::1]/x', 'http://169.254.169.254/latest'])
      expect(await problemsOf([asks({ url })]), url).toEqual([`${at}.inward_address`])
    for (const url of ['ftp://example.com/', 'example.com', 'https://me:secret@example.com/'])
      expect(await problemsOf([asks({ url })]), url).toEqual([`${at}.bad_address`])
    const heardBefore = heard.length
    const { id } = await walked([asks({ url: 'http://localhost:8099/x' })])
    expect(await failuresOf(id)).toEqual(['outgoing.private_address'])
    expect(heard).toHaveLength(heardBefore)
    expect(await problemsOf([asks({ seconds: 60, values: [{ name: 'a b', path: 'c' }] })])).toEqual([
      '/nodes/0/config/seconds automation.bad_setting',
      '/nodes/0/config/values automation.bad_setting',
    ])
  })

  it('asks nobody in a trial, and says what it would send', async () => {
    answer = { status: 200 }
    const heardBefore = heard.length
    const lead = (await world.tenant.system((work) => work.records.create('lead.lead', { name: '试', wechat: `h${++names}` }))).id
    const id = await drawn([asks({ send: [{ name: 'who', value: { path: 'name' } }] })])
    const { stops } = await world.command<{ stops: unknown[] }>('automation.dry_run', { id, record: lead })
    expect(stops).toMatchObject([{ node: 'h', would: [{ content: { method: 'POST', send: { who: '试' } } }] }])
    await world.run()
    expect(heard).toHaveLength(heardBefore)
  })
})
