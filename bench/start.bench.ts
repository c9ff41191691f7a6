import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineBench, type Figure } from './bench.ts'

const root = join(import.meta.dirname, '..')
const startMsMax = 300_000
const idleMs = 15_000
const secondsMax = 10
const megabytesMax = 1024

interface Started {
  readonly child: ChildProcess
  readonly seconds: number
}
const start = (data: string): Promise<Started> =>
  new Promise((ready, failed) => {
    const begun = performance.now()
    const child = spawn(process.execPath, [join(root, 'apps/server/main.ts'), 'start'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        LIANKE_DATA: data,
        PORT: '4410',
        SANDBOX_PORT: '4411',
        POSTGRES_PORT: '4412',
        CLICKHOUSE_PORT: '4413',
        LIANKE_DEMO: 'on',
        LIANKE_SANDBOX: 'on',
        NODE_ENV: 'production',
      },
    })
    const timer = setTimeout(() => failed(new Error('not ready in time')), startMsMax)
    child.stdout?.on('data', async (chunk: Buffer) => {
      if (!chunk.toString().includes('Ready in')) return
      clearTimeout(timer)
      const answer = await fetch('http://localhost:4410/')
      if (!answer.ok) return failed(new Error(`the first page answered ${answer.status}`))
      await answer.text()
      ready({ child, seconds: (performance.now() - begun) / 1000 })
    })
  })
const stop = async ({ child }: Started): Promise<void> => {
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGTERM')
  await ended
}

/** Memory that a process and all it started hold alone or share fairly (PSS), in MB; Linux only. */
const treeMegabytes = (top: number): number => {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      parents.set(Number(name), Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]))
    } catch {
      // The process ended while we looked.
    }
  }
  const tree = [top]
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child)
  const kilobytes = tree.map((pid) => {
    try {
      return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
    } catch {
      return 0
    }
  })
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024
}

/** The whole product as `npm start` runs it after the install: the first time with the demo company, and again. */
export const startBench = defineBench({
  name: 'start',
  async run(): Promise<readonly Figure[]> {
    const data = mkdtempSync(join(tmpdir(), 'lianke-bench-start-'))
    try {
      const first = await start(data)
      await stop(first)
      const second = await start(data)
      await new Promise((done) => setTimeout(done, idleMs))
      const memory = treeMegabytes(second.child.pid ?? 0)
      await stop(second)
      const of = (name: string, value: number, unit: string, max: number, target: string): Figure => ({
        name,
        value,
        unit,
        floor: null,
        target,
        reached: value <= max,
      })
      return [
        of('first start, demo company of 6,000 persons loaded', first.seconds, 's', secondsMax, '≤ 10 s'),
        of('second start to the first page', second.seconds, 's', secondsMax, '≤ 10 s'),
        of('idle memory of all processes', memory, 'MB (PSS)', megabytesMax, '≤ 1 GB'),
      ]
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
})
