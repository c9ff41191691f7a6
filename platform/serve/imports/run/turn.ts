import type { Platform } from '../../../platform.ts'

/** How long a run may go on while other work waits for a place. */
export interface Turn {
  readonly isOver: () => Promise<boolean>
}
/** For who waits for the end himself. */
export const endless: Turn = { isOver: async () => false }

const turnMs = 5000
const lookEveryMs = 1000

/**
 * The turn of one job among the others: it ends after some seconds of work if a job is due that nobody has begun, so that a small file does
 * not wait for a large one. What it took to come back to where it stood is no work, and is paid by three times as much of it.
 */
export const turnAmong = ({ database }: Pick<Platform, 'database'>): Turn => {
  const begun = performance.now()
  let worked: number | null = null
  let looked = begun
  return {
    isOver: async () => {
      const now = performance.now()
      worked ??= now
      if (now - worked < Math.max(turnMs, 3 * (worked - begun)) || now - looked < lookEveryMs) return false
      looked = now
      const [row] = await database.home.query<{ waits: boolean }>({
        text: 'select exists (select 1 from lianke_jobs.jobs where run_at <= now() and locked_at is null and attempts < max_attempts) as waits',
      })
      return row?.waits ?? false
    },
  }
}
