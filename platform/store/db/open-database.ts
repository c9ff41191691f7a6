import { check, RetryLater, codeOfError } from '@lianke/kernel'
import type { Connection, Database, Sql, Transaction } from './database.ts'
import { Listener } from './listener.ts'
import { isConnectionFailure, isStalePlan } from './database-failure.ts'
import { home, type PinnedClient, statementTimeoutMs } from './pinned-client.ts'
import { Pool } from './pool.ts'

const attemptsMax = 4
const longStatementTimeoutMs = 600_000
export const tenantId = /^[a-z][a-z0-9_]{0,30}$/

const pinOf = (tenant: string): string => {
  check(tenantId.test(tenant), `tenant id ${tenant} is a letter and at most 30 more of a-z, 0-9, _`)
  return tenant
}
const mayRetry = (error: unknown): boolean => {
  const code = codeOfError(error)
  return code === '40001' || code === '40P01' || isStalePlan(error)
}
const diskFull = '53100'
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const outward = (error: unknown): unknown =>
  isConnectionFailure(error)
    ? new RetryLater('the connection to PostgreSQL was lost', 1000, error, 'database.no_answer')
    : codeOfError(error) === diskFull
      ? new RetryLater('the disk of PostgreSQL is full', 5000, error, 'storage.full')
      : error

const lend = async <T>(pool: Pool, pin: string, run: (client: PinnedClient) => Promise<T>, brief = false): Promise<T> => {
  let client: PinnedClient | null = null
  try {
    client = await pool.borrow(pin, brief)
    return await run(client)
  } catch (error) {
    throw outward(error)
  } finally {
    if (client) pool.giveBack(client)
  }
}

const queryIn = <R>(pool: Pool, pin: string, statement: Sql): Promise<R[]> =>
  lend(
    pool,
    pin,
    async (client) => {
      try {
        return await client.query<R>(statement)
      } catch (error) {
        if (!isStalePlan(error)) throw error
        return client.query<R>(statement)
      }
    },
    true,
  )

/** What a transaction is made of: a session of the pool, and the database that it names as its own. */
interface Door {
  readonly pool: Pool
  readonly database: () => Database
}

const once = async <T>(door: Door, pin: string, run: (tx: Transaction) => Promise<T>, timeoutMs: number): Promise<T> => {
  const after: (() => void)[] = []
  const result = await lend(door.pool, pin, async (client) => {
    client.begin()
    client.limitMs = timeoutMs
    try {
      if (timeoutMs !== statementTimeoutMs) await client.script(`set local statement_timeout to ${Math.round(timeoutMs)}`)
      const answer = await run(transactionOn(door.database(), client, pin, after))
      await client.commit()
      return answer
    } catch (error) {
      await client.rollBack()
      throw error
    } finally {
      client.limitMs = statementTimeoutMs
    }
  })
  for (const hook of after) runHook(hook)
  return result
}

const transactionIn = async <T>(
  door: Door,
  pin: string,
  run: (tx: Transaction) => Promise<T>,
  timeoutMs = statementTimeoutMs,
): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(door, pin, run, timeoutMs)
    } catch (error) {
      if (attempt === attemptsMax || !mayRetry(error)) throw error
      await pause(attempt * 10 + Math.random() * 40)
    }
  }
}

const connectionIn = <T>(pool: Pool, pin: string, run: (connection: Connection) => Promise<T>): Promise<T> =>
  lend(pool, pin, async (client) => {
    await client.script(`set statement_timeout to ${longStatementTimeoutMs}`)
    client.limitMs = longStatementTimeoutMs
    try {
      return await run(client)
    } finally {
      client.limitMs = statementTimeoutMs
      if (!client.broken) await client.script(`rollback; set statement_timeout to ${statementTimeoutMs}`)
    }
  })

/** Opens the door to PostgreSQL: a pool of at most `max` sessions pinned to tenants, and one session for LISTEN. */
export const openDatabase = ({ url, max = 10 }: { url: string; max?: number }): Database => {
  const pool = new Pool(url, max)
  const listener = new Listener(url)
  const door: Door = { pool, database: () => database }
  const database: Database = {
    query: (tenant, statement) => queryIn(pool, pinOf(tenant), statement),
    transaction: (tenant, run, options) => transactionIn(door, pinOf(tenant), run, options?.timeoutMs),
    connection: (tenant, run) => connectionIn(pool, pinOf(tenant), run),
    home: {
      query: (statement) => queryIn(pool, home, statement),
      transaction: (run, options) => transactionIn(door, home, run, options?.timeoutMs),
      connection: (run) => connectionIn(pool, home, run),
    },
    listen: (channel, heard) => listener.listen(channel, heard),
    notify: async (channel, payload) => {
      await queryIn(pool, home, { text: 'select pg_notify($1, $2)', values: [channel, payload] })
    },
    sessionsEnded: () => pool.ended,
    close: async () => {
      await Promise.all([pool.close(), listener.close()])
    },
  }
  return database
}

const transactionOn = (database: Database, client: PinnedClient, tenant: string, after: (() => void)[]): Transaction => ({
  tenant,
  database,
  query: (statement) => client.query(statement),
  execute: (statement) => client.execute(statement),
  send: (statement, refuse) => client.send(statement, refuse),
  flush: () => client.flush(),
  attempt: (run, options) => client.attempt(run, options),
  copyIn: (statement, chunks) => client.copyIn(statement, chunks),
  script: (text) => client.script(text),
  afterCommit: (hook) => {
    after.push(hook)
  },
})

const runHook = (hook: () => void): void => {
  try {
    hook()
  } catch (error) {
    process.emitWarning(error instanceof Error ? error : String(error), 'AfterCommit')
  }
}
