export type JobStatus = 'waiting' | 'running' | 'retrying' | 'failed' | 'done' | 'cancelled'

/** One piece of background work as the console shows it: the server answers it, the screen draws it. */
export interface JobLine {
  readonly id: string
  readonly job: string
  readonly status: JobStatus
  readonly attempt: number
  readonly attempts_max: number | null
  readonly run_at: string | null
  readonly started_at: string | null
  readonly finished_at: string | null
  readonly done: number | null
  readonly total: number | null
  readonly problem: string | null
}
