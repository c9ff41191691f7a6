import { messageOfError } from '@lianke/kernel'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Restarts } from '../log/beat.ts'
import { startChild } from './child.ts'
import { claimDirectory } from './claim.ts'
import { freePort } from './free-port.ts'
import { type Keeping, type Kept, keepRunning } from './keep-running.ts'
import { startLake } from './lake.ts'
import type { ManagedProcess } from './managed-process.ts'
import { startPostgres } from './postgres.ts'

/** A process of roles, e.g. `http` or `engine,jobs`. */
export interface ProcessPlan {
  readonly name: string
  readonly program: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly heapMb?: number
  /** The rest is of use without it. */
  readonly optional?: boolean
  /** Starts only when preparing has ended altogether. */
  readonly afterRest?: boolean
}
/** What preparing leaves to be done while pages are served already. */
export interface Rest {
  /** Begins it: the pages are there, and no longer wait for a share of the machine. */
  begin(): void
  /** Settles when it is done; told what went wrong, if anything did. */
  readonly done: Promise<string | null>
  stop(): Promise<void>
}
interface SupervisePlan {
  readonly config: Config
  /** Started in order after `prepare`, stopped in order before the engines. */
  readonly processes: (addresses: Addresses) => readonly ProcessPlan[]
  /** Runs once when both engines answer: migrations, first tenant, demo data. Answers what goes on behind the pages; null: nothing. */
  readonly prepare: (stores: { databaseUrl: string; clickhouseUrl: string }) => Promise<Rest | null>
  readonly say: (message: string) => void
  /** Aborted: whatever has started by then is stopped and `supervise` fails. */
  readonly signal?: AbortSignal
  /** Output of our processes to the terminal instead of `<data>/log`. */
  readonly loud?: boolean
}
export interface Addresses {
  readonly databaseUrl: string
  readonly clickhouseUrl: string
  readonly port: number
  readonly sandboxPort: number
}
export interface Supervision {
  readonly addresses: Addresses
  readonly processes: () => readonly { name: string; pid: number }[]
  stop(): Promise<void>
}

/** Runs everything of one machine: both engines, then our processes; restarts what dies; stops in the reverse order. */
export const supervise = async (plan: SupervisePlan): Promise<Supervision> => {
  const { config, say } = plan
  mkdirSync(config.data, { recursive: true })
  // Read by every Node process below: they start from compiled code instead of stripping types again, a second and 20 MB less each.
  process.env.NODE_COMPILE_CACHE ??= join(config.data, 'code-cache')
  const claimed = await claimDirectory(config.data)
  const engines: Kept<ManagedProcess>[] = []
  const kept: Kept<ManagedProcess>[] = []
  const restarts = new Map<string, Restarts>()
  const keeping = (name: string): Keeping => ({
    say,
    hangMs: config.hangMs,
    restarting: (reason) => {
      const { ended, hung } = restarts.get(name) ?? { ended: 0, hung: 0 }
      const counted = reason === 'hung' ? { ended, hung: hung + 1 } : { ended: ended + 1, hung }
      restarts.set(name, { process: name, ...counted, last_at: new Date().toISOString() })
    },
  })
  let rest: Rest | null = null
  let following: Promise<void> = Promise.resolve()
  let stopping = false
  const stop = async () => {
    stopping = true
    await rest?.stop()
    await following
    for (const part of [...kept, ...engines]) part.retire()
    for (const part of kept) await part.stop()
    for (const engine of engines) await engine.stop()
    claimed.release()
  }
  const goOn = () => plan.signal?.throwIfAborted()
  try {
    const [lake, postgres] = await Promise.all([
      config.clickhouseUrl
        ? null
        : startOnce(
            (port) => startLake({ directory: join(config.data, 'lake'), port, memoryMb: config.lakeMemoryMb, say }),
            config.clickhousePort,
            'ClickHouse',
            keeping('ClickHouse'),
          ),
      config.databaseUrl
        ? null
        : startOnce(
            (port) => startPostgres({ directory: join(config.data, 'postgres'), port, say }),
            config.postgresPort,
            'PostgreSQL',
            keeping('PostgreSQL'),
          ),
    ])
    if (lake) engines.push(lake)
    if (postgres) engines.push(postgres)
    goOn()
    const stores = {
      databaseUrl: config.databaseUrl ?? (postgres as Kept<ManagedProcess & { url: string }>).current().url,
      clickhouseUrl: config.clickhouseUrl ?? (lake as Kept<ManagedProcess & { url: string }>).current().url,
    }
    rest = await plan.prepare(stores)
    goOn()
    // Looked for only now: preparing may have taken minutes.
    const port = await freePort(config.port, config.host)
    if (config.port && port !== config.port) say(`port ${config.port} is taken: the pages are on ${port}`)
    const addresses: Addresses = { ...stores, port, sandboxPort: await freePort(config.sandboxPort) }
    const common = {
      DATABASE_URL: addresses.databaseUrl,
      CLICKHOUSE_URL: addresses.clickhouseUrl,
      LIANKE_SECRET: config.secret,
      LIANKE_DATA: config.data,
      PORT: String(port),
      SANDBOX_PORT: String(addresses.sandboxPort),
      LIANKE_SUPERVISED: '1',
    }
    const startAll = async (parts: readonly ProcessPlan[]) =>
      kept.push(...(await Promise.all(parts.map(startPart))).filter((one) => one !== undefined))
    const startPart = (part: ProcessPlan) => {
      const started = keepRunning(
        part.name,
        () =>
          startChild({
            name: part.name,
            program: part.program,
            args: part.args,
            env: { ...common, ...part.env },
            ...(plan.loud ? {} : { logFile: join(config.data, 'log', `${part.name.replaceAll(',', '-')}.log`) }),
            execArgv: part.heapMb ? [`--max-old-space-size=${part.heapMb}`] : [],
            restarts: () => [...restarts.values()],
          }),
        keeping(part.name),
      )
      return part.optional ? started.catch((problem: Error) => say(problem.message)) : started
    }
    const parts = plan.processes(addresses)
    const isLater = (part: ProcessPlan) => rest !== null && part.afterRest === true
    await startAll(parts.filter((part) => !isLater(part)))
    goOn()
    following = follow(
      rest,
      () => stopping,
      say,
      () => startAll(parts.filter(isLater)),
    )
    claimed.serves(port)
    return {
      addresses,
      stop,
      processes: () => [...kept, ...engines].map((process) => ({ name: process.name, pid: process.current().pid })),
    }
  } catch (problem) {
    await stop()
    throw problem
  }
}

/** Waits for the rest, then starts what had to wait for it. */
const follow = async (
  rest: Rest | null,
  isStopping: () => boolean,
  say: (message: string) => void,
  start: () => Promise<unknown>,
): Promise<void> => {
  if (!rest) return
  rest.begin()
  const problem = await rest.done
  if (isStopping()) return
  if (problem) say(problem)
  try {
    await start()
    say('everything is loaded: automations and background work have begun')
  } catch (error) {
    say(messageOfError(error))
  }
}

/** The first start may move to a free port; restarts stay on it, because the others know the address. */
const startOnce = async <P extends ManagedProcess & { url: string }>(
  start: (port: number) => Promise<P>,
  wanted: number,
  name: string,
  keeping: Keeping,
): Promise<Kept<P>> => {
  let port = wanted
  return keepRunning(
    name,
    async () => {
      const started = await start(port)
      port = Number(new URL(started.url).port)
      return started
    },
    keeping,
  )
}
