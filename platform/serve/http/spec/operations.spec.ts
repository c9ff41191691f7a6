import { defineJob, type JobDefinition } from '@lianke/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLog } from '../../../run/log/log.ts'
import { readFacts } from '../../../store/facts/read-facts.ts'
import { enqueue, installJobs, startJobs } from '../../../store/jobs/index.ts'
import { testUrls, tinyShop } from '../../../testing/index.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

const { databaseUrl } = testUrls()
const reader = 'spec_reader'
let ours: HttpTenant
let theirs: HttpTenant
let admin: Person
beforeAll(async () => {
  await installJobs(databaseUrl)
  ours = await httpTenant(tinyShop)
  theirs = await httpTenant(tinyShop)
  admin = await ours.person({ objects: { '*': everything }, rights: ['platform.operations'] })
})
afterAll(async () => {
  await ours?.close()
  await theirs?.close()
})
const api = (path: string) => `/api/v1/operations${path}`
const get = async (path: string, who = admin) => (await who.send({ url: api(path) })).json()
const post = async (path: string, payload: object = {}, who = admin) =>
  (await who.send({ method: 'POST', url: api(path), payload })).json()
const ask = (server: HttpTenant, job: string) =>
  server.platform.database.home.transaction((tx) => enqueue(tx, server.tenant, job, {}, { attemptsMax: 1 }))

/** Reads until the reader stands still; `broken` names of persons it cannot bear. */
const read = async (broken: ReadonlySet<string>, handled: string[] = []) => {
  for (let turn = 0; turn < 60; turn++) {
    const { more, retryAt } = await readFacts(
      ours.platform.database,
      ours.tenant,
      { reader, names: ['customer.person.created'], from: 'beginning' },
      async (_tx, facts) => {
        for (const fact of facts) if (broken.has(String(fact.payload.title))) throw new Error('cannot read 13812345678')
        handled.push(...facts.map((fact) => String(fact.payload.title)))
      },
    )
    if (retryAt)
      await ours.platform.database.query(ours.tenant, {
        text: 'update fact_cursor set retry_at = null where reader = $1',
        values: [reader],
      })
    else if (!more) break
  }
  return handled
}

describe('jobs', () => {
  it('that failed are listed with their reason, counted, and retried; the act is in the audit', async () => {
    let healed = false
    const job = defineJob({
      name: `${ours.tenant}.sick`,
      timeoutMs: 5000,
      run: async () => {
        if (!healed) throw new Error('vendor is down')
      },
    }) as JobDefinition
    const id = await ask(ours, job.name)
    const worker = await startJobs({
      platform: ours.platform,
      databaseUrl,
      jobs: [job],
      log: openLog({ name: 'spec', level: 'fatal' }),
    })
    try {
      await expect
        .poll(() => get('/jobs?status=failed').then(({ data }) => data))
        .toMatchObject([{ id, problem: 'vendor is down' }])
      expect(await get('/jobs/counts')).toMatchObject({ failed: 1 })
      healed = true
      expect(await post(`/jobs/${id}/retry`)).toMatchObject({ id })
      await expect.poll(() => get(`/jobs?job=${job.name}`).then(({ data }) => data[0].status)).toBe('done')
      expect(await post(`/jobs/${id}/retry`)).toMatchObject({ status: 409, code: 'job.not_waiting' })
    } finally {
      await worker.stop()
    }
    expect(
      await ours.platform.database.query(ours.tenant, { text: "select payload from fact where name = 'operations.job_retried'" }),
    ).toEqual([{ payload: { id, job: job.name } }])
  })
  it('come by pages, newest first, and a waiting one is cancelled', async () => {
    const ids = [await ask(ours, 'spec.nobody'), await ask(ours, 'spec.nobody'), await ask(ours, 'spec.nobody')]
    const first = await get('/jobs?job=spec.nobody&limit=2')
    expect(first.data.map(({ id }: { id: string }) => id)).toEqual([ids[2], ids[1]])
    expect(await get(`/jobs?job=spec.nobody&limit=2&cursor=${first.next}`)).toMatchObject({ data: [{ id: ids[0] }], next: null })
    expect(await post(`/jobs/${ids[0]}/cancel`)).toMatchObject({ status: 'cancelled' })
    expect(await get('/jobs?cursor=x')).toMatchObject({ status: 400, code: 'page.bad_cursor' })
  })
  it('of another tenant are not there', async () => {
    const foreign = await ask(theirs, 'spec.foreign')
    expect((await get('/jobs?job=spec.foreign')).data).toEqual([])
    for (const act of ['retry', 'cancel'])
      expect(await post(`/jobs/${foreign}/${act}`)).toMatchObject({ status: 404, code: 'job.not_found' })
  })
})

