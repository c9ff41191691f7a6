import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { partOf } from '@lianke/kernel'
import { Pool } from 'undici'
import { throughput } from './bench.ts'

export interface Served {
  readonly origin: string
  readonly child: ChildProcess
  readonly stop: () => void
  /** Processor time of the process so far, in ms; null where the machine has no /proc. It hardly moves with what else the machine does. */
  readonly busy: () => number | null
}
const hundredths = 10
/** `utime` and `stime` of proc(5), counted in hundredths of a second. */
const busyOf = (pid: number | undefined): number | null => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * hundredths
  } catch {
    return null
  }
}

/** Starts a server of `bench/servers` in a process of its own. */
export const serve = async (program: string, env: Record<string, string>): Promise<Served> => {
  const child = fork(join(import.meta.dirname, 'servers', `${program}.ts`), {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const port = await new Promise<number>((found, lost) => {
    child.once('message', (message) => found(Number(partOf(message, 'port'))))
    child.once('exit', (code) => lost(new Error(`${program} ended with ${code}`)))
  })
  return { origin: `http://127.0.0.1:${port}`, child, stop: () => child.kill(), busy: () => busyOf(child.pid) }
}

export interface Loaded {
  readonly perSecond: number
  readonly p95: number
  readonly p99: number
  /** Processor time of the server for each request, in µs. */
  readonly busy: number | null
}

/** Requests per second by that many callers, after a warm-up, and what they cost the server. */
export const loaded = async (
  server: Served,
  { callers, warmMs, ms }: { readonly callers: number; readonly warmMs: number; readonly ms: number },
  ask: () => Promise<void>,
): Promise<Loaded> => {
  await throughput(callers, warmMs, ask)
  const before = server.busy()
  const found = await throughput(callers, ms, ask)
  const after = server.busy()
  const asked = (found.perSecond * ms) / 1000
  return { ...found, busy: before === null || after === null ? null : ((after - before) * 1000) / asked }
}

/** `0.16 ms` of the processor. */
export const sayBusy = ({ busy }: Loaded): string => (busy === null ? '' : `, ${(busy / 1000).toFixed(2)} ms of processor`)

/** Requests per second of one path with 32 callers, after a warm-up; every answer must be 200. */
export const load = async (
  server: Served,
  path: (n: number) => string,
  headers: Record<string, string> = {},
): Promise<Loaded> => {
  const pool = new Pool(server.origin, { connections: 32 })
  let n = 0
  const ask = async () => {
    const { statusCode, body } = await pool.request({ method: 'GET', path: path(n++), headers })
    const text = await body.text()
    if (statusCode !== 200) throw new Error(`${path(n)} answered ${statusCode}: ${text.slice(0, 300)}`)
  }
  try {
    return await loaded(server, { callers: 32, warmMs: 2000, ms: 6000 }, ask)
  } finally {
    await pool.close()
  }
}
