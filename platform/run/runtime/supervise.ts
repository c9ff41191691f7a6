import { messageOfError } from '@lianke/kernel/plain'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../config/config.ts'
import type { Restarts } from '../log/beat.ts'
import { type HeldChild, holdChild, startChild } from './child.ts'
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
  /** More of them, which nobody knows before the addresses are. */
  readonly argsAt?: (addresses: Addresses) => readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly heapMb?: number
  /** The rest is of use without it. */
  readonly optional?: boolean
  /** Starts only when preparing has ended altogether. */
  readonly afterRest?: boolean
  /** Loads itself while the stores are made ready: its program calls {@link untilReleased}. */
  readonly ahead?: boolean
  /** Begins when the others serve; nobody waits for it. */
  readonly behind?: boolean
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
  readonly processes: readonly ProcessPlan[]
  /**
   * Runs once when both engines answer: migrations, first tenant, demo data. Answers what goes on behind the pages; null: nothing. `ask`: what a
   * process that loads ahead answers, given more settings; null where none does.
   */
  readonly prepare: (
    stores: { databaseUrl: string; clickhouseUrl: string },
    ask: (env: Readonly<Record<string, string>>) => Promise<unknown>,
  ) => Promise<Rest | null>
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
  /** Loaded already, and waiting for the stores. */
  readonly held: Map<string, HeldChild>
  readonly restarts: Map<string, Restarts>
  rest: Rest | null
  following: Promise<unknown>
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

/** What every process of ours is told from its beginning, and what only when the stores are there. */
const knownFirst = ({ config }: SupervisePlan): Readonly<Record<string, string>> => ({
  LIANKE_SECRET: config.secret,
  LIANKE_DATA: config.data,
  LIANKE_SUPERVISED: '1',
})
const environmentOf = (plan: SupervisePlan, addresses: Addresses): Readonly<Record<string, string>> => ({
  ...knownFirst(plan),
  DATABASE_URL: addresses.databaseUrl,
  CLICKHOUSE_URL: addresses.clickhouseUrl,
  PORT: String(addresses.port),
  SANDBOX_PORT: String(addresses.sandboxPort),
})

const childOf = ({ plan: { config, loud }, restarts }: Machine, part: ProcessPlan, env: Readonly<Record<string, string>>) => ({
  name: part.name,
  program: part.program,
  args: part.args,
  env: { ...env, ...part.env },
  ...(loud ? {} : { logFile: join(config.data, 'log', `${part.name.replaceAll(',', '-')}.log`) }),
  execArgv: part.heapMb ? [`--max-old-space-size=${part.heapMb}`] : [],
  restarts: () => [...restarts.values()],
})

/** What is known from the first moment begins to load at once, where compiled code of an earlier start makes that cheap. */
const holdAhead = (machine: Machine): void => {
  if (!existsSync(process.env.NODE_COMPILE_CACHE ?? '')) return
  for (const part of machine.plan.processes)
    if (part.ahead) machine.held.set(part.name, holdChild(childOf(machine, part, knownFirst(machine.plan))))
}

const startPart = async (machine: Machine, part: ProcessPlan, addresses: Addresses): Promise<void> => {
  const environment = environmentOf(machine.plan, addresses)
  const args = [...part.args, ...(part.argsAt?.(addresses) ?? [])]
  const start = () => {
    const held = machine.held.get(part.name)
    machine.held.delete(part.name)
    return held ? held.go(environment) : startChild({ ...childOf(machine, part, environment), args })
  }
  const patient = part.behind && !part.optional ? { patient: () => !machine.stopping } : {}
  try {
    machine.kept.push(await keepRunning(part.name, start, { ...keeping(machine, part.name), ...patient }))
  } catch (problem) {
    if (!part.optional) throw problem
    complain(machine, problem)
  }
}

const complain = ({ stopping, plan }: Machine, problem: unknown): void => {
  if (!stopping) plan.say(messageOfError(problem))
}

/** Our processes: those that nobody waits for begin when the others serve, some of them when the rest of preparing is done. */
const startProcesses = async (machine: Machine, addresses: Addresses): Promise<void> => {
  const { plan, rest } = machine
  const startAll = (parts: readonly ProcessPlan[]) => Promise.all(parts.map((part) => startPart(machine, part, addresses)))
  const isLater = (part: ProcessPlan) => rest !== null && part.afterRest === true
  await startAll(plan.processes.filter((part) => !part.behind))
  plan.signal?.throwIfAborted()
  const behind = plan.processes.filter((part) => part.behind)
  const soon = startAll(behind.filter((part) => !isLater(part))).catch((problem) => complain(machine, problem))
  machine.following = Promise.all([soon, follow(machine, () => startAll(behind.filter(isLater)))])
}

const stopMachine = async (machine: Machine): Promise<void> => {
  machine.stopping = true
  for (const held of machine.held.values()) held.drop()
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
    held: new Map(),
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
    holdAhead(machine)
    const stores = await startEngines(machine)
    plan.signal?.throwIfAborted()
    const [ahead] = machine.held.values()
    machine.rest = await plan.prepare(stores, async (env) => (ahead ? ahead.ask(env, plan.say) : null))
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
const follow = async (machine: Machine, start: () => Promise<unknown>): Promise<void> => {
  const { rest, plan } = machine
  const { say } = plan
  if (!rest) return
  rest.begin()
  const missing = await rest.done
  if (machine.stopping) return
  if (missing) say(missing)
  try {
    await start()
    say('everything is loaded: automations and background work have begun')
  } catch (problem) {
    complain(machine, problem)
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