describe('readers and dead letters', () => {
  it('a fact that cannot be handled is shown masked with those behind it, and replayed in order', async () => {
    await read(new Set())
    const { id } = (
      await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '坏事实', phone: '13812345678' } })
    ).json()
    await read(new Set(['坏事实']))
    const { data } = await get('/dead-letters?kind=fact')
    expect(data).toMatchObject([
      {
        kind: 'fact',
        where: reader,
        what: 'customer.person.created',
        person: { id, title: '坏事实' },
        reason: 'cannot read •••',
        waiting: 0,
      },
    ])
    expect(JSON.stringify(data[0].body)).not.toContain('13812345678')
    expect((await get('/readers')).data).toContainEqual(expect.objectContaining({ reader, dead: 1, facts: 0, error: null }))
    expect(await get('/dead-letters/counts')).toEqual({ fact: 1, webhook: 0 })

    expect(await post('/dead-letters/replay', { kind: 'fact', id: data[0].id })).toEqual({ replayed: 1 })
    expect(await read(new Set())).toEqual(['坏事实'])
    expect((await get('/dead-letters')).data).toEqual([])
    expect(await post('/dead-letters/replay', { kind: 'fact', id: data[0].id })).toMatchObject({
      status: 404,
      code: 'operations.nothing_dead',
    })
  })
  it('come by pages and are replayed all at once; unknown kinds and cursors are refused', async () => {
    const names = ['甲', '乙', '丙']
    for (const name of names) await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name } })
    await read(new Set(names))
    const first = await get('/dead-letters?limit=2')
    expect(first.data).toHaveLength(2)
    const second = await get(`/dead-letters?limit=2&cursor=${first.next}`)
    expect(new Set([...first.data, ...second.data].map(({ person }) => person.title))).toEqual(new Set(names))
    expect(second.next).toBeNull()
    expect(await post('/dead-letters/replay', { kind: 'fact' })).toEqual({ replayed: 3 })
    expect(await read(new Set())).toEqual(names)
    expect(await post('/dead-letters/replay', { kind: 'nothing' })).toMatchObject({
      status: 404,
      code: 'operations.unknown_kind',
    })
    expect(await get('/dead-letters?cursor=abc')).toMatchObject({ status: 400, code: 'page.bad_cursor' })
  })
  it('of another tenant are not there', async () => {
    await theirs.platform.database.query(theirs.tenant, {
      text: `insert into fact_dead (reader, seq, body, error) values ('their_reader', 1, '{"name": "x.y"}', 'broken')`,
    })
    expect((await get('/dead-letters')).data).toEqual([])
    expect(await post('/dead-letters/replay', { kind: 'fact', id: 'their_reader:1' })).toMatchObject({ status: 404 })
    expect((await get('/readers')).data.map((each: { reader: string }) => each.reader)).not.toContain('their_reader')
  })
})

describe('the right', () => {
  it('is needed for every call, and the name of a person takes the right to read persons', async () => {
    const clerk = await ours.person({ objects: { '*': everything }, rights: ['platform.settings'] })
    for (const path of ['/jobs', '/jobs/counts', '/readers', '/dead-letters', '/dead-letters/counts', '/callbacks?channel=wecom'])
      expect(await get(path, clerk), path).toMatchObject({ status: 403, code: 'access.right_needed' })
    for (const path of ['/jobs/1/retry', '/jobs/1/cancel', '/dead-letters/replay'])
      expect(await post(path, { kind: 'fact' }, clerk), path).toMatchObject({ status: 403, code: 'access.right_needed' })
    await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '看不见' } })
    await read(new Set(['看不见']))
    const operator = await ours.person({ rights: ['platform.operations'] })
    expect((await get('/dead-letters', operator)).data).toMatchObject([{ person: null }])
  })
})
