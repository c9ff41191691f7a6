import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defineJob, type JobDefinition } from '@lianke/kernel'
import { openDatabase } from '../db/open-database.ts'
import type { Database } from '../db/database.ts'
import { openLog } from '../../run/log/log.ts'
import type { Platform } from '../../platform.ts'
import { installHome } from '../schema/index.ts'
import { testUrls } from '../../testing/index.ts'
import { lastStrike } from './cron.ts'
import { cancelJob, countJobs, enqueue, getJob, installJobs, listJobs, retryJob, startJobs } from './index.ts'

const { databaseUrl } = testUrls()
const log = openLog({ name: 'test', level: 'fatal' })
const mark = randomUUID().slice(0, 8)
const tenant = `job_${mark}`
let database: Database
let platform: Platform

beforeAll(async () => {
  database = openDatabase({ url: databaseUrl, max: 5 })
  await installHome(database)
  await installJobs(databaseUrl)
  await database.home.query({
    text: "insert into lianke.tenant (id, name, zone, locale, base_currency) values ($1, 'Jobs', 'Asia/Shanghai', 'zh-CN', 'CNY')",
    values: [tenant],
  })
  platform = { database } as Platform // the queue needs the database alone; jobs that open units of work are tested with their modules
})
afterAll(async () => {
  await database.home.query({ text: "update lianke.tenant set status = 'closed' where id = $1", values: [tenant] })
  await database.close()
})

const working = async <T>(
  jobs: readonly JobDefinition[],
  act: (worker: Awaited<ReturnType<typeof startJobs>>) => Promise<T>,
): Promise<T> => {
  const worker = await startJobs({ platform, databaseUrl, jobs, log })
  try {
    return await act(worker)
  } finally {
    await worker.stop()
  }
}
const settled = async (id: string, statuses: string[]) =>
  expect.poll(async () => (await getJob(database, tenant, id)).status).toSatisfy((status: string) => statuses.includes(status))

describe('background jobs', () => {
  it('run after the commit that asked for them, and not at all when it is rolled back', async () => {
    const seen: unknown[] = []
    const job = defineJob<{ n: number }>({
      name: `${mark}.count`,
      timeoutMs: 5000,
      run: async (job, { n }) => {
        seen.push([job.tenant, n])
        await job.progress(n, 10)
      },
    })
    await database.home
      .transaction(async (tx) => {
        await enqueue(tx, tenant, job.name, { n: 1 })
        throw new Error('rolled back')
      })
      .catch((problem: Error) => expect(problem.message).toBe('rolled back'))
    const id = await database.home.transaction((tx) => enqueue(tx, tenant, job.name, { n: 2 }))
    await working([job as JobDefinition], () => settled(id, ['done']))
    expect(seen).toEqual([[tenant, 2]])
    expect(await getJob(database, tenant, id)).toMatchObject({ status: 'done', done: 2, total: 10, attempt: 1 })
  })

  it('are asked for once under one key', async () => {
    const name = `${mark}.keyed`
    const ids = [
      await database.home.transaction((tx) => enqueue(tx, tenant, name, { n: 1 }, { key: 'k' })),
      await database.home.transaction((tx) => enqueue(tx, tenant, name, { n: 2 }, { key: 'k' })),
    ]
    expect(ids[1]).toBe(ids[0])
    await cancelJob(database, tenant, ids[0] as string)
    expect((await getJob(database, tenant, ids[0] as string)).status).toBe('cancelled')
  })

  it('say why they failed, and can be tried again by a person', async () => {
    let healed = false
    const job = defineJob({
      name: `${mark}.sick`,
      timeoutMs: 5000,
      run: async () => {
        if (!healed) throw new Error('vendor is down')
      },
    })
    const id = await database.home.transaction((tx) => enqueue(tx, tenant, job.name, {}, { attemptsMax: 1 }))
    await working([job], async () => {
      await settled(id, ['failed'])
      expect(await listJobs(database, tenant, { status: 'failed' })).toMatchObject([{ id, problem: 'vendor is down' }])
      healed = true
      await retryJob(database, tenant, id)
      await settled(id, ['done'])
    })
    expect((await countJobs(database, tenant)).failed).toBeUndefined()
  })

  it('are taken for dead when they outlast their time', async () => {
    const job = defineJob({ name: `${mark}.long`, timeoutMs: 50, run: () => new Promise(() => undefined) })
    const id = await database.home.transaction((tx) => enqueue(tx, tenant, job.name, {}, { attemptsMax: 1 }))
    await working([job], () => settled(id, ['failed']))
    expect((await getJob(database, tenant, id)).problem).toContain('longer than 50 ms')
  })

  it('are shown to their own tenant only', async () => {
    const id = await database.home.transaction((tx) => enqueue(tx, tenant, `${mark}.hidden`, {}))
    await expect(getJob(database, 'somebody_else', id)).rejects.toMatchObject({ code: 'job.not_found', status: 404 })
    await cancelJob(database, tenant, id)
  })
})

describe('the clock', () => {
  it('strikes in the zone of the tenant', () => {
    const strikeOf = (zone: string) =>
      lastStrike({
        pattern: '0 4 * * *',
        zone,
        after: Date.parse('2026-01-10T00:00:00Z'),
        until: Date.parse('2026-01-10T23:59:30Z'),
      })
    expect(new Date(strikeOf('Asia/Shanghai') as number).toISOString()).toBe('2026-01-10T20:00:00.000Z')
    expect(new Date(strikeOf('America/New_York') as number).toISOString()).toBe('2026-01-10T09:00:00.000Z')
  })

  it('strikes once on the days when clocks change, and every five minutes stays every five minutes', () => {
    const zone = 'America/New_York'
    const strikes = (pattern: string, day: string) => {
      const found: string[] = []
      let after = Date.parse(`${day}T00:00:00Z`)
      for (let until = after + 60_000; until <= Date.parse(`${day}T12:00:00Z`); until += 60_000) {
        const at = lastStrike({ pattern, zone, after, until })
        if (at !== null) found.push(new Date(at).toISOString().slice(11, 16))
        after = until
      }
      return found
    }
    expect(strikes('30 2 * * *', '2026-03-08')).toEqual(['07:00']) // 02:30 is skipped: struck when the clock has jumped
    expect(strikes('30 1 * * *', '2026-11-01')).toEqual(['05:30']) // 01:30 comes twice
    expect(strikes('0 3 * * *', '2026-03-08')).toEqual(['07:00'])
    expect(strikes('*/30 * * * *', '2026-11-01').slice(10, 15)).toEqual(['05:30', '06:00', '06:30', '07:00', '07:30'])
  })

  it('strikes once, however many processes look at it', async () => {
    const job = defineJob({ name: `${mark}.nightly`, cron: '*/5 * * * *', timeoutMs: 1000, run: async () => undefined })
    const start = Date.parse('2026-03-01T10:00:30Z')
    await working([job], async (worker) => {
      await worker.strike(start)
      await Promise.all([worker.strike(start + 300_000), worker.strike(start + 300_000), worker.strike(start + 310_000)])
      await expect
        .poll(
          async () => (await listJobs(database, tenant)).filter((line) => line.job === job.name && line.status === 'done').length,
        )
        .toBe(1)
    })
  })
})
