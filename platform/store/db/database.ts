import type { CompiledQuery, RawBuilder } from 'kysely'

export type Sql = RawBuilder<unknown> | CompiledQuery | { readonly text: string; readonly values?: readonly unknown[] }

/** Statements on one pinned connection: role and search_path are the tenant's. */
export interface Connection {
  /** Rows of one statement. */
  query<R = Record<string, unknown>>(statement: Sql): Promise<R[]>
  /** Rows affected. */
  execute(statement: Sql): Promise<number>
  /** COPY … FROM STDIN with ready-made text lines. */
  copyIn(statement: string, chunks: AsyncIterable<string> | Iterable<string>): Promise<number>
  /** Several statements in one round trip, without values (definitions of tables). Never with text that came from outside. */
  script(text: string): Promise<void>
}

/** An open transaction. */
export interface Transaction extends Connection {
  readonly tenant: string
  /** The door this transaction came through (wake-ups after commit go outside the transaction). */
  readonly database: Database
  /**
   * Sends a statement whose answer nobody needs with the next one, or with the commit, in order: a way to the database less. Where it fails, that
   * one fails, with what `refuse` makes of the error.
   */
  send(statement: Sql, refuse?: (error: unknown) => unknown): void
  /** Sends now what waits for the next statement, so that it fails here or not at all. */
  flush(): Promise<void>
  /** A part of the transaction: where it throws, or is not to be kept, what it did is taken back, and the transaction goes on. */
  attempt<T>(run: () => Promise<T>, options?: { keep?: boolean }): Promise<T>
  /** Runs after a successful commit (wake-ups, live updates); never throws into the caller. */
  afterCommit(run: () => void): void
}

/** The door to PostgreSQL. `tenant` is the tenant's id = its schema's name without the prefix `t_`. */
export interface Database {
  /** One read outside a transaction: one round trip when the pooled connection already belongs to the tenant. */
  query<R = Record<string, unknown>>(tenant: string, statement: Sql): Promise<R[]>
  /** Retries serialisation failures and deadlocks up to 3 times. Statement time-out 30 s unless said. */
  transaction<T>(tenant: string, run: (tx: Transaction) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>
  /** A connection kept for long reads (server-side cursors, exports). */
  connection<T>(tenant: string, run: (connection: Connection) => Promise<T>): Promise<T>
  /** The schema `lianke` (tenants, accounts, jobs) as the installation's own role. */
  readonly home: {
    query<R = Record<string, unknown>>(statement: Sql): Promise<R[]>
    transaction<T>(run: (tx: Transaction) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>
    /** One connection outside a transaction (concurrent indexes, advisory locks); statement time-out 10 minutes. */
    connection<T>(run: (connection: Connection) => Promise<T>): Promise<T>
  }
  /** LISTEN on one connection; reconnects, and then tells `heard('')`, because something may have been missed. Answers a function that stops. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  notify(channel: string, payload: string): Promise<void>
  /**
   * How many sessions have ended so far. When it has grown, the server may have gone down and come back without what was not yet on its disk, and
   * may give the same numbers to other transactions: what was remembered by them is forgotten.
   */
  sessionsEnded(): number
  close(): Promise<void>
}
