import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config/config.ts'
import type { Restarts } from '../log/beat.ts'
import { isAlive } from './managed-process.ts'
import { type ProcessPlan, supervise, type Supervision } from './supervise.ts'

const program = fileURLToPath(new URL('./serving.fixture.ts', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'lianke-supervise-'))
chmodSync(data, 0o711)
const said: string[] = []
const config = readConfig({
  LIANKE_DATA: data,
  PORT: '0',
  POSTGRES_PORT: '0',
  CLICKHOUSE_PORT: '0',
  SANDBOX_PORT: '0',
  LIANKE_HANG_SECONDS: '6',
})
const late = join(data, 'late')
const answered: unknown[] = []
const start = (other = config, more: readonly ProcessPlan[] = [], word = 'given') =>
  supervise({
    config: other,
    say: (message) => said.push(message),
    prepare: async (_, ask) => {
      answered.push(await ask({ WORD: word }))
      return null
    },
    processes: [{ name: 'http', program, args: [], ahead: true }, ...more],
  })
const pidOf = (supervision: Supervision, name: string) => supervision.processes().find((one) => one.name === name)?.pid as number
const serving = (supervision: Supervision) =>
  fetch(`http://127.0.0.1:${supervision.addresses.port}/`, { signal: AbortSignal.timeout(1000) }).then(
    (response) => response.json() as Promise<{ pid: number; restarts: readonly Restarts[]; ahead: boolean }>,
    () => null,
  )
const remembered = async (supervision: Supervision) => {
  const client = new pg.Client({ connectionString: supervision.addresses.databaseUrl, connectionTimeoutMillis: 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('select word from kept')).rows
  } catch {
    return null // not back yet
  } finally {
    await client.end().catch(() => undefined)
  }
}
let supervision: Supervision

beforeAll(async () => {
  supervision = await start()
  const client = new pg.Client({ connectionString: supervision.addresses.databaseUrl })
  await client.connect()
  await client.query("create table kept (word text); insert into kept values ('acknowledged')")
  await client.end()
})
afterAll(async () => {
  await supervision.stop()
  rmSync(data, { recursive: true, force: true })
})

