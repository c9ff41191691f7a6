import { type JobLine, type JobStatus, refuse } from '@lianke/kernel'
import type { Database } from '../db/database.ts'

const linesMax = 200

// A job leaves the queue when it succeeds, so the console reads the queue and the runs together.
const lines = `
  select coalesce(q.id, r.id)::text as id, coalesce(q.task_identifier, r.job) as job,
    case when r.status in ('done', 'cancelled') then r.status
      when q.id is null then r.status
      when q.locked_at is not null then 'running'
      when q.attempts >= q.max_attempts then 'failed'
      when q.attempts > 0 then 'retrying' else 'waiting' end as status,
    coalesce(q.attempts, r.attempt)::int as attempt, q.max_attempts::int as attempts_max, q.run_at, r.started_at, r.finished_at,
    r.done::float8 as done, r.total::float8 as total, coalesce(r.problem, q.last_error) as problem, coalesce(q.about, r.about) as about
  from (select j.*, p.payload ->> 'tenant' as tenant, p.payload #>> '{payload,about}' as about from lianke_jobs.jobs j join lianke_jobs._private_jobs p on p.id = j.id where p.payload ->> 'tenant' = $1) q
  full join (select * from lianke.job_run where tenant = $1) r on r.id = q.id`

interface JobQuestion {
  /** `open`: neither done nor cancelled. */
  readonly status?: JobStatus | 'open'
  /** Of this name only. */
  readonly job?: string
  /** Of one thing only: what the payload says that the work is about; null: of nothing in particular. */
  readonly about?: string | null | undefined
  readonly limit?: number
  /** Asked for before this one. */
  readonly before?: string | null
}

const columns = 'id, job, status, attempt, attempts_max, run_at, started_at, finished_at, done, total, problem'

/** The newest jobs of a tenant, of one status when asked. Ids grow as jobs are asked for. */
export const listJobs = (database: Database, tenant: string, options: JobQuestion = {}): Promise<JobLine[]> =>
  database.home.query<JobLine>({
    text: `select ${columns} from (${lines}) l where ($2::text is null or status = $2 or ($2 = 'open' and status not in ('done', 'cancelled'))) and ($3::text is null or job = $3) and ($4::bigint is null or id::bigint < $4)
        and (not $6::boolean or about is not distinct from $7::text)
      order by id::bigint desc limit $5`,
    values: [
      tenant,
      options.status ?? null,
      options.job ?? null,
      options.before ?? null,
      Math.min(options.limit ?? 50, linesMax + 1),
      options.about !== undefined,
      options.about ?? null,
    ],
  })

/** How many jobs stand where. */
export const countJobs = async (database: Database, tenant: string): Promise<Partial<Record<JobStatus, number>>> => {
  const rows = await database.home.query<{ status: JobStatus; count: number }>({
    text: `select status, count(*)::int as count from (${lines}) l group by status`,
    values: [tenant],
  })
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

/** One job by its id; refuses `job.not_found`. */
export const getJob = async (database: Database, tenant: string, id: string): Promise<JobLine> => {
  if (!/^\d{1,18}$/.test(id)) refuse('job.not_found', { status: 404 })
  const rows = await database.home.query<JobLine>({
    text: `select ${columns} from (${lines}) l where id = $2`,
    values: [tenant, id],
  })
  return rows[0] ?? refuse('job.not_found', { status: 404 })
}

/** Tries a failed or waiting job again at once. Refuses `job.not_waiting` for one that runs or has ended well. */
export const retryJob = async (database: Database, tenant: string, id: string): Promise<void> => {
  const { status } = await getJob(database, tenant, id)
  if (status !== 'failed' && status !== 'retrying' && status !== 'waiting') refuse('job.not_waiting', { status: 409 })
  await database.home.query({
    text: 'select lianke_jobs.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => 0)',
    values: [id],
  })
}

/** Takes a waiting job away, or asks a running one to end at its next progress. */
export const cancelJob = async (database: Database, tenant: string, id: string): Promise<void> => {
  const line = await getJob(database, tenant, id)
  if (line.status === 'done' || line.status === 'cancelled') refuse('job.not_waiting', { status: 409 })
  await database.home.transaction(async (tx) => {
    await tx.execute({
      text: `insert into lianke.job_run (id, tenant, job, status, finished_at) values ($1, $2, $3, 'cancelled', now())
        on conflict (id) do update set status = 'cancelled', finished_at = now()`,
      values: [id, tenant, line.job],
    })
    await tx.execute({ text: 'delete from lianke_jobs._private_jobs where id = $1 and locked_at is null', values: [id] })
  })
}
