import type { Connection } from '../db/database.ts'

export interface EnqueueOptions {
  /** Not before this moment. */
  readonly runAt?: string
  /** A waiting job of the same tenant, name and key is replaced, so that the work is done once. */
  readonly key?: string
  readonly attemptsMax?: number
}

/** Asks for background work inside the caller's transaction: no commit, no job. Answers the job's id. */
export const enqueue = async (
  tx: Connection,
  tenant: string,
  job: string,
  payload: Record<string, unknown>,
  options: EnqueueOptions = {},
): Promise<string> => {
  const rows = await tx.query<{ id: string }>({
    text: 'select lianke.enqueue_job($1, $2, $3::json, $4::timestamptz, $5, $6)::text as id',
    values: [tenant, job, JSON.stringify(payload), options.runAt ?? null, options.key ?? null, options.attemptsMax ?? null],
  })
  return (rows[0] as { id: string }).id
}
