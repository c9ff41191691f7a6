import { EventEmitter } from 'node:events'
import { type JobHelpers, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import type { ChannelHost, JobDefinition } from '@lianke/kernel'
import type { Log } from '../../run/log/log.ts'
import { counter, gauge, histogram } from '../../run/log/metrics.ts'
import type { Platform } from '../../platform.ts'
import { strike } from './cron.ts'
import { jobsSchema, quiet } from './install-jobs.ts'
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

/** Runs background jobs until stopped: the queue, the clock, the heartbeat by which others know we live. */
export const startJobs = async (
  options: JobsOptions,
): Promise<{ stop(): Promise<void>; strike(now: number): Promise<number> }> => {
  const { platform, jobs, log } = options
  const home = platform.database.home
  const stopping = new AbortController()
  const mine = new Set<string>()
  const events = new EventEmitter() as WorkerEvents
  events.on('worker:create', ({ worker }) => void mine.add(worker.workerId))
  events.on('worker:stop', ({ worker }) => void mine.delete(worker.workerId))

  const tasks: TaskList = Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown, helpers: JobHelpers) => {
        const end = jobSeconds.startTimer({ job: job.name })
        try {
          await runJob({
            platform,
            job,
            payload: payload as { tenant: string; payload: Record<string, unknown> },
            id: helpers.job.id,
            attempt: helpers.job.attempts,
            last: helpers.job.attempts >= helpers.job.max_attempts,
            stopping: stopping.signal,
            ...(options.hostOf ? { hostOf: options.hostOf } : {}),
          })
          jobsEnded.inc({ job: job.name, outcome: 'done' })
        } catch (problem) {
          jobsEnded.inc({ job: job.name, outcome: 'failed' })
          log.warn({ job: job.name, id: helpers.job.id, attempt: helpers.job.attempts, problem: String(problem) }, 'a job failed')
          throw problem
        } finally {
          end()
        }
      },
    ]),
  )

  const pool = new pg.Pool({
    connectionString: options.databaseUrl,
    max: (options.concurrency ?? 2) + 2,
    application_name: 'lianke-jobs',
  })
  const lost = (problem: Error) => log.warn({ problem: String(problem) }, 'a connection of the queue was lost')
  pool.on('error', lost).on('connect', (client) => client.on('error', lost))
  const runner = await run({
    pgPool: pool,
    schema: jobsSchema,
    taskList: tasks,
    concurrency: options.concurrency ?? 2,
    noHandleSignals: true,
    pollInterval: 2000,
    logger: quiet,
    events,
    parsedCronItems: [],
  })

  const beat = async () => {
    const ids = [...mine]
    await home.query({
      text: 'insert into lianke.job_worker (id) select unnest($1::text[]) on conflict (id) do update set seen_at = now()',
      values: [ids],
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
  const sweep = async () => {
    await home.query({
      text: 'delete from lianke.job_run where finished_at < now() - make_interval(days => $1)',
      values: [keptRunsDays],
    })
    await home.query({ text: "delete from lianke.job_worker where seen_at < now() - interval '1 hour'" })
  }
  const every = (ms: number, what: string, work: () => Promise<unknown>) => {
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
  await beat()
  const clear = [
    every(heartbeatEveryMs, 'the heartbeat', beat),
    every(clockEveryMs, 'the clock', () => strike(platform, jobs, Date.now())),
    every(3_600_000, 'the sweep', sweep),
  ]
  return {
    strike: (now) => strike(platform, jobs, now),
    async stop() {
      for (const end of clear) end()
      stopping.abort(new Error('the process is stopping'))
      await runner.stop()
      await pool.end()
    },
  }
}
