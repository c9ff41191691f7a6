import { check } from './check.ts'
import type { ChannelHost } from './define-channel.ts'
import type { Actor, UnitOfWork } from './unit-of-work.ts'

/** Background work by name; with `cron` it runs by the clock for every tenant. */
export interface JobDefinition<P = Record<string, unknown>> {
  readonly name: string
  /** Five-field cron, in the tenant's zone. */
  readonly cron?: string
  /** At most this long; then it is taken for dead and tried again. */
  readonly timeoutMs: number
  readonly attemptsMax?: number
  /** `job` opens transactions with `job.transaction`; long work commits in sets. */
  readonly run: (job: JobWork, payload: P) => Promise<void>
}
export interface JobWork {
  readonly tenant: string
  readonly signal: AbortSignal
  /** Settings, secrets, HTTP and the inbox, for jobs that speak to a vendor. */
  readonly host?: ChannelHost
  /** One short transaction, as the system or with the rights of whoever asked for the work. */
  transaction<T>(run: (work: UnitOfWork) => Promise<T>, actor?: Actor): Promise<T>
  progress(done: number, total: number | null): Promise<void>
}
export const defineJob = <P>(definition: JobDefinition<P>): JobDefinition<P> => definition

/** What a job speaks to the world with. */
export const hostOfJob = ({ host }: JobWork): ChannelHost => {
  check(host, 'the process of the job has hosts of channels')
  return host
}
