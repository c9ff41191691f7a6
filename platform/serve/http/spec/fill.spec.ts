import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobDefinition, UnitOfWork } from '@lianke/kernel'
import { startJobs } from '../../../store/jobs/index.ts'
import { openLog } from '../../../run/log/log.ts'
import { followJob } from '../../../model/records/follow.job.ts'
import { testUrls } from '../../../testing/index.ts'
import { tinyFollow } from '../../../testing/tiny-follow.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

const rows = 3500
let server: HttpTenant
let admin: Person
const partners: string[] = []
beforeAll(async () => {
  server = await httpTenant(tinyFollow)
  admin = await server.person({ objects: { '*': everything }, rights: ['*'] })
  await system(async (work) => {
    for (const n of [0, 1])
      partners.push((await work.records.create('trade.partner', { name: `Far ${n}`, credit: `${n + 1}00` })).id)
    const notes = Array.from({ length: rows }, (_, n) => ({ partner: partners[n % 2], text: `n${n}` }))
    await work.records.upsert({ object: 'trade.note', rows: notes })
  })
  await system((work) => work.sql('delete from following', []))
})
afterAll(() => server?.close())

const system = <T>(run: (work: UnitOfWork) => Promise<T>): Promise<T> =>
  server.platform.work(server.tenant, { kind: 'system', id: 'test' }, run)
const label = { zh: '算', en: 'Computed' }
const send = (method: 'POST' | 'PATCH' | 'GET', url: string, payload?: unknown) =>
  server.app.inject({
    method,
    url: `/api/v1${url}`,
    headers: { cookie: admin.cookie, 'content-type': 'application/json' },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  })
const add = (on: string, name: string, type: string, options: Record<string, unknown>) =>
  send('POST', '/settings/fields', { on, name, field: { type, label, options } })
const filling = async (): Promise<{ on: string; name: string; done: number }[]> =>
  (await send('GET', '/settings/custom')).json().filling
const asked = async (): Promise<string> =>
  (
    await system((work) => work.sql<{ id: string }>('select id from following where far is null order by asked_at limit 1', []))
  )[0]?.id ?? ''
const values = (column: string) =>
  system((work) =>
    work.sql<{ value: string | null; n: number }>(
      `select ${column}::text as value, count(*)::int as n from trade_note group by 1 order by 1`,
      [],
    ),
  )

