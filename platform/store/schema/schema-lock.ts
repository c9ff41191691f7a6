import { RetryLater } from '@lianke/kernel'
import type { Connection } from '../db/database.ts'

const waitMax = 600_000
const pauseMs = 100

/**
 * Runs one change of a tenant's schema at a time, over all processes. It asks again and again instead of waiting in PostgreSQL,
 * because a waiting statement keeps a snapshot, for whose end a concurrent index of the other process would wait.
 */
export const withSchemaLock = async <T>(connection: Connection, tenant: string, run: () => Promise<T>): Promise<T> => {
  for (let waited = 0; !(await tryLock(connection, tenant)); waited += pauseMs) {
    if (waited >= waitMax) throw new RetryLater(`the schema of tenant ${tenant} is being changed by another process`)
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  try {
    return await run()
  } finally {
    await connection.query({ text: `select pg_advisory_unlock(hashtext('lianke.schema'), hashtext($1))`, values: [tenant] })
  }
}

const tryLock = async (connection: Connection, tenant: string): Promise<boolean> => {
  const [row] = await connection.query<{ locked: boolean }>({
    text: `select pg_try_advisory_lock(hashtext('lianke.schema'), hashtext($1)) as locked`,
    values: [tenant],
  })
  return row?.locked === true
}
