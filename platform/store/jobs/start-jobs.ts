import { EventEmitter } from 'node:events'
import { type JobHelpers, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { type ChannelHost, check, isObject, type JobDefinition } from '@lianke/kernel'
import type { Log } from '../../run/log/log.ts'
import { counter, gauge, histogram } from '../../run/log/metrics.ts'
import type { Platform } from '../../platform.ts'
import { strike } from './cron.ts'
import { jobsSchema, openJobsPool, quiet } from './install-jobs.ts'
import { runJob } from './run-job.ts'

const clockEveryMs = 15_000
const heartbeatEveryMs = 5_000
/** A worker silent for this long is dead: what it held is given to others. */
const deadAfterSeconds = 30
const keptRunsDays = 14

const jobsEnded = counter({ name: 'lianke_jobs_total', help: 'Background jobs that ended', labelNames: ['job', 'outcome'] })
const jobSeconds = histogram({
  name: 'lianke_job_seconds',
  help: 'How long background jobs took',
  labelNames: ['job'],
  buckets: [0.05, 0.2, 1, 5, 30, 120, 600],
})
const jobsWaiting = gauge({ name: 'lianke_jobs_waiting', help: 'Background jobs that are due and not begun' })

interface JobsOptions {
  readonly platform: Platform
  readonly databaseUrl: string
  readonly jobs: readonly JobDefinition[]
  readonly log: Log
  /** How many at once. */
  readonly concurrency?: number
  /** What jobs of channels speak to the world with. */
  readonly hostOf?: (tenant: string) => ChannelHost
}

interface Attempted {
  readonly payload: unknown
  readonly helpers: JobHelpers
  readonly stopping: AbortSignal
}

const isTenantPayload = (payload: unknown): payload is { tenant: string; payload: Record<string, unknown> } =>
  isObject(payload) && typeof payload.tenant === 'string' && isObject(payload.payload)

/** One attempt at a job as the queue begins it, counted and timed. */
const attempt = async ({ platform, log, hostOf }: JobsOptions, job: JobDefinition, attempted: Attempted): Promise<void> => {
  const { helpers, payload, stopping } = attempted
  const { id, attempts, max_attempts } = helpers.job
  const end = jobSeconds.startTimer({ job: job.name })
  try {
    check(isTenantPayload(payload), `a job is asked for by a tenant (${job.name})`)
    const last = attempts >= max_attempts
    await runJob({ platform, job, payload, id, attempt: attempts, last, stopping, ...(hostOf ? { hostOf } : {}) })
    jobsEnded.inc({ job: job.name, outcome: 'done' })
  } catch (problem) {
    jobsEnded.inc({ job: job.name, outcome: 'failed' })
    log.warn({ job: job.name, id, attempt: attempts, problem: String(problem) }, 'a job failed')
    throw problem
  } finally {
    end()
  }
}

const openPool = ({ databaseUrl, log }: JobsOptions, max: number) =>
  openJobsPool(databaseUrl, max, (problem) => log.warn({ problem: String(problem) }, 'a connection of the queue was lost'))

/** The queue itself; `mine` holds the workers of this process. */
const startQueue = async (options: JobsOptions, stopping: AbortSignal) => {
  const { concurrency = 2 } = options
  const mine = new Set<string>()
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => void mine.add(worker.workerId))
  events.on('worker:stop', ({ worker }) => void mine.delete(worker.workerId))
  const taskList: TaskList = Object.fromEntries(
    options.jobs.map((job) => [
      job.name,
      (payload: unknown, helpers: JobHelpers) => attempt(options, job, { payload, helpers, stopping }),
    ]),
  )
  const pool = openPool(options, concurrency + 2)
  const runner = await run({
    pgPool: pool,
    schema: jobsSchema,
    taskList,
    concurrency,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quiet,
    events,
    parsedCronItems: [],
  })
  return {
    mine,
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

/** Says that these workers live, takes over the work of those that do not, and counts what waits. */
const beat = async ({ platform, log }: JobsOptions, mine: ReadonlySet<string>): Promise<void> => {
  const { home } = platform.database
  await home.query({
    text: 'insert into lianke.job_worker (id) select unnest($1::text[]) on conflict (id) do update set seen_at = now()',
    values: [[...mine]],
  })
  const dead = await home.query<{ id: string }>({
    text: `select distinct locked_by as id from lianke_jobs.jobs j left join lianke.job_worker w on w.id = j.locked_by
        where j.locked_at < now() - make_interval(secs => $1) and (w.id is null or w.seen_at < now() - make_interval(secs => $1))`,
    values: [deadAfterSeconds],
  })
  if (dead.length) {
    log.warn({ workers: dead.length }, 'work of dead workers is taken over')
    await home.query({ text: 'select lianke_jobs.force_unlock_workers($1::text[])', values: [dead.map(({ id }) => id)] })
  }
  const [row] = await home.query<{ waiting: string }>({
    text: 'select count(*) as waiting from lianke_jobs.jobs where run_at <= now() and locked_at is null and attempts < max_attempts',
  })
  jobsWaiting.set(Number(row?.waiting ?? 0))
}

const sweep = async ({ platform }: JobsOptions): Promise<void> => {
  const { home } = platform.database
  await home.query({
    text: 'delete from lianke.job_run where finished_at < now() - make_interval(days => $1)',
    values: [keptRunsDays],
  })
  await home.query({ text: "delete from lianke.job_worker where seen_at < now() - interval '1 hour'" })
}

/** Does it again and again, never twice at once. Answers how it ends. */
const every = (log: Log, ms: number, what: string, work: () => Promise<unknown>): (() => void) => {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    work()
      .catch((problem: unknown) => log.error({ problem: String(problem) }, `${what} failed`))
      .finally(() => {
        busy = false
      })
  }, ms)
  return () => clearInterval(timer)
}

/** Runs background jobs until stopped: the queue, the clock, the heartbeat by which others know we live. */
export const startJobs = async (
  options: JobsOptions,
): Promise<{ stop(): Promise<void>; strike(now: number): Promise<number> }> => {
  const { platform, jobs, log } = options
  const stopping = new AbortController()
  const queue = await startQueue(options, stopping.signal)
  await beat(options, queue.mine)
  const clear = [
    every(log, heartbeatEveryMs, 'the heartbeat', () => beat(options, queue.mine)),
    every(log, clockEveryMs, 'the clock', () => strike(platform, jobs, Date.now())),
    every(log, 3_600_000, 'the sweep', () => sweep(options)),
  ]
  return {
    strike: (now) => strike(platform, jobs, now),
    async stop() {
      for (const end of clear) end()
      stopping.abort(new Error('the process is stopping'))
      await queue.stop()
    },
  }
}
