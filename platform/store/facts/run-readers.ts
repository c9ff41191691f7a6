import { messageOfError } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { namesFact } from './names-fact.rule.ts'
import { factChannel, type FactWake, readWake } from './wake.ts'
import { whoseTurn } from './whose-turn.rule.ts'

/** A machine that works through a tenant's ledger in bounded turns. */
export interface Reader {
  readonly name: string
  /** At most one bounded batch for one tenant. */
  readonly turn: (tenant: string) => Promise<{ readonly more: boolean; readonly nextAt?: string | null; readonly full?: boolean }>
  /** Its cursor in `fact_cursor`: the loop then looks there before it gives an idle turn. */
  readonly cursor?: string
  /** Names of the facts it wants (a trailing `*` matches a prefix): it is not woken by others. The clock lets it pass them by. */
  readonly names?: readonly string[]
  /** The cursor of the reader that goes before it: where this one wants facts, that one is woken, too. */
  readonly after?: string
  /** Rests this long between two turns unless a turn was full, so that batches grow and those whom somebody waits for go first. */
  readonly restMs?: number
}

export interface RunReadersOptions {
  readonly signal: AbortSignal
  readonly concurrencyMax?: number
  readonly log?: (level: 'warn' | 'error', message: string, data: Record<string, unknown>) => void
}
/** What the loop needs of the platform. */
export interface ReadersHome {
  readonly database: Database
  tenants(): Promise<readonly string[]>
}

const pollMs = 1000
const idlePollMs = 10_000
const idleAfterMs = 60_000
/** A tenant at which something happened within this time has turns kept for it. */
const activeMs = 5000
const tenantsEveryMs = 5000
/** Facts that were written are given to readers that follow others within this time; afterwards the clock is enough. */
const wantedMs = 3000
const failureRestMs = 200
const failureRestMaxMs = 30_000

interface Task {
  readonly tenant: string
  readonly reader: Reader
  state: 'idle' | 'queued' | 'running'
  again: boolean
  failures: number
  /** Not before this moment (a failure, a rest). */
  restUntil: number
  /** Until then it is told when others went on: facts it wants were written. */
  wantedUntil: number
  timer: NodeJS.Timeout | null
}

/** The loop of one process: who waits, who works, who was looked after when. */
interface Loop {
  readonly home: ReadersHome
  readonly readers: readonly Reader[]
  readonly signal: AbortSignal
  readonly concurrencyMax: number
  readonly log: NonNullable<RunReadersOptions['log']>
  readonly tasks: Map<string, Task[]>
  readonly queue: Task[]
  readonly lookedAt: Map<string, number>
  readonly activeAt: Map<string, number>
  /** Turns under way of each tenant. */
  readonly running: Map<string, number>
}

const enqueue = (loop: Loop, task: Task): void => {
  if (loop.signal.aborted || task.state === 'queued') return
  if (task.state === 'running') {
    task.again = true
    return
  }
  const wait = task.restUntil - Date.now()
  if (wait > 0) {
    later(loop, task, wait)
    return
  }
  task.state = 'queued'
  loop.queue.push(task)
  pump(loop)
}

const later = (loop: Loop, task: Task, ms: number): void => {
  task.timer ??= setTimeout(
    () => {
      task.timer = null
      enqueue(loop, task)
    },
    Math.min(ms, 60_000),
  )
}

const turnsOf = ({ running }: Loop): number => running.values().reduce((sum, turns) => sum + turns, 0)

const pump = (loop: Loop): void => {
  const { running, concurrencyMax: max, queue } = loop
  const othersActive = (tenant: string) =>
    loop.activeAt.entries().some(([other, at]) => other !== tenant && Date.now() - at < activeMs)
  while (turnsOf(loop) < max && !loop.signal.aborted) {
    const place = whoseTurn(queue, { running, max, othersActive })
    const [task] = place === -1 ? [] : queue.splice(place, 1)
    if (!task) return
    const { tenant } = task
    task.state = 'running'
    task.again = false
    running.set(tenant, (running.get(tenant) ?? 0) + 1)
    void take(loop, task).finally(() => {
      running.set(tenant, (running.get(tenant) ?? 1) - 1)
      pump(loop)
    })
  }
}

const take = async (loop: Loop, task: Task): Promise<void> => {
  try {
    const { more, nextAt, full = false } = await task.reader.turn(task.tenant)
    task.failures = 0
    task.restUntil = full ? 0 : Date.now() + (task.reader.restMs ?? 0)
    if (more) loop.activeAt.set(task.tenant, Date.now())
    task.state = 'idle'
    if (more || task.again) enqueue(loop, task)
    else if (nextAt) later(loop, task, Math.max(1, Date.parse(nextAt) - Date.now()))
  } catch (error) {
    rest(loop, task, error)
  }
}

/** A reader that failed rests, longer each time. */
const rest = (loop: Loop, task: Task, error: unknown): void => {
  task.failures++
  const ms = Math.min(failureRestMs * 2 ** task.failures, failureRestMaxMs)
  loop.log('error', `reader ${task.reader.name} failed`, {
    tenant: task.tenant,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    failures: task.failures,
    rest_ms: ms,
  })
  task.state = 'idle'
  task.restUntil = Date.now() + ms
  later(loop, task, ms)
}

