import { surely } from '@lianke/kernel'
import type { Database } from '../db/database.ts'
import { factChannel } from './wake.ts'

/** A machine that works through a tenant's ledger in bounded turns. */
export interface Reader {
  readonly name: string
  /** At most one bounded batch for one tenant. */
  readonly turn: (tenant: string) => Promise<{ readonly more: boolean; readonly nextAt?: string | null; readonly full?: boolean }>
  /** Its cursor in `fact_cursor`: the loop then looks there before it gives an idle turn. */
  readonly cursor?: string
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
const tenantsEveryMs = 5000
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
  timer: NodeJS.Timeout | null
}

/**
 * Runs the readers of all tenants until the signal: woken by the ledger, by the clock at the latest after a second. First come, first
 * served, one turn each: a tenant with a million facts does not keep the others waiting.
 */
export const runReaders = async (home: ReadersHome, readers: readonly Reader[], options: RunReadersOptions): Promise<void> => {
  const { signal, concurrencyMax = 4, log = () => undefined } = options
  const tasks = new Map<string, Task[]>()
  const queue: Task[] = []
  const lookedAt = new Map<string, number>()
  const activeAt = new Map<string, number>()
  let running = 0

  const enqueue = (task: Task): void => {
    if (signal.aborted || task.state === 'queued') return
    if (task.state === 'running') {
      task.again = true
      return
    }
    const wait = task.restUntil - Date.now()
    if (wait > 0) {
      later(task, wait)
      return
    }
    task.state = 'queued'
    queue.push(task)
    pump()
  }
  const later = (task: Task, ms: number): void => {
    task.timer ??= setTimeout(
      () => {
        task.timer = null
        enqueue(task)
      },
      Math.min(ms, 60_000),
    )
  }
  const pump = (): void => {
    while (running < concurrencyMax && queue.length > 0 && !signal.aborted) {
      const task = surely(queue.shift(), 'somebody waits')
      task.state = 'running'
      task.again = false
      running++
      void take(task).finally(() => {
        running--
        pump()
      })
    }
  }
  const take = async (task: Task): Promise<void> => {
    try {
      const { more, nextAt, full = false } = await task.reader.turn(task.tenant)
      task.failures = 0
      task.restUntil = full ? 0 : Date.now() + (task.reader.restMs ?? 0)
      if (more) activeAt.set(task.tenant, Date.now())
      task.state = 'idle'
      if (more || task.again) enqueue(task)
      else if (nextAt) later(task, Math.max(1, Date.parse(nextAt) - Date.now()))
    } catch (error) {
      task.failures++
      const rest = Math.min(failureRestMs * 2 ** task.failures, failureRestMaxMs)
      log('error', `reader ${task.reader.name} failed`, {
        tenant: task.tenant,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        failures: task.failures,
        rest_ms: rest,
      })
      task.state = 'idle'
      task.restUntil = Date.now() + rest
      later(task, rest)
    }
  }
  const tasksOf = (tenant: string): Task[] => {
    const known = tasks.get(tenant)
    if (known) return known
    const made = readers.map(
      (reader): Task => ({ tenant, reader, state: 'idle', again: false, failures: 0, restUntil: 0, timer: null }),
    )
    tasks.set(tenant, made)
    return made
  }
  const wake = (tenant: string): void => {
    activeAt.set(tenant, Date.now())
    for (const task of tasks.get(tenant) ?? []) enqueue(task)
  }
  const poll = async (tenant: string): Promise<void> => {
    const now = Date.now()
    const first = !lookedAt.has(tenant)
    const every = now - (activeAt.get(tenant) ?? 0) < idleAfterMs ? pollMs : idlePollMs
    if (!first && now - (lookedAt.get(tenant) ?? 0) < every) return
    lookedAt.set(tenant, now)
    const waiting = first ? null : await readersWithWork(home.database, tenant)
    for (const task of tasksOf(tenant)) if (!waiting || !task.reader.cursor || waiting.has(task.reader.cursor)) enqueue(task)
  }

  const stop = await home.database.listen(factChannel, wake)
  let tenants: readonly string[] = []
  let askedAt = 0
  while (!signal.aborted) {
    try {
      if (Date.now() - askedAt > tenantsEveryMs) {
        tenants = await home.tenants()
        askedAt = Date.now()
        for (const gone of [...tasks.keys()].filter((tenant) => !tenants.includes(tenant))) {
          tasks.delete(gone)
          lookedAt.delete(gone)
        }
      }
      for (const tenant of tenants) await poll(tenant)
    } catch (error) {
      log('warn', 'the readers could not look for work', { error: error instanceof Error ? error.message : String(error) })
    }
    await pause(pollMs, signal)
  }
  await stop()
  for (const task of [...tasks.values()].flat()) if (task.timer) clearTimeout(task.timer)
  while (running > 0) await pause(20)
}

/** Cursors with facts before them, by one statement. */
const readersWithWork = async (database: Database, tenant: string): Promise<ReadonlySet<string>> => {
  const rows = await database.query<{ reader: string }>(tenant, {
    text: `select distinct c.reader from fact_cursor c where c.last_seq < c.max_seq or c.planned_seq is not null
      or exists (select 1 from fact f where f.xid >= pg_snapshot_xmax(c.to_snapshot))
      or exists (select 1 from fact f where f.xid = any (array(select pg_snapshot_xip(c.to_snapshot))))
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
