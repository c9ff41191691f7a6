import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { compileSql } from './compile.ts'
import type { Connection, Sql } from './database.ts'
import { sessionWords, speaksWithCitus } from './session-words.ts'
import { shardInsert } from './shard-insert.ts'
import { valueTypes } from './parsers.ts'
import { isConnectionFailure, isStalePlan } from './database-failure.ts'
import { type Answered, PreparedQuery, type Sent } from './prepared-query.ts'
import { PreparedStatements } from './prepared-statements.ts'
import { withoutShards } from './shard-error.ts'
import { whenSilent } from './silence.ts'

export const statementTimeoutMs = 30_000
/** PostgreSQL ends a statement at its own limit; one that says nothing this long after it is not there. */
const silentAfterMs = 5_000
/** A statement that waits for its way to the server; one whose answer nobody needs waits for the next. */
interface Waiting {
  readonly statement: Sql
  /** How its failure is told. */
  readonly refuse: (error: unknown) => unknown
  answered?: (answered: Answered) => void
  failed?: (error: unknown) => void
  commits?: boolean
}
const asItIs = (error: unknown): unknown => error
/** Whom a connection belongs to: a tenant's id, or the installation itself. */
export const home = ''

/** One PostgreSQL session that remembers which tenant it is set to and which statements it has seen. */
export class PinnedClient implements Connection {
  pin: string | null = null
  broken = false
  idleSince = 0
  /** PostgreSQL's own limit for a statement now; told by who changes it. */
  limitMs = statementTimeoutMs
  readonly #client: pg.Client
  #distributed = false
  readonly #statements = new PreparedStatements(home)
  #stale = false
  /** `opening`: the next statement takes BEGIN along. */
  #transaction: 'none' | 'opening' | 'open' = 'none'
  /** What is sent next, in order. */
  #waiting: Waiting[] = []
  /** Parts that are open, one inside the other. */
  #parts = 0
  /** Somebody sends what waits. */
  #going = false

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
    const answers = await pinned.#guard(() => client.query(sessionWords(statementTimeoutMs)))
    pinned.#distributed = speaksWithCitus(answers)
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
    this.#statements.turnTo(pin)
  }

  async query<R = Record<string, unknown>>(statement: Sql): Promise<R[]> {
    return (await this.#run(statement)).rows as R[]
  }

  async execute(statement: Sql): Promise<number> {
    return (await this.#run(statement)).rowCount
  }

  /** Sends a statement with the next one, or with the commit: whoever needs no answer saves a way. Where it fails, that one fails with what `refuse` makes of it. */
  send(statement: Sql, refuse = asItIs): void {
    this.#waiting.push({ statement, refuse })
  }

  /** Sends now what was to go with the next statement, so that it fails here or not at all. */
  async flush(): Promise<void> {
    await this.#sendLast(false)
  }

  /** Sends what waits, the last of it with the commit where it is asked for. False: nothing waits. */
  async #sendLast(commits: boolean): Promise<boolean> {
    const last = this.#waiting.at(-1)
    if (!last) return false
    const { answered, failed } = last
    await new Promise<void>((resolve, reject) => {
      last.commits = commits
      last.answered = (answer) => {
        answered?.(answer)
        resolve()
      }
      last.failed = (error) => {
        failed?.(error)
        reject(error)
      }
      this.#go()
    })
    return true
  }

  async script(text: string): Promise<void> {
    await this.flush()
    await this.#script(text)
  }

  async #script(text: string): Promise<void> {
    const begin = this.#transaction === 'opening' ? 'begin; ' : ''
    if (begin) this.#transaction = 'open'
    await this.#guard(() => this.#client.query(begin + text))
  }

  /** Opens a transaction with the first statement that follows. */
  begin(): void {
    this.#transaction = 'opening'
  }

  /** Commits what is open, with what waits for it; nothing was sent, nothing is to do. */
  async commit(): Promise<void> {
    if (!(await this.#sendLast(true)) && this.#transaction === 'open') await this.#script('commit')
    this.#transaction = 'none'
  }

  /** A part of what is open, between savepoints: one that throws, or is not to be kept, is taken back. */
  async attempt<T>(run: () => Promise<T>, { keep = true }: { keep?: boolean } = {}): Promise<T> {
    // What was sent before belongs to the whole, and so do its failures.
    await this.flush()
    // By depth: what is inside one may still wait to be released when the outer one is taken back.
    const name = `part_${++this.#parts}`
    const opening = { statement: { text: `savepoint ${name}` }, refuse: asItIs }
    this.#waiting.push(opening)
    const back = async () => {
      const opened = !this.#waiting.includes(opening)
      this.#drop()
      if (opened) await this.#script(`rollback to savepoint ${name}; release savepoint ${name}`)
    }
    let answer: T
    try {
      answer = await run()
      // What is tried and taken back fails with its last statement too, as it would have.
      if (keep || this.#waiting.at(-1) !== opening) await this.flush()
    } catch (error) {
      await back()
      throw error
    } finally {
      this.#parts--
    }
    if (keep) this.send({ text: `release savepoint ${name}` })
    else await back()
    return answer
  }

  /** Takes back what is open. A session that cannot even do that is dropped by the pool. */
  async rollBack(): Promise<void> {
    this.#drop()
    const open = this.#transaction === 'open'
    this.#transaction = 'none'
    if (this.broken || !open) return
    try {
      await this.#script('rollback')
    } catch {
      this.broken = true
    }
  }

  async copyIn(statement: string, chunks: AsyncIterable<string> | Iterable<string>): Promise<number> {
    await this.flush()
    if (this.#transaction === 'opening') await this.#script('')
    const stream = this.#client.query(copyFrom(statement))
    try {
      await this.#guard(() => pipeline(Readable.from(chunks, { objectMode: true }), stream))
      return stream.rowCount
    } catch (error) {
      // A stream that broke off on our side leaves the protocol mid-copy; only PostgreSQL's own answer is a clean end.
      this.broken = !('severity' in (error as object))
      throw this.#distributed ? withoutShards(error) : error
    }
  }

  async close(): Promise<void> {
    this.broken = true
    await this.#client.end()
  }

  async #run(statement: Sql): Promise<Answered> {
    try {
      return await new Promise((answered, failed) => {
        this.#waiting.push({ statement, refuse: asItIs, answered, failed })
        this.#go()
      })
    } catch (error) {
      // The trace leads to whoever asked, not to the socket.
      if (error instanceof Error) Error.captureStackTrace(error)
      throw error
    }
  }

  /** Sends what waits, when all that is asked at this moment has come: who asks several things at once pays one way. */
  #go(): void {
    if (this.#going) return
    this.#going = true
    queueMicrotask(async () => {
      while (this.#waiting.some(({ answered }) => answered)) await this.#travel(this.#waiting.splice(0))
      this.#going = false
    })
  }

  /** What waits is given up with what is taken back. */
  #drop(): void {
    for (const { failed } of this.#waiting.splice(0)) failed?.(new Error('taken back before it was sent'))
  }

  /** One way to the server and back. After a statement that fails the server passes over those behind it. */
  async #travel(asked: readonly Waiting[]): Promise<void> {
    let query: PreparedQuery | null = null
    const answered = whenSilent(this.limitMs * asked.length + silentAfterMs, () => {
      this.broken = true
      query?.fail(new Error('no answer in time'))
    })
    let failure: unknown = null
    try {
      const statements: Sent[] = []
      for (const { statement } of asked) statements.push(await this.#sent(statement))
      const begins = this.#transaction === 'opening'
      if (begins) this.#transaction = 'open'
      query = new PreparedQuery({ statements, begins, commits: asked.at(-1)?.commits === true })
      this.#client.query(query)
      await query.end
    } catch (error) {
      if (isStalePlan(error)) {
        this.#stale = true
        this.#statements.forget()
      }
      if (isConnectionFailure(error)) this.broken = true
      const at = query?.answers.length ?? 0
      const told = this.#distributed ? withoutShards(error) : error
      failure = (asked[at] ?? asked[asked.length - 1])?.refuse(told) ?? told
    } finally {
      answered()
    }
    for (const [at, one] of asked.entries()) {
      const answer = query?.answers[at]
      // Whoever sent the last with the commit is told how the commit went.
      if (answer && !(failure && at === asked.length - 1)) one.answered?.(answer)
      else one.failed?.(failure)
    }
  }

  async #sent(statement: Sql): Promise<Sent> {
    const { text, values } = compileSql(statement)
    const apart = this.#distributed ? shardInsert(text, values) : null
    if (apart !== null) return { text: apart, values: [], prepared: null }
    return { text, values, prepared: await this.#statements.of(text, (name) => this.#script(`deallocate ${name}`)) }
  }

  /** Waits no longer than the server may take: a stopped one keeps its connections open and never answers. */
  async #guard<T>(run: () => Promise<T>): Promise<T> {
    let answered = () => {}
    const silence = new Promise<never>((_, reject) => {
      answered = whenSilent(this.limitMs + silentAfterMs, () => {
        this.broken = true
        reject(new Error('no answer in time'))
      })
    })
    try {
      return await Promise.race([run(), silence])
    } catch (error) {
      if (isConnectionFailure(error)) this.broken = true
      throw error
    } finally {
      answered()
    }
  }
}
