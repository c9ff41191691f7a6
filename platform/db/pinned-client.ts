import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { compileSql } from './compile.ts'
import type { Connection, Sql } from './database.ts'
import { valueTypes } from './parsers.ts'

const preparedPerConnectionMax = 200
export const statementTimeoutMs = 30_000
const idleInTransactionTimeoutMs = 60_000
/** PostgreSQL ends a statement at its own limit; one that says nothing this long after it is not there. */
const silentAfterMs = 5_000
/** Whom a connection belongs to: a tenant's id, or the installation itself. */
export const home = ''

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])

/** Did the connection fail, rather than the statement or our own code? */
export const isConnectionFailure = (error: unknown): boolean => {
  const { code, message } = error as { code?: unknown; message?: unknown }
  if (typeof code === 'string')
    return networkCodes.has(code) || code.startsWith('57P') || (code.length === 5 && code.startsWith('08'))
  return /connection terminated|not queryable|connection error|timeout expired|client was closed|no answer in time/i.test(
    String(message),
  )
}

/** One PostgreSQL session that remembers which tenant it is set to and which statements it has seen. */
export class PinnedClient implements Connection {
  pin: string | null = null
  broken = false
  idleSince = 0
  /** PostgreSQL's own limit for a statement now; told by who changes it. */
  limitMs = statementTimeoutMs
  readonly #client: pg.Client
  /** Pin and text of a statement → its prepared name; null after the first sight. Oldest first. */
  readonly #prepared = new Map<string, string | null>()
  #names = 0
  #stale = false

  private constructor(client: pg.Client) {
    this.#client = client
  }

  /** Connects; `gone` is told when the server ends the session. */
  static async open(url: string, gone: (client: PinnedClient) => void): Promise<PinnedClient> {
    const client = new pg.Client({ connectionString: url, types: valueTypes, keepAlive: true, connectionTimeoutMillis: 10_000 })
    const pinned = new PinnedClient(client)
    const lost = () => {
      pinned.broken = true
      gone(pinned)
    }
    client.on('error', lost)
    client.on('end', lost)
    await client.connect()
    await pinned.script(`set timezone to 'UTC'; set statement_timeout to ${statementTimeoutMs};
      set idle_in_transaction_session_timeout to ${idleInTransactionTimeoutMs}; set client_min_messages to warning`)
    return pinned
  }

  /** Sets role and search path to the tenant's, or to the installation's own. One round trip. */
  async setPin(pin: string): Promise<void> {
    if (this.#stale) {
      await this.script('deallocate all')
      this.#stale = false
    }
    if (this.pin === pin) return
    this.pin = null
    await this.script(
      pin === home
        ? 'reset role; set search_path to lianke, public'
        : `set role "t_${pin}"; set search_path to "t_${pin}", public`,
    )
    this.pin = pin
  }

  async query<R = Record<string, unknown>>(statement: Sql): Promise<R[]> {
    return (await this.#run(statement)).rows as R[]
  }

  async execute(statement: Sql): Promise<number> {
    return (await this.#run(statement)).rowCount ?? 0
  }

  async script(text: string): Promise<void> {
    await this.#guard(() => this.#client.query(text))
  }

  async copyIn(statement: string, chunks: AsyncIterable<string> | Iterable<string>): Promise<number> {
    const stream = this.#client.query(copyFrom(statement))
    try {
      await this.#guard(() => pipeline(Readable.from(chunks, { objectMode: true }), stream))
      return stream.rowCount
    } catch (error) {
      // A stream that broke off on our side leaves the protocol mid-copy; only PostgreSQL's own answer is a clean end.
      this.broken = !('severity' in (error as object))
      throw error
    }
  }

  async close(): Promise<void> {
    this.broken = true
    await this.#client.end()
  }

  async #run(statement: Sql): Promise<pg.QueryResult> {
    const { text, values } = compileSql(statement)
    const name = await this.#nameOf(`${this.pin}\n${text}`)
    // 'extended' also without values: a statement is then always exactly one statement.
    const config = { text, values: values as unknown[], name, queryMode: 'extended' }
    return this.#guard(async () => {
      try {
        return await this.#client.query(config)
      } catch (error) {
        if (isStalePlan(error)) this.#forget()
        throw error
      }
    })
  }

  /** A statement is prepared when it is seen for the second time on this connection. */
  async #nameOf(text: string): Promise<string | undefined> {
    const known = this.#prepared.get(text)
    this.#prepared.delete(text)
    if (known === undefined && this.#prepared.size >= preparedPerConnectionMax) await this.#evictOldest()
    const name = known === undefined ? null : (known ?? `s${++this.#names}`)
    this.#prepared.set(text, name)
    return name ?? undefined
  }

  async #evictOldest(): Promise<void> {
    const oldest = this.#prepared.entries().next().value
    if (!oldest) return
    this.#prepared.delete(oldest[0])
    if (oldest[1] !== null) await this.#deallocate(oldest[1])
  }

  async #deallocate(name: string): Promise<void> {
    const { connection } = this.#client as unknown as { connection: { parsedStatements: Record<string, string> } }
    if (!(name in connection.parsedStatements)) return
    delete connection.parsedStatements[name]
    await this.script(`deallocate ${name}`)
  }

  /** A table changed under a prepared statement: all names are given up, new ones are taken. */
  #forget(): void {
    this.#stale = true
    this.#prepared.clear()
    const { connection } = this.#client as unknown as { connection: { parsedStatements: Record<string, string> } }
    connection.parsedStatements = {}
  }

  /** Waits no longer than the server may take: a stopped one keeps its connections open and never answers. */
  async #guard<T>(run: () => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const silence = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.broken = true
        reject(new Error('no answer in time'))
      }, this.limitMs + silentAfterMs)
    })
    try {
      return await Promise.race([run(), silence])
    } catch (error) {
      if (isConnectionFailure(error)) this.broken = true
      throw error
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The definition of a table changed since the statement was prepared. */
export const isStalePlan = (error: unknown): boolean => {
  const { code, routine } = error as { code?: string; routine?: string }
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}
