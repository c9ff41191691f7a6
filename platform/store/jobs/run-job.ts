import { type ChannelHost, check, type JobDefinition, type JobWork, textIn } from '@lianke/kernel'
import type { Platform } from '../../platform.ts'

/** Jobs of the platform itself may use its doors; those of modules see a `JobWork` only. */
export interface PlatformJobWork extends JobWork {
  readonly platform: Platform
}

const isPlatformJob = (job: JobWork): job is PlatformJobWork => 'platform' in job
/** What a job of the platform itself is given beside what modules are. */
export const platformJob = (job: JobWork): PlatformJobWork => {
  check(isPlatformJob(job), 'a job runs on a platform')
  return job
}

interface JobRun {
  readonly platform: Platform
  readonly job: JobDefinition
  readonly payload: { readonly tenant: string; readonly payload: Record<string, unknown> }
  readonly id: string
  readonly attempt: number
  /** No further attempt follows. */
  readonly last: boolean
  readonly stopping: AbortSignal
  /** Hosts of channels, where the process has them. */
  readonly hostOf?: (tenant: string) => ChannelHost
}

/** One attempt at one job: its row in `job_run` is what the job console shows. */
export const runJob = async (run: JobRun): Promise<void> => {
  const {
    platform,
    job,
    id,
    payload: { tenant, payload },
  } = run
  const home = platform.database.home
  await home.query({
    text: `insert into lianke.job_run (id, tenant, job, status, attempt, about) values ($1, $2, $3, 'running', $4, $5)
      on conflict (id) do update set status = 'running', attempt = excluded.attempt, started_at = now(), finished_at = null, problem = null`,
    values: [id, tenant, job.name, run.attempt, textIn(payload.about)],
  })
  // Begins when the work begins: one that ran out while the line above waited for a busy store would be heard by nobody.
  const timeout = AbortSignal.timeout(job.timeoutMs)
  const signal = AbortSignal.any([timeout, run.stopping])
  const given: PlatformJobWork = {
    platform,
    tenant,
    signal,
    ...(run.hostOf ? { host: run.hostOf(tenant) } : {}),
    transaction: (act, actor) => {
      signal.throwIfAborted()
      return platform.work(tenant, actor ?? { kind: 'system', id: `job:${job.name}` }, act)
    },
    async progress(done, total) {
      const rows = await home.query<{ status: string }>({
        text: 'update lianke.job_run set done = $2, total = $3 where id = $1 returning status',
        values: [id, done, total],
      })
      if (rows[0]?.status === 'cancelled') throw new Error('cancelled by a person')
      signal.throwIfAborted()
    },
  }
  const ended = new Promise<never>((_, reject) => {
    const end = () => reject(new Error(timeout.aborted ? `took longer than ${job.timeoutMs} ms` : 'the process is stopping'))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
  ended.catch(() => undefined) // observed by the race below, or of no interest any more
  try {
    await Promise.race([job.run(given, payload), ended])
    await home.query({
      text: "update lianke.job_run set status = 'done', finished_at = now() where id = $1 and status = 'running'",
      values: [id],
    })
  } catch (problem) {
    const rows = await home.query<{ status: string }>({
      text: "update lianke.job_run set status = case when status = 'cancelled' then status else 'failed' end, finished_at = now(), problem = $2 where id = $1 returning status",
      values: [id, problem instanceof Error ? problem.message : String(problem)],
    })
    if (rows[0]?.status === 'cancelled') return // asked for: not tried again
    throw problem
  }
}
