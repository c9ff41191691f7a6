import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { pause } from './managed-process.ts'
import { startPostgres } from './postgres.ts'

const directory = mkdtempSync(join(tmpdir(), 'lianke-postgres-'))
const started: Awaited<ReturnType<typeof startPostgres>>[] = []
afterEach(async () => {
  for (const server of started.splice(0)) await server.stop()
  rmSync(directory, { recursive: true, force: true })
})

describe('the embedded PostgreSQL', () => {
  const reachedBy = async (url: string) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ by: string }>(`select coalesce(host(inet_client_addr()), 'socket') as by`)
    await client.end()
    return rows[0]?.by
  }

  it('is reached by its socket, by its port where nobody reads of the socket or its path is too long for one', async () => {
    // In a closed directory root would put it elsewhere.
    chmodSync(directory, 0o755)
    const deep = join(directory, 'd'.repeat(80))
    started.push(await startPostgres({ directory: join(directory, 'a'), throwAway: true }))
    started.push(await startPostgres({ directory: deep, throwAway: true }))
    const [near = '', far = ''] = started.map(({ url }) => url)
    expect(await Promise.all([near, near.split('?')[0] ?? '', far].map(reachedBy))).toEqual(['socket', '127.0.0.1', '127.0.0.1'])
  })

  it('starts again after kill -9 although a session of the killed one has not left yet, with what was committed', async () => {
    const first = await startPostgres({ directory, throwAway: true })
    started.push(first)
    const client = new pg.Client({ connectionString: first.url })
    client.on('error', () => undefined)
    await client.connect()
    await client.query('create table kept (n int); insert into kept values (7)')
    const { rows } = await client.query<{ pid: number }>('checkpoint; select pg_backend_pid() as pid').then((answers) => {
      const all = Array.isArray(answers) ? answers : [answers]
      return all.at(-1)
    })
    const session = Number(rows[0]?.pid)
    // A stopped session cannot see that its server is gone: it goes on holding the memory.
    process.kill(session, 'SIGSTOP')
    process.kill(first.pid, 'SIGKILL')
    await first.gone
    let up = false
    const again = startPostgres({ directory, throwAway: true }).then((server) => {
      up = true
      started.splice(0, 1, server)
      return server
    })
    await pause(2500)
    expect(up).toBe(false)
    process.kill(session, 'SIGKILL')
    const second = await again
    const asked = new pg.Client({ connectionString: second.url })
    await asked.connect()
    expect((await asked.query('select n from kept')).rows).toEqual([{ n: 7 }])
    await asked.end()
  })
})