/** A process that fills, killed with -9 after so many sets, or left to end. */
const fillUntil = (id: string, sets: number | null): Promise<number | null> =>
  new Promise((resolve) => {
    const { databaseUrl, clickhouseUrl } = testUrls()
    const program = join(import.meta.dirname, '../../../model/records/spec/follow-worker.ts')
    const child = spawn(process.execPath, [program, databaseUrl, clickhouseUrl, server.tenant, id], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let told = 0
    child.stdout.on('data', () => {
      told += 1
      if (sets !== null && told >= sets) child.kill('SIGKILL')
    })
    child.on('exit', (code) => resolve(code))
  })
const working = async (run: () => Promise<unknown>) => {
  const worker = await startJobs({
    platform: server.platform,
    databaseUrl: testUrls().databaseUrl,
    jobs: [followJob as JobDefinition],
    log: openLog({ name: 'test', level: 'fatal' }),
  })
  try {
    await run()
  } finally {
    await worker.stop()
  }
}
const filled = () => expect.poll(filling, { timeout: 60_000, interval: 200 }).toEqual([])

describe('a formula or roll-up that is added on screen', () => {
  it('is filled for the records there are: as a job that survives kill -9, with writes beside it, one fact a record', async () => {
    expect(
      (await add('trade.note', 'c_far', 'formula', { expression: 'partner.name + " " + text', result: 'text' })).statusCode,
    ).toBe(201)
    expect(await filling()).toMatchObject([{ on: 'trade.note', name: 'c_far', done: 0 }])
    const id = await asked()
    expect(await fillUntil(id, 1)).toBeNull() // killed
    const [{ done } = { done: 0 }] = await filling()
    expect(done).toBeGreaterThanOrEqual(1000)
    expect(done).toBeLessThan(rows)
    const beside = system((work) => work.records.create('trade.note', { partner: partners[0], text: 'beside' }))
    await Promise.all([fillUntil(id, null), beside])
    expect(await filling()).toEqual([])
    const wrong = await system((work) =>
      work.sql(
        `select n.id from trade_note n join trade_partner p on p.id = n.partner where n.c_far is distinct from p.name || ' ' || n.text`,
        [],
      ),
    )
    expect(wrong).toEqual([])
    const facts = await system((work) =>
      work.sql<{ record: string; n: number }>(
        `select record, count(*)::int as n from fact where object = 'trade.note' and name like '%.updated' and payload -> 'roll_up' is not null and after ? 'c_far' group by 1`,
        [],
      ),
    )
    expect(facts).toHaveLength(rows)
    expect(Math.max(...facts.map(({ n }) => n))).toBe(1)
  })
  it('is filled again when it is changed, and when it comes back from the archive', async () => {
    const changed = await send('PATCH', '/settings/fields/trade.note/c_far', {
      options: { expression: 'partner.name', result: 'text' },
    })
    expect(changed.statusCode).toBe(200)
    await working(async () => {
      await filled()
      expect(await values('c_far')).toMatchObject([{ value: 'Far 0' }, { value: 'Far 1' }])
      await send('PATCH', '/settings/fields/trade.note/c_far', { archived: true })
      await system((work) => work.records.update('trade.partner', partners[0] ?? '', { name: 'Far away' }))
      await send('PATCH', '/settings/fields/trade.note/c_far', { archived: false })
      await filled()
      expect(await values('c_far')).toMatchObject([{ value: 'Far 1' }, { value: 'Far away' }])
    })
  })
  it('follows, for a roll-up with a formula over it and a formula over that through a reference', async () => {
    const rollUp = {
      child: 'trade.note',
      via: 'partner',
      measure: 'count',
      where: { field: 'text', op: 'starts_with', value: 'n1' },
    }
    expect((await add('trade.partner', 'c_ones', 'roll_up', rollUp)).statusCode).toBe(201)
    const known = async (name: string) =>
      expect
        .poll(async () => (await server.platform.model(server.tenant)).objects.get('trade.partner')?.fields.has(name))
        .toBe(true)
    await known('c_ones')
    expect((await add('trade.partner', 'c_twice', 'formula', { expression: 'c_ones * 2.0', result: 'decimal' })).statusCode).toBe(
      201,
    )
    await known('c_twice')
    expect((await add('trade.note', 'c_twice', 'formula', { expression: 'partner.c_twice', result: 'decimal' })).statusCode).toBe(
      201,
    )
    await working(async () => {
      await filled()
      await expect.poll(() => system((work) => work.sql('select id from following', [])), { timeout: 60_000 }).toEqual([])
    })
    const wrong = await system((work) =>
      work.sql(
        `select n.id from trade_note n join lateral (select 2 * count(*) as twice from trade_note o where o.partner = n.partner and o.text like 'n1%' and o.deleted_at is null) t on true
          where n.c_twice is distinct from t.twice`,
        [],
      ),
    )
    expect(wrong).toEqual([])
  })
  it('derives nothing again that was written long ago', async () => {
    const lines = [{ name: 'A', quantity: 1, price: { amount: '10.00', currency: 'CNY' } }]
    const { id } = await system((work) => work.records.create('trade.deal', { lines }))
    // As an older release left it: its rules gave another sum.
    await system((work) => work.sql('update trade_deal set total = 7, total_base = 7 where id = $1', [id]))
    expect(
      (await add('trade.deal', 'c_lines', 'roll_up', { child: 'trade.line', via: 'deal', measure: 'count' })).statusCode,
    ).toBe(201)
    expect((await add('trade.line', 'c_remark', 'formula', { expression: 'name + "!"', result: 'text' })).statusCode).toBe(201)
    await working(filled)
    const found = await system((work) =>
      work.sql(
        'select d.total::float8 as total, d.c_lines::float8 as lines, l.c_remark from trade_deal d join trade_line l on l.deal = d.id where d.id = $1',
        [id],
      ),
    )
    expect(found).toEqual([{ total: 7, lines: 1, c_remark: 'A!' }])
  })
})

describe('a formula through references', () => {
  const refused = async (on: string, expression: string, result = 'text') => {
    const answer = await add(on, 'c_bad', 'formula', { expression, result })
    return { status: answer.statusCode, ...answer.json() }
  }
  it('is checked: the field, the type, the number of references', async () => {
    expect(await refused('trade.note', 'partner.nothing')).toMatchObject({ status: 422, code: 'custom.formula_path' })
    expect(await refused('trade.note', '"x" + partner.nothing')).toMatchObject({
      detail: '公式第 7 个字符处：partner.nothing 不指向任何字段（最多经过 2 个引用）',
    })
    expect(await refused('trade.note', 'partner.name', 'decimal')).toMatchObject({ status: 422, code: 'custom.formula_result' })
    expect(await refused('trade.note', 'partner.name * 2.0', 'decimal')).toMatchObject({
      status: 422,
      code: 'custom.bad_formula',
    })
    expect(await refused('trade.note', 'partner.group.group.name')).toMatchObject({ status: 422, code: 'custom.formula_path' })
    expect(await refused('trade.note', 'partner.constructor')).toMatchObject({ status: 422, code: 'custom.formula_path' })
  })
  it('may not read itself by a way around', async () => {
    const answer = await refused('trade.partner', 'group.c_bad')
    expect(answer).toMatchObject({ status: 422 })
    expect((await add('trade.partner', 'c_one', 'formula', { expression: 'name', result: 'text' })).statusCode).toBe(201)
    await expect
      .poll(async () => (await server.platform.model(server.tenant)).objects.get('trade.partner')?.fields.has('c_one'))
      .toBe(true)
    expect((await add('trade.note', 'c_two', 'formula', { expression: 'partner.c_one', result: 'text' })).statusCode).toBe(201)
    const circle = await send('PATCH', '/settings/fields/trade.partner/c_one', {
      options: { expression: 'group.c_one', result: 'text' },
    })
    expect(circle.json()).toMatchObject({ code: 'custom.circle' })
    expect(circle.json().detail).toContain('trade.partner.c_one → trade.partner.c_one')
  })
  it('holds the field it reads: that is not archived while the formula speaks of it', async () => {
    const answer = await send('PATCH', '/settings/fields/trade.partner/c_one', { archived: true })
    expect(answer.statusCode).toBe(409)
    expect(JSON.stringify(answer.json())).toContain('trade.note.c_two')
  })
})
