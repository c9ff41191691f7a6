import pg from 'pg'
import { serialize } from 'pg-protocol'
import { valueTypes } from './parsers.ts'

/** What a statement answers: its columns in order, and how each is read. The same for every run of a prepared statement. */
export interface Shape {
  readonly names: readonly string[]
  /** A row of nulls: a copy of it has its columns in place, where a row that grows by column is slow to make and to read. */
  readonly empty: Readonly<Record<string, unknown>>
  readonly parsers: readonly ((text: string) => unknown)[]
}
/** A statement as one session knows it. Without a name it is parsed anew each time. */
export interface Prepared {
  readonly name: string
  /** `doubtful`: it failed while it was being parsed, so the server may know the name or not; or its plan has had its time. */
  state: 'new' | 'doubtful' | 'known'
  /** Milliseconds of this process's clock. */
  readonly knownAt: number
  plannedAt: number
  shape: Shape | null
}
export interface Answered {
  readonly rows: Record<string, unknown>[]
  readonly rowCount: number
}

/** Messages as PostgreSQL’s “Message Formats” has them: Execute of the unnamed portal without a limit, Sync, and a whole statement without values. */
const executeMessage = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0])
const syncMessage = Buffer.from([0x53, 0, 0, 0, 4])
const wholeMessage = (text: string): Buffer => {
  const said = Buffer.from(text)
  const parse = Buffer.concat([Buffer.from([0x50, 0, 0, 0, said.length + 8, 0]), said, Buffer.from([0, 0, 0])])
  return Buffer.concat([parse, Buffer.from([0x42, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0]), executeMessage])
}
const beginMessage = wholeMessage('begin')
/** What follows a failed statement is passed over up to Sync, so this commits only what went well. */
const commitAndSync = Buffer.concat([wholeMessage('commit'), syncMessage])
/** How pg writes a parameter; it has no types for it. */
export const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => string | Buffer | null } }).utils
const nothing: Shape = { names: [], empty: {}, parsers: [] }

/** A statement as it is sent. */
export interface Sent {
  readonly text: string
  readonly values: readonly unknown[]
  readonly prepared: Prepared | null
}
interface Asked {
  /** Run in order. */
  readonly statements: readonly Sent[]
  /** Opens a transaction with the first, or commits it with the last, without a way of its own. */
  readonly begins: boolean
  readonly commits: boolean
}

/**
 * Statements by PostgreSQL's extended protocol, as one query object of `pg` and one way to the server: after one that fails it passes over
 * the rest. Its own queries ask for the description of the columns each time, although a prepared statement always has the same (else
 * PostgreSQL refuses it with 0A000): leaving that out, and sending two messages for four, takes a fifth of the processor time of a read by id.
 */
export class PreparedQuery implements pg.Submittable {
  /** The end of all; `answers` holds what was answered by then, also where one fails. */
  readonly end: Promise<void>
  readonly answers: Answered[] = []
  readonly #asked: Asked
  #rows: Record<string, unknown>[] = []
  #resolve!: () => void
  #reject!: (error: unknown) => void
  /** What is said of BEGIN is no answer. */
  #beginning: boolean
  #shape: Shape | null = null
  #unread: unknown = null

  constructor(asked: Asked) {
    this.#asked = asked
    this.#beginning = asked.begins
    this.#shape = this.#sent()?.prepared?.shape ?? null
    this.end = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  /** The statement that the server is at; none while it commits. */
  #sent(): Sent | undefined {
    return this.#asked.statements[this.answers.length]
  }

  /** Gives the statements up: nobody waits for their answers any more. */
  fail(error: unknown): void {
    this.#reject(error)
  }

  submit(connection: pg.Connection): void {
    const { statements, begins, commits } = this.#asked
    const messages: Buffer[] = begins ? [beginMessage] : []
    try {
      for (const statement of statements) messages.push(...bound(statement), executeMessage)
      messages.push(commits ? commitAndSync : syncMessage)
    } catch (error) {
      // A value that cannot be written: the session must still come to the end of this, and nothing of it may stay.
      this.#unread = error
      messages.splice(0, messages.length, syncMessage)
    }
    // One piece is written at once; several would go by way of the stream's queue.
    connection.stream.write(Buffer.concat(messages))
  }

  handleRowDescription({ fields }: { fields: readonly pg.FieldDef[] }): void {
    const names = fields.map(({ name }) => name)
    this.#shape = {
      names,
      empty: Object.fromEntries(names.map((name) => [name, null])),
      parsers: fields.map(({ dataTypeID }) => valueTypes.getTypeParser(dataTypeID)),
    }
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const { names, empty, parsers } = this.#shape ?? nothing
    const row: Record<string, unknown> = { ...empty }
    try {
      for (let at = 0; at < fields.length; at++) {
        const value = fields[at]
        if (typeof value === 'string') row[names[at] as string] = (parsers[at] as (text: string) => unknown)(value)
      }
      this.#rows.push(row)
    } catch (error) {
      this.#unread ??= error
    }
  }

  handleCommandComplete({ text }: { text: string }): void {
    const sent = this.#sent()
    if (this.#beginning || !sent) {
      this.#beginning = false
      return
    }
    const { prepared } = sent
    if (prepared && prepared.state !== 'known') prepared.state = 'known'
    if (prepared && prepared.shape === null) prepared.shape = this.#shape ?? nothing
    // `SELECT 50`, `INSERT 0 1`, `CREATE TABLE`.
    this.answers.push({ rows: this.#rows, rowCount: Number(text.slice(text.lastIndexOf(' ') + 1)) || 0 })
    this.#rows = []
    this.#shape = this.#sent()?.prepared?.shape ?? null
  }

  handleReadyForQuery(): void {
    if (this.#unread) return this.#reject(this.#unread)
    this.#resolve()
  }

  handleError(error: unknown): void {
    this.#reject(error)
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyData(): void {}
  handleCopyInResponse(connection: pg.Connection & { sendCopyFail(message: string): void }): void {
    connection.sendCopyFail('rows are copied by copyIn')
  }
}

/** What comes before the execution of a statement: it is parsed where the server does not know it, and its values are given. */
const bound = ({ text, values, prepared }: Sent): Buffer[] => {
  const name = prepared?.name ?? ''
  const messages: Buffer[] = []
  const given = serialize.bind({ statement: name, values: [...values], valueMapper: prepareValue })
  if (prepared?.state !== 'known') {
    if (prepared?.state === 'doubtful') messages.push(serialize.close({ type: 'S', name }))
    if (prepared) prepared.state = 'doubtful'
    messages.push(serialize.parse({ name, text, types: [] }))
  }
  messages.push(given)
  if (!prepared?.shape) messages.push(serialize.describe({ type: 'P' }))
  return messages
}
