import { messageOfError } from '@lianke/kernel'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Restarts } from '../log/beat.ts'
import { startChild } from './child.ts'
import { claimDirectory } from './claim.ts'
import { freePort } from './free-port.ts'
import { type Keeping, type Kept, keepRunning } from './keep-running.ts'
import { startAnalytics } from './analytics.ts'
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

type Engine = ManagedProcess & { readonly url: string }

/** What one machine runs, as far as it has come. */
interface Machine {
  readonly plan: SupervisePlan
  readonly engines: Kept<ManagedProcess>[]
  readonly kept: Kept<ManagedProcess>[]
  readonly restarts: Map<string, Restarts>
  rest: Rest | null
  following: Promise<void>
  stopping: boolean
}

const keeping = ({ plan, restarts }: Machine, name: string): Keeping => ({
  say: plan.say,
  hangMs: plan.config.hangMs,
  restarting: (reason) => {
    const { ended, hung } = restarts.get(name) ?? { ended: 0, hung: 0 }
    const counted = reason === 'hung' ? { ended, hung: hung + 1 } : { ended: ended + 1, hung }
    restarts.set(name, { process: name, ...counted, last_at: new Date().toISOString() })
  },
})

/** Both engines, where they are ours; answers where they are reached. */
const startEngines = async (machine: Machine): Promise<{ databaseUrl: string; clickhouseUrl: string }> => {
  const { config, say } = machine.plan
  const given = (url: string | null | undefined, start: () => Promise<Kept<Engine>>) =>
    url ? { url: () => url, kept: null } : start().then((kept) => ({ url: () => kept.current().url, kept }))
  const [analytics, postgres] = await Promise.all([
    given(config.clickhouseUrl, () =>
      startOnce(
        (port) => startAnalytics({ directory: join(config.data, 'lake'), port, memoryMb: config.analyticsMemoryMb, say }),
        config.clickhousePort,
        'ClickHouse',
        keeping(machine, 'ClickHouse'),
      ),
    ),
    given(config.databaseUrl, () =>
      startOnce(
        (port) => startPostgres({ directory: join(config.data, 'postgres'), port, say }),
        config.postgresPort,
        'PostgreSQL',
        keeping(machine, 'PostgreSQL'),
      ),
    ),
  ])
  for (const { kept } of [analytics, postgres]) if (kept) machine.engines.push(kept)
  return { databaseUrl: postgres.url(), clickhouseUrl: analytics.url() }
}

/** Looked for only when everything is prepared, which may have taken minutes. */
const findAddresses = async (
  { config, say }: SupervisePlan,
  stores: { databaseUrl: string; clickhouseUrl: string },
): Promise<Addresses> => {
  const port = await freePort(config.port, config.host)
  if (config.port && port !== config.port) say(`port ${config.port} is taken: the pages are on ${port}`)
  return { ...stores, port, sandboxPort: await freePort(config.sandboxPort) }
}

/** What every process of ours is told. */
const environmentOf = ({ config }: SupervisePlan, addresses: Addresses): Readonly<Record<string, string>> => ({
  DATABASE_URL: addresses.databaseUrl,
  CLICKHOUSE_URL: addresses.clickhouseUrl,
  LIANKE_SECRET: config.secret,
  LIANKE_DATA: config.data,
  PORT: String(addresses.port),
  SANDBOX_PORT: String(addresses.sandboxPort),
  LIANKE_SUPERVISED: '1',
})

const startPart = (machine: Machine, part: ProcessPlan, environment: Readonly<Record<string, string>>) => {
  const { config, loud, say } = machine.plan
  const started = keepRunning(
    part.name,
    () =>
      startChild({
        name: part.name,
        program: part.program,
        args: part.args,
        env: { ...environment, ...part.env },
        ...(loud ? {} : { logFile: join(config.data, 'log', `${part.name.replaceAll(',', '-')}.log`) }),
        execArgv: part.heapMb ? [`--max-old-space-size=${part.heapMb}`] : [],
        restarts: () => [...machine.restarts.values()],
      }),
    keeping(machine, part.name),
  )
  return part.optional ? started.catch((problem: Error) => say(problem.message)) : started
}

/** Our processes: those that wait for the rest begin when it is done. */
const startProcesses = async (machine: Machine, addresses: Addresses): Promise<void> => {
  const { plan, rest } = machine
  const environment = environmentOf(plan, addresses)
  const startAll = async (parts: readonly ProcessPlan[]) => {
    const started = await Promise.all(parts.map((part) => startPart(machine, part, environment)))
    machine.kept.push(...started.filter((one) => one !== undefined))
  }
  const isLater = (part: ProcessPlan) => rest !== null && part.afterRest === true
  const parts = plan.processes(addresses)
  await startAll(parts.filter((part) => !isLater(part)))
  plan.signal?.throwIfAborted()
  machine.following = follow(
    rest,
    () => machine.stopping,
    plan.say,
    () => startAll(parts.filter(isLater)),
  )
}

const stopMachine = async (machine: Machine): Promise<void> => {
  machine.stopping = true
  await machine.rest?.stop()
  await machine.following
  for (const part of [...machine.kept, ...machine.engines]) part.retire()
  for (const part of machine.kept) await part.stop()
  for (const engine of machine.engines) await engine.stop()
}

/** Runs everything of one machine: both engines, then our processes; restarts what dies; stops in the reverse order. */
export const supervise = async (plan: SupervisePlan): Promise<Supervision> => {
  const { config } = plan
  mkdirSync(config.data, { recursive: true })
  // Read by every Node process below: they start from compiled code instead of stripping types again, a second and 20 MB less each.
  process.env.NODE_COMPILE_CACHE ??= join(config.data, 'code-cache')
  const claimed = await claimDirectory(config.data)
  const machine: Machine = {
    plan,
    engines: [],
    kept: [],
    restarts: new Map(),
    rest: null,
    following: Promise.resolve(),
    stopping: false,
  }
  const stop = async () => {
    await stopMachine(machine)
    claimed.release()
  }
  try {
    const stores = await startEngines(machine)
    plan.signal?.throwIfAborted()
    machine.rest = await plan.prepare(stores)
    plan.signal?.throwIfAborted()
    const addresses = await findAddresses(plan, stores)
    await startProcesses(machine, addresses)
    claimed.serves(addresses.port)
    const running = () => [...machine.kept, ...machine.engines]
    return { addresses, stop, processes: () => running().map((one) => ({ name: one.name, pid: one.current().pid })) }
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
const startOnce = async <P extends Engine>(
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