/** The ledger says that something was written, or that a reader went on whom others follow. */
const wake = (loop: Loop, { tenant, names }: FactWake): void => {
  const now = Date.now()
  loop.activeAt.set(tenant, now)
  const tasks = loop.tasks.get(tenant) ?? []
  for (const { reader } of tasks)
    if (names && reader.names && names.some((name) => namesFact(reader.names ?? [], name)))
      for (const one of lineOf(tasks, reader)) one.wantedUntil = now + wantedMs
  for (const task of tasks) if (!task.reader.names || task.wantedUntil > now) enqueue(loop, task)
}

/** A reader and those that go before it. */
const lineOf = (tasks: readonly Task[], reader: Reader): Task[] => {
  const line: Task[] = []
  for (let at: Reader | undefined = reader; at; ) {
    const task = tasks.find((one) => one.reader === at)
    if (!task || line.includes(task)) break
    line.push(task)
    const after: string | undefined = at.after
    at = after === undefined ? undefined : tasks.find((one) => one.reader.cursor === after)?.reader
  }
  return line
}

const tasksOf = ({ tasks, readers }: Loop, tenant: string): Task[] => {
  const known = tasks.get(tenant)
  if (known) return known
  const made = readers.map(
    (reader): Task => ({ tenant, reader, state: 'idle', again: false, failures: 0, restUntil: 0, wantedUntil: 0, timer: null }),
  )
  tasks.set(tenant, made)
  return made
}

/** Looks for work of a tenant where nobody woke us: often where something happened lately, else seldom. */
const poll = async (loop: Loop, tenant: string): Promise<void> => {
  const now = Date.now()
  const before = loop.lookedAt.get(tenant)
  const every = now - (loop.activeAt.get(tenant) ?? 0) < idleAfterMs ? pollMs : idlePollMs
  if (before !== undefined && now - before < every) return
  loop.lookedAt.set(tenant, now)
  const waiting = before === undefined ? null : await readersWithWork(loop.home.database, tenant)
  for (const task of tasksOf(loop, tenant))
    if (!waiting || !task.reader.cursor || waiting.has(task.reader.cursor)) enqueue(loop, task)
}

/** Tenants that are served no more are forgotten. */
const forgetGone = ({ tasks, lookedAt, activeAt }: Loop, tenants: readonly string[]): void => {
  for (const gone of [...tasks.keys()].filter((tenant) => !tenants.includes(tenant))) {
    tasks.delete(gone)
    lookedAt.delete(gone)
    activeAt.delete(gone)
  }
}

const pollUntilTheSignal = async (loop: Loop): Promise<void> => {
  let tenants: readonly string[] = []
  let askedAt = 0
  while (!loop.signal.aborted) {
    try {
      if (Date.now() - askedAt > tenantsEveryMs) {
        tenants = await loop.home.tenants()
        askedAt = Date.now()
        forgetGone(loop, tenants)
      }
      for (const tenant of tenants) await poll(loop, tenant)
    } catch (error) {
      loop.log('warn', 'the readers could not look for work', { error: messageOfError(error) })
    }
    await pause(pollMs, loop.signal)
  }
}

/**
 * Runs the readers of all tenants until the signal: woken by the ledger, by the clock at the latest after a second. One turn each, and
 * turns are kept for others ({@link whoseTurn}): a tenant with a million facts does not keep them waiting.
 */
export const runReaders = async (home: ReadersHome, readers: readonly Reader[], options: RunReadersOptions): Promise<void> => {
  const { signal, concurrencyMax = 4, log = () => undefined } = options
  const loop: Loop = {
    home,
    readers,
    signal,
    concurrencyMax,
    log,
    tasks: new Map(),
    queue: [],
    lookedAt: new Map(),
    activeAt: new Map(),
    running: new Map(),
  }
  const stop = await home.database.listen(factChannel, (word) => wake(loop, readWake(word)))
  await pollUntilTheSignal(loop)
  await stop()
  for (const task of [...loop.tasks.values()].flat()) if (task.timer) clearTimeout(task.timer)
  while (turnsOf(loop) > 0) await pause(20)
}

/**
 * Cursors with facts before them, by one statement. Each question is put so that only the index by transaction answers it: the planner knows
 * nothing of snapshots and would read the ledger whole.
 */
const readersWithWork = async (database: Database, tenant: string): Promise<ReadonlySet<string>> => {
  const rows = await database.query<{ reader: string }>(tenant, {
    text: `select distinct c.reader from fact_cursor c where c.last_seq < c.max_seq or c.planned_seq is not null
      or (select max(xid) from fact) >= pg_snapshot_xmax(c.to_snapshot)
      or exists (select 1 from pg_snapshot_xip(c.to_snapshot) as x where (select f.xid from fact f where f.xid >= x order by f.xid limit 1) = x)
      or exists (select 1 from fact_dead d where d.reader = c.reader and d.replay)`,
  })
  return new Set(rows.map(({ reader }) => reader))
}

const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
