import { fork } from 'node:child_process'
import { join } from 'node:path'
import { partOf } from '@lianke/kernel'
import { Pool } from 'undici'
import { throughput } from './bench.ts'

/** Starts a server of `bench/servers` in a process of its own. */
export const serve = async (program: string, env: Record<string, string>): Promise<{ origin: string; stop: () => void }> => {
  const child = fork(join(import.meta.dirname, 'servers', `${program}.ts`), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const port = await new Promise<number>((found, lost) => {
    child.once('message', (message) => found(Number(partOf(message, 'port'))))
    child.once('exit', (code) => lost(new Error(`${program} ended with ${code}`)))
  })
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.kill() }
}

/** Requests per second of one path with 32 callers, after a warm-up; every answer must be 200. */
export const load = async (
  origin: string,
  path: (n: number) => string,
  headers: Record<string, string> = {},
  ms = 6000,
): Promise<{ perSecond: number; p95: number; p99: number }> => {
  const pool = new Pool(origin, { connections: 32 })
  let n = 0
  const ask = async () => {
    const { statusCode, body } = await pool.request({ method: 'GET', path: path(n++), headers })
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`${path(n)} answered ${statusCode}: ${text.slice(0, 300)}`)
  }
  try {
    await throughput(32, 2000, ask)
    return await throughput(32, ms, ask)
  } finally {
    await pool.close()
  }
}
