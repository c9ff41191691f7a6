import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineBench, type Figure } from './bench.ts'
import { treeMegabytes, untilIdle } from './process-tree.ts'

const root = join(import.meta.dirname, '..')
const startMsMax = 300_000
const loadMsMax = 600_000
const idleMsMax = 120_000
const firstSecondsMax = 6
const againSecondsMax = 3
const megabytesMax = 700
const installedMax = 1300
const admin = { login: 'admin', password: 'chenlu-demo-2026' }

interface Started {
  readonly child: ChildProcess
  readonly seconds: number
  readonly loaded: Promise<number>
}

/** Starts the product; settles when somebody has the first page and is signed in. */
const start = async (data: string): Promise<Started> => {
  const begun = performance.now()
  const since = () => (performance.now() - begun) / 1000
  const child = spawn(process.execPath, [join(root, 'apps/server/main.ts'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      // As tooling/bootstrap.mjs gives it.
      NODE_COMPILE_CACHE: join(data, 'code-cache'),
      LIANKE_DATA: data,
      PORT: '0',
      SANDBOX_PORT: '0',
      POSTGRES_PORT: '0',
      CLICKHOUSE_PORT: '0',
      LIANKE_DEMO: 'on',
      LIANKE_SANDBOX: 'on',
      NODE_ENV: 'production',
    },
  })
  let text = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const said = (words: string, msMax: number) =>
    new Promise<void>((found, lost) => {
      const timer = setTimeout(() => lost(new Error(`"${words}" was not said in time:\n${text}`)), msMax)
      timer.unref()
      child.stdout?.on('data', () => {
        if (!text.includes(words)) return
        clearTimeout(timer)
        found()
      })
    })
  const loaded = said('everything is loaded', loadMsMax).then(since)
  loaded.catch(() => undefined) // a second start has nothing to load
  try {
    await said('Ready in', startMsMax)
    const origin = /Lianke\s+(http:\/\/localhost:\d+)/.exec(text)?.[1]
    const page = await fetch(`${origin}/`)
    const signIn = await fetch(`${origin}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(admin),
    })
    if (!page.ok || !(await page.text()).includes('<script') || !signIn.ok)
      throw new Error(`the first page answered ${page.status}, the sign-in ${signIn.status}`)
    return { child, seconds: since(), loaded }
  } catch (problem) {
    await stop({ child })
    throw problem
  }
}
const stop = async ({ child }: Pick<Started, 'child'>): Promise<void> => {
  const ended = new Promise((done) => child.once('exit', done))
  if (child.exitCode !== null) return
  child.kill('SIGTERM')
  await ended
}

/** MB of files under these folders, each file once. */
const megabytesOf = (folders: readonly string[]): number =>
  Number(
    execFileSync('du', ['-scm', ...folders], { cwd: root, encoding: 'utf8' })
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.split('\t')[0],
  )

/** MB of `node_modules`: what a machine has that runs the product, and with the packages and the browser of those who work on it. */
const installed = (): { readonly running: number; readonly all: number } => {
  const lock: { packages: Record<string, { dev?: boolean; devOptional?: boolean }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  const ofWork = Object.entries(lock.packages).flatMap(([path, { dev, devOptional }]) => (dev || devOptional ? [path] : []))
  const all = megabytesOf(['node_modules'])
  return { all, running: all - megabytesOf([...ofWork, 'node_modules/.cache'].filter((path) => existsSync(join(root, path)))) }
}

/** The whole product as `npm start` runs it after the install: the first time, while the demo company fills, and again. */
export const startBench = defineBench({
  name: 'start',
  async run(context): Promise<readonly Figure[]> {
    const data = mkdtempSync(join(tmpdir(), 'lianke-bench-start-'))
    try {
      const first = await start(data)
      const loaded = await first.loaded
      if (!(await untilIdle(first.child.pid ?? 0, idleMsMax)))
        context.say('the readers were still at work when the first start was measured')
      const afterFirst = treeMegabytes(first.child.pid ?? 0)
      await stop(first)
      const second = await start(data)
      const idle = await untilIdle(second.child.pid ?? 0, idleMsMax)
      const memory = treeMegabytes(second.child.pid ?? 0)
      await stop(second)
      const { running, all } = installed()
      const of = (name: string, value: number, unit: string, max: number | null, target: string, note?: string): Figure => ({
        name,
        value,
        unit,
        floor: null,
        target,
        reached: max === null || value <= max,
        ...(note ? { note } : {}),
      })
      return [
        of('first start to the first page, signed in', first.seconds, 's', firstSecondsMax, '≤ 6 s'),
        of('the demo company of 6,000 people, 20,000 orders and 200,000 events is whole', loaded, 's after the start', null, '–'),
        of('second start to the first page, signed in', second.seconds, 's', againSecondsMax, '≤ 3 s'),
        of(
          'idle memory of all processes',
          memory,
          'MB (PSS)',
          megabytesMax,
          '≤ 700 MB',
          idle ? `${Math.round(afterFirst)} MB after the first start` : 'not yet idle',
        ),
        of(
          'installed by npm start (node_modules)',
          running,
          'MB',
          installedMax,
          '≤ 1.3 GB',
          `${all} MB with what checks and tests are made of`,
        ),
      ]
    } finally {
      rmSync(data, { recursive: true, force: true })
    }
  },
})