describe('supervision', () => {
  it('keeps its secret and the passwords for its own user alone, and keeps them over starts', () => {
    expect(readConfig({ LIANKE_DATA: data }).secret).toBe(config.secret)
    expect(readFileSync(join(data, 'secret'), 'utf8').length).toBeGreaterThanOrEqual(32)
  })

  it('starts a killed process of ours again', async () => {
    const before = await serving(supervision)
    process.kill(before?.pid as number, 'SIGKILL')
    await expect.poll(async () => (await serving(supervision))?.pid ?? before?.pid).not.toBe(before?.pid)
  })

  it('brings killed engines back on the same addresses, with what was committed', async () => {
    process.kill(pidOf(supervision, 'PostgreSQL'), 'SIGKILL')
    process.kill(pidOf(supervision, 'ClickHouse'), 'SIGKILL')
    await expect.poll(() => remembered(supervision)).toEqual([{ word: 'acknowledged' }])
    const ping = new URL('/ping', supervision.addresses.clickhouseUrl.replace(/\/\/[^@]*@/, '//'))
    await expect
      .poll(() =>
        fetch(ping).then(
          (response) => response.text(),
          () => null,
        ),
      )
      .toBe('Ok.\n')
  })

  it('ends and starts again a process that is stopped, or busy for long, and counts it as hung', async () => {
    const hang = async (how: (pid: number) => unknown) => {
      const before = (await serving(supervision))?.pid as number
      await how(before)
      await expect.poll(async () => (await serving(supervision))?.pid ?? before).not.toBe(before)
      expect(isAlive(before)).toBe(false)
      expect(said.join('\n')).toContain(`http (process ${before}) has not answered for 6 s: it is ended`)
    }
    const counted = async () => (await serving(supervision))?.restarts.find((one) => one.process === 'http')?.hung
    const first = (await counted()) ?? 0
    await hang((pid) => process.kill(pid, 'SIGSTOP'))
    await expect.poll(counted).toBe(first + 1)
    await hang(() =>
      fetch(`http://127.0.0.1:${supervision.addresses.port}/busy`, { signal: AbortSignal.timeout(200) }).catch(() => null),
    )
    await expect.poll(counted).toBe(first + 2)
  })

  it('leaves alone what answers: nothing is started again while all is well', async () => {
    const before = supervision.processes().map(({ pid }) => pid)
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    expect(supervision.processes().map(({ pid }) => pid)).toEqual(before)
  })

  it('ends and starts again engines that are stopped, with what was committed', async () => {
    const stopped = ['PostgreSQL', 'ClickHouse'].map((name) => pidOf(supervision, name))
    for (const pid of stopped) process.kill(pid, 'SIGSTOP')
    await expect.poll(() => remembered(supervision), { timeout: 60_000 }).toEqual([{ word: 'acknowledged' }])
    const ping = new URL('/ping', supervision.addresses.clickhouseUrl.replace(/\/\/[^@]*@/, '//'))
    const pinged = () =>
      fetch(ping, { signal: AbortSignal.timeout(1000) }).then(
        (response) => response.text(),
        () => null,
      )
    await expect.poll(pinged).toBe('Ok.\n')
    expect(stopped.filter(isAlive)).toEqual([])
  })

  it('refuses to run twice on one directory, and says where the first one answers', async () => {
    await expect(start()).rejects.toThrow(`http://localhost:${supervision.addresses.port}`)
  })

  it('stops everything, and starts again over a note that kill -9 left behind', async () => {
    const pids = supervision.processes().map(({ pid }) => pid)
    await supervision.stop()
    expect(pids.filter(isAlive)).toEqual([])
    writeFileSync(
      join(data, 'running.json'),
      JSON.stringify({ pid: process.ppid, claim: 1, token: 'of one who is gone', port: 1 }),
    )
    supervision = await start()
    expect(await remembered(supervision)).toEqual([{ word: 'acknowledged' }])
  })

  it('loads the pages while the stores start, once there is compiled code, and again like any other when they die', async () => {
    const first = await serving(supervision)
    expect(first?.ahead).toBe(true)
    process.kill(first?.pid as number, 'SIGKILL')
    await expect.poll(async () => (await serving(supervision))?.ahead).toBe(false)
  })

  it('asks the one that loads ahead, while the stores are prepared; nobody answers on a first start, or when it fails', async () => {
    expect(answered[0]).toBeNull()
    expect(answered.at(-1)).toEqual({ word: 'given' })
    expect(said).toContain('it is loaded')
    await supervision.stop()
    supervision = await start(config, [], 'unknown')
    expect(answered.at(-1)).toBeNull()
    expect((await serving(supervision))?.ahead).toBe(true)
  })

  it('waits for nothing that begins behind the pages, and tries it again until it starts', async () => {
    await supervision.stop()
    supervision = await start(config, [{ name: 'behind', program, args: ['--after', late], behind: true }])
    expect(await serving(supervision)).not.toBeNull()
    await expect.poll(() => said.join('\n')).toContain('behind cannot start')
    expect(pidOf(supervision, 'behind')).toBeUndefined()
    writeFileSync(late, '')
    await expect.poll(() => pidOf(supervision, 'behind')).toBeGreaterThan(0)
  })

  it('stops in order while something behind the pages still cannot start', async () => {
    rmSync(late)
    await supervision.stop()
    supervision = await start(config, [{ name: 'behind', program, args: ['--after', late], behind: true }])
    const pids = supervision.processes().map(({ pid }) => pid)
    await supervision.stop()
    expect(pids.filter(isAlive)).toEqual([])
    supervision = await start()
  })

  it('takes a free port when the wanted one is taken, and says so', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const taken = (other.address() as { port: number }).port
    await supervision.stop()
    supervision = await start({ ...config, port: taken, host: '127.0.0.1' })
    expect(supervision.addresses.port).not.toBe(taken)
    expect(said.join('\n')).toContain(`port ${taken} is taken`)
    other.close()
  })
})
