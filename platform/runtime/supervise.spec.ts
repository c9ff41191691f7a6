import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config/config.ts'
import { isAlive } from './managed-process.ts'
import { supervise, type Supervision } from './supervise.ts'

const program = fileURLToPath(new URL('./serving.fixture.ts', import.meta.url))
const data = mkdtempSync(join(tmpdir(), 'lianke-supervise-'))
chmodSync(data, 0o711)
const said: string[] = []
const config = readConfig({ LIANKE_DATA: data, PORT: '0', POSTGRES_PORT: '0', CLICKHOUSE_PORT: '0', SANDBOX_PORT: '0' })
const start = (other = config) =>
  supervise({
    config: other,
    say: (message) => said.push(message),
    prepare: async () => null,
    processes: () => [{ name: 'http', program, args: [] }],
  })
const pidOf = (supervision: Supervision, name: string) => supervision.processes().find((one) => one.name === name)?.pid as number
const serving = (supervision: Supervision) =>
  fetch(`http://127.0.0.1:${supervision.addresses.port}/`).then(
    (response) => response.json() as Promise<{ pid: number }>,
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
    await expect.poll(async () => (await serving(supervision))?.pid ?? before?.pid, { timeout: 20_000 }).not.toBe(before?.pid)
  })

  it('brings killed engines back on the same addresses, with what was committed', async () => {
    process.kill(pidOf(supervision, 'PostgreSQL'), 'SIGKILL')
    process.kill(pidOf(supervision, 'ClickHouse'), 'SIGKILL')
    await expect.poll(() => remembered(supervision), { timeout: 30_000 }).toEqual([{ word: 'acknowledged' }])
    const ping = new URL('/ping', supervision.addresses.clickhouseUrl.replace(/\/\/[^@]*@/, '//'))
    await expect
      .poll(
        () =>
          fetch(ping).then(
            (response) => response.text(),
            () => null,
          ),
        { timeout: 30_000 },
      )
      .toBe('Ok.\n')
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
