import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const startMsMax = 180_000
const stopMsMax = 40_000

export interface Installation {
  readonly url: string
  /** What it said so far. */
  readonly said: () => string
  readonly stop: () => Promise<void>
}
/** The environment of an installation in `data` that disturbs no other one of this machine. */
export const quietEnvironment = (data: string, ports: number): Record<string, string> => ({
  LIANKE_DATA: data,
  PORT: String(ports),
  SANDBOX_PORT: String(ports + 1),
  POSTGRES_PORT: String(ports + 2),
  CLICKHOUSE_PORT: String(ports + 3),
  LIANKE_SANDBOX: 'off',
  NODE_ENV: 'production',
})

/** Starts the product of a checkout in a process group of its own; the engines make groups of theirs. */
export const spawnInstallation = (root: string, env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'apps/server/main.ts'), 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, DATABASE_URL: '', CLICKHOUSE_URL: '', ...env },
  })

/** Waits until the product said `word`; fails with all it said when it ends before. */
export const heard = (child: ChildProcess, word: string): { readonly said: () => string; readonly ready: Promise<void> } => {
  let text = ''
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the product did not say "${word}" in time:\n${text}`)), startMsMax)
    const hear = (chunk: Buffer) => {
      text += chunk.toString()
      if (!text.includes(word)) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`the product ended with ${code}:\n${text}`))
    })
  })
  return { said: () => text, ready }
}

/** Starts the product of a checkout and waits until its pages answer (and, the first time, until its demo company is whole). */
export const startInstallation = async (root: string, env: Record<string, string>, word = 'Ready in'): Promise<Installation> => {
  const child = spawnInstallation(root, env)
  const { said, ready } = heard(child, word)
  await ready
  const port = /Lianke\s+http:\/\/localhost:(\d+)/.exec(said())?.[1]
  return {
    url: `http://localhost:${port}`,
    said,
    async stop() {
      if (child.exitCode !== null) return
      const ended = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      const timer = setTimeout(() => killInstallation(child, env.LIANKE_DATA ?? ''), stopMsMax)
      await ended
      clearTimeout(timer)
    },
  }
}

const killGroup = (pid: number | undefined) => {
  if (!pid) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (problem) {
    if (!(problem instanceof Error && 'code' in problem && problem.code === 'ESRCH')) throw problem // gone already
  }
}

/** The end that nobody is told of: `kill -9` for our processes and for PostgreSQL, as when a machine loses its power. */
export const killInstallation = (child: ChildProcess, data: string): void => {
  const lock = join(data, 'postgres', 'data', 'postmaster.pid')
  killGroup(child.pid)
  if (existsSync(lock)) killGroup(Number(readFileSync(lock, 'utf8').split('\n')[0]))
}
