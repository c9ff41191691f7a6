import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RetryLater } from '@lianke/kernel'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { syncAnalyticsSchema } from '../../../store/analytics/index.ts'
import { openDatabase } from '../../../store/db/open-database.ts'
import { disksOf, judgeDisk } from '../../../run/runtime/disks.ts'
import type { DiskState } from '../machine.ts'
import { type EmbeddedAnalytics, startAnalytics } from '../../../run/runtime/analytics.ts'
import { testUrls, tinyShop } from '../../../testing/index.ts'
import { problemOf } from '../../../model/problems/problem.ts'
import { everything, type HttpTenant, httpTenant, type Person } from './http-tenant.testing.ts'

const megabyte = 1024 ** 2
const folder = mkdtempSync(join(tmpdir(), 'lianke-faults-'))
let analytics: EmbeddedAnalytics
let disks: readonly DiskState[] = []
let ours: HttpTenant
let admin: Person

beforeAll(async () => {
  analytics = await startAnalytics({ directory: folder })
  ours = await httpTenant(tinyShop, { clickhouseUrl: analytics.url, machine: { disks: async () => disks } })
  await syncAnalyticsSchema(ours.platform.analytics, await ours.platform.model(ours.tenant))
  admin = await ours.person({ objects: { '*': everything }, rights: ['platform.operations'] })
})
afterEach(() => {
  disks = []
})
afterAll(async () => {
  process.kill(analytics.pid, 'SIGCONT')
  await ours.close()
  await analytics.stop()
  rmSync(folder, { recursive: true, force: true })
})
const report = () => admin.send({ method: 'POST', url: '/api/v1/shop/order/aggregate', payload: { measures: [{ fn: 'count' }] } })
const disk = (freeMb: number, state: DiskState['state']): DiskState => ({
  holds: ['data', 'database'],
  free_bytes: freeMb * megabyte,
  size_bytes: 1000 * megabyte,
  state,
})

describe('a store that does not answer', () => {
  it('is said by a report within twenty seconds, with 503 and when to come back, and the report answers again after it', async () => {
    expect((await report()).statusCode).toBe(200)
    process.kill(analytics.pid, 'SIGSTOP')
    const begun = performance.now()
    const answer = await report()
    const machine = (await admin.send({ url: '/api/v1/operations/machine' })).json()
    process.kill(analytics.pid, 'SIGCONT')
    expect(performance.now() - begun).toBeLessThan(20_000)
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('2')
    expect(answer.json()).toMatchObject({
      code: 'analytics.no_answer',
      detail: '分析存储（ClickHouse）没有应答，报表和人群暂不可用，请稍后再试',
    })
    expect(machine.stores).toMatchObject([
      { store: 'database', answers: true },
      { store: 'analytics', answers: false },
    ])
    await expect.poll(async () => (await report()).statusCode).toBe(200)
  })

  it('is said when it is PostgreSQL: a session that is stopped in the middle ends in bounded time, and the next one works', async () => {
    const database = openDatabase({ url: testUrls().databaseUrl, max: 2 })
    let pid = 0
    const silent = database.home.transaction(
      async (tx) => {
        pid = (await tx.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid' }))[0]?.pid ?? 0
        process.kill(pid, 'SIGSTOP')
        return tx.query({ text: 'select 1 as one' })
      },
      { timeoutMs: 500 },
    )
    await expect(silent).rejects.toMatchObject({ says: 'database.no_answer' })
    expect(await database.home.query({ text: 'select 1 as one' })).toEqual([{ one: 1 }])
    process.kill(pid, 'SIGCONT')
    await database.close()
  })

  it('says that a question was too much, not that something is broken', async () => {
    const slow = ours.platform.analytics.query(
      '',
      'select sum(sleepEachRow(0.1)) as s, {tenant:String} as t from numbers(100)',
      {},
      { maxSeconds: 1 },
    )
    await expect(slow).rejects.toMatchObject({ code: 'server.too_slow', status: 503 })
  })
})

describe('a full disk', () => {
  it('is said as 507 by the write that PostgreSQL refuses for want of room, and the next write works', async () => {
    const full = ours.platform.database.transaction(ours.tenant, (tx) =>
      tx.script("do $$ begin raise exception 'could not extend file' using errcode = 'disk_full'; end $$"),
    )
    const error = await full.catch((problem: unknown) => problem)
    expect(error).toBeInstanceOf(RetryLater)
    expect(error).toMatchObject({ says: 'storage.full' })
    ours.app.log.level = 'silent'
    const created = await admin.send({ method: 'POST', url: '/api/v1/customer/person', payload: { name: '有空间' } })
    expect(created.statusCode).toBe(201)
  })

  it('is said in words when it is the disk of files', async () => {
    const refused = await writeFile('/dev/full', 'a file').catch((error: unknown) => error) // ENOSPC of a real write
    const said = { type: 'urn:lianke:problem:storage.full', status: 507, code: 'storage.full' }
    expect(problemOf(refused, { locale: 'zh-CN', words: null })).toMatchObject({
      ...said,
      title: '空间不足',
      detail: '磁盘已满，无法保存，什么都没有写入。腾出空间后会自动恢复，请联系管理员',
    })
    expect(problemOf(refused, { locale: 'en', words: null })).toMatchObject({
      ...said,
      detail:
        'The disk is full, so nothing could be saved. Saving works again by itself when there is room; tell your administrator',
    })
  })

  it('is named as the cause when the store on it goes away altogether', async () => {
    process.kill(analytics.pid, 'SIGSTOP')
    disks = [disk(3, 'full')]
    const answer = await report()
    process.kill(analytics.pid, 'SIGCONT')
    expect(answer.statusCode).toBe(507)
    expect(answer.json()).toMatchObject({ code: 'storage.full' })
    expect(answer.headers['retry-after']).toBe('5')
  })

  it('is warned of before: by health, by figures and on the operations page', async () => {
    disks = [disk(700, 'low')]
    expect((await ours.app.inject('/readyz')).json()).toMatchObject({ status: 'ready', disk: 'low' })
    expect((await ours.app.inject('/metrics')).body).toContain(`lianke_disk_free_bytes{holds="data,database"} ${700 * megabyte}`)
    expect((await admin.send({ url: '/api/v1/operations/machine' })).json().disks).toEqual(disks)
    const nobody = await ours.person({})
    expect((await nobody.send({ url: '/api/v1/operations/machine' })).statusCode).toBe(403)
  })

  it('is judged by the limits of the installation, one line per disk', async () => {
    const limits = { diskWarnMb: 5000, diskFullMb: 1000 }
    expect([6000, 5000, 4999, 1000, 999].map((mb) => judgeDisk(mb * megabyte, limits))).toEqual([
      'good',
      'good',
      'low',
      'low',
      'full',
    ])
    const places = new Map([
      ['data', folder],
      ['files', join(folder, 'files', 'not', 'there', 'yet')],
    ])
    const [found, ...more] = await disksOf(places, limits)
    expect(more).toEqual([])
    expect(found).toMatchObject({ holds: ['data', 'files'] })
    expect(found?.size_bytes).toBeGreaterThan(found?.free_bytes ?? 0)
    expect((await disksOf(places, { diskWarnMb: 1e12, diskFullMb: 1e12 }))[0]?.state).toBe('full')
  })
})
