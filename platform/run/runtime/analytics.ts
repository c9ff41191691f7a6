import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { answeringArgv, beatOf } from './heartbeat.ts'
import { freePort } from './free-port.ts'
import { endProcess, killedWithinMs, type ManagedProcess } from './managed-process.ts'

export interface EmbeddedAnalytics extends ManagedProcess {
  readonly url: string
  readonly version: string
}
interface AnalyticsOptions {
  readonly directory: string
  readonly port?: number
  readonly memoryMb?: number
  readonly say?: (message: string) => void
}

const program = fileURLToPath(new URL('../../../apps/analytics-host/main.ts', import.meta.url))
const startTimeoutMs = 60_000

const passwordOf = (directory: string): string => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** Starts the process that hosts the embedded ClickHouse; it ends by itself when we are gone. */
export const startAnalytics = async (options: AnalyticsOptions): Promise<EmbeddedAnalytics> => {
  const password = passwordOf(options.directory)
  const port = await freePort(options.port ?? 0)
  if (options.port && port !== options.port) options.say?.(`port ${options.port} is taken: ClickHouse listens on ${port}`)
  const child = fork(program, [], {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: [...answeringArgv, '--max-old-space-size=512'],
    env: {
      ...process.env,
      LAKE_PATH: join(options.directory, 'data'),
      LAKE_PORT: String(port),
      LAKE_PASSWORD: password,
      LAKE_MEMORY_MB: String(options.memoryMb ?? 4000),
      UV_THREADPOOL_SIZE: '12',
      TZ: 'UTC',
    },
  })
  let lastWords = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    lastWords = (lastWords + text).slice(-4000)
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const version = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the host of the analytics store did not start in time:\n${lastWords}`)),
      startTimeoutMs,
    )
    child.once('message', (message: { version: string }) => {
      clearTimeout(timer)
      resolve(message.version)
    })
    void gone.then(() => reject(new Error(`the host of the analytics store ended at start:\n${lastWords}`)))
  })
  child.unref()
  child.channel?.unref()
  const pid = child.pid as number
  const url = `http://lianke:${password}@127.0.0.1:${port}/lianke`
  writeFileSync(join(options.directory, 'url'), url, { mode: 0o600 }) // by this the command line finds a running one
  return {
    name: 'lake',
    pid,
    gone,
    answers: beatOf(child),
    version,
    url,
    kill: () => endProcess(pid, gone, ['SIGKILL'], killedWithinMs),
    stop: (graceMs = 15_000) => endProcess(pid, gone, ['SIGTERM', 'SIGKILL'], graceMs),
  }
}
