import { type ChdbResult, Session } from 'chdb'
import { configure } from './configuration.ts'
import { Queue } from './queue.ts'

/** Statements one at a time on one connection of the embedded ClickHouse; its settings last for one piece of work only. */
export interface EngineSession {
  run(sql: string, format: string): Promise<ChdbResult>
  stream(sql: string, format: string): AsyncIterable<Uint8Array>
  insertRaw(insert: {
    table: string
    columns?: string[]
    format: 'JSONEachRow' | 'JSONCompactEachRow' | 'CSV' | 'TabSeparated'
    data: Buffer
  }): Promise<{ rowsWritten: number; bytesWritten: number }>
}
export interface Engine {
  readonly version: string
  /** Lends a connection with these settings and parameters set, and takes it back clean. */
  with<T>(kind: 'read' | 'write' | 'define', context: QueryContext, work: (session: EngineSession) => Promise<T>): Promise<T>
  /** Gives memory that caches and the allocator hold back to the system. */
  purge(): Promise<void>
  close(): Promise<void>
}
export interface QueryContext {
  readonly database: string
  readonly settings: ReadonlyMap<string, string>
  readonly parameters: ReadonlyMap<string, string>
}

const readsAtOnceMax = 4
const writesAtOnceMax = 2

const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const settingName = /^[a-zA-Z_][a-zA-Z0-9_]*$/
const plainValue = /^-?\d+(\.\d+)?$/

const lent = (session: Session): EngineSession => ({
  run: (sql, format) => session.queryAsync(sql, { format }),
  async *stream(sql, format) {
    for await (const chunk of session.queryStream(sql, { format })) yield chunk.raw()
  },
  insertRaw: ({ table, columns, format, data }) =>
    session.insert({ table, format, values: data, ...(columns ? { columns } : {}) }),
})

/** A session's settings for one piece of work: put on before it, taken off after it. */
const dress = (session: Session, { database, settings, parameters }: QueryContext) => {
  const known = [...settings].filter(([name]) => settingName.test(name))
  return {
    on: async (): Promise<void> => {
      if (database) await session.queryAsync(`use \`${database.replaceAll('`', '')}\``)
      const sets = [
        ...known.map(([name, value]) => `${name} = ${plainValue.test(value) ? value : text(value)}`),
        ...[...parameters].filter(([name]) => settingName.test(name)).map(([name, value]) => `param_${name} = ${text(value)}`),
      ]
      if (sets.length) await session.queryAsync(`set ${sets.join(', ')}`)
    },
    off: async (): Promise<void> => {
      if (known.length)
        await session.queryAsync(`set ${known.map(([name]) => `${name} = default`).join(', ')}`).catch(() => undefined) // an unknown setting was refused above
    },
  }
}

/** Opens the embedded ClickHouse on its directory. One process at a time may hold a directory. */
export const openEngine = async (options: { path: string; memoryBytes: number; database: string }): Promise<Engine> => {
  const args = configure(options.path, options.memoryBytes)
  const all: Session[] = []
  const openSession = (): Session => {
    const session = new Session(options.path, { connectionArgs: args })
    all.push(session)
    return session
  }
  const first = openSession()
  const idle: Session[] = [first]
  await first.queryAsync(`create database if not exists \`${options.database}\` engine = Atomic`)
  const version = (await first.queryAsync('select version()', { format: 'TSV' })).text().trim()
  const queues = { read: new Queue(readsAtOnceMax), write: new Queue(writesAtOnceMax), define: new Queue(1) }
  return {
    version,
    with: (kind, context, work) =>
      queues[kind].run(async () => {
        const session = idle.pop() ?? openSession()
        const dressed = dress(session, context)
        try {
          await dressed.on()
          return await work(lent(session))
        } finally {
          await dressed.off()
          idle.push(session)
        }
      }),
    async purge() {
      await first.queryAsync('system jemalloc purge')
    },
    async close() {
      for (const session of all) session.close()
    },
  }
}
