import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ChdbResult, Session } from 'chdb'

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

// ClickHouse's defaults are for a machine of its own; these keep the idle process small and merges off the way.
const configuration = (memoryBytes: number) => `<clickhouse>
  <logger><level>none</level></logger>
  <max_server_memory_usage>${memoryBytes}</max_server_memory_usage>
  <mark_cache_size>67108864</mark_cache_size>
  <primary_index_cache_size>67108864</primary_index_cache_size>
  <index_mark_cache_size>16777216</index_mark_cache_size>
  <query_condition_cache_size>16777216</query_condition_cache_size>
  <compiled_expression_cache_size>8388608</compiled_expression_cache_size>
  <text_index_tokens_cache_size>8388608</text_index_tokens_cache_size>
  <text_index_header_cache_size>8388608</text_index_header_cache_size>
  <text_index_postings_cache_size>8388608</text_index_postings_cache_size>
  <vector_similarity_index_cache_size>1048576</vector_similarity_index_cache_size>
  <max_thread_pool_size>200</max_thread_pool_size>
  <max_thread_pool_free_size>8</max_thread_pool_free_size>
  <max_io_thread_pool_size>16</max_io_thread_pool_size>
  <max_io_thread_pool_free_size>0</max_io_thread_pool_free_size>
  <background_pool_size>2</background_pool_size>
  <background_schedule_pool_size>2</background_schedule_pool_size>
  <profiles><default><max_threads>2</max_threads></default></profiles>
</clickhouse>
`
const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const settingName = /^[a-zA-Z_][a-zA-Z0-9_]*$/
const plainValue = /^-?\d+(\.\d+)?$/

class Queue {
  #free: number
  readonly #waiting: (() => void)[] = []
  constructor(slots: number) {
    this.#free = slots
  }
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free += 1
    }
  }
}

const openSession = (path: string, args: string[]) => new Session(path, { connectionArgs: args } as never)

/** Opens the embedded ClickHouse on its directory. One process at a time may hold a directory. */
export const openEngine = async (options: { path: string; memoryBytes: number; database: string }): Promise<Engine> => {
  mkdirSync(options.path, { recursive: true })
  const config = join(options.path, 'lianke.config.xml')
  writeFileSync(config, configuration(options.memoryBytes))
  const args = [
    `--config-file=${config}`,
    '--max_threads=2',
    '--max_insert_threads=1',
    '--max_query_size=67108864',
    '--allow_experimental_json_type=1',
    '--date_time_input_format=best_effort',
    '--max_execution_time=300',
    '--max_bytes_before_external_group_by=500000000',
    '--max_bytes_before_external_sort=500000000',
  ]
  const first = openSession(options.path, args)
  const idle: Session[] = [first]
  const all: Session[] = [first]
  await first.queryAsync(`create database if not exists \`${options.database}\` engine = Atomic`)
  const version = (await first.queryAsync('select version()', { format: 'TSV' })).text().trim()
  const queues = { read: new Queue(readsAtOnceMax), write: new Queue(writesAtOnceMax), define: new Queue(1) }

  const lent = (session: Session): EngineSession => ({
    run: (sql, format) => session.queryAsync(sql, { format }),
    async *stream(sql, format) {
      const stream = (
        session as unknown as { queryStream(sql: string, options: { format: string }): AsyncIterable<{ raw(): Uint8Array }> }
      ).queryStream(sql, { format })
      for await (const chunk of stream) yield chunk.raw()
    },
    insertRaw: async ({ table, columns, format, data }) =>
      (
        session as unknown as {
          insert(params: object): Promise<{ rowsWritten: number; bytesWritten: number }>
        }
      ).insert({ table, columns, format, values: data }),
  })

  return {
    version,
    with: (kind, context, work) =>
      queues[kind].run(async () => {
        let session = idle.pop()
        if (!session) {
          session = openSession(options.path, args)
          all.push(session)
        }
        const names = [...context.settings.keys()].filter((name) => settingName.test(name))
        try {
          if (context.database) await session.queryAsync(`use \`${context.database.replaceAll('`', '')}\``)
          const sets = [
            ...names.map((name) => {
              const value = context.settings.get(name) as string
              return `${name} = ${plainValue.test(value) ? value : text(value)}`
            }),
            ...[...context.parameters]
              .filter(([name]) => settingName.test(name))
              .map(([name, value]) => `param_${name} = ${text(value)}`),
          ]
          if (sets.length) await session.queryAsync(`set ${sets.join(', ')}`)
          return await work(lent(session))
        } finally {
          if (names.length)
            await session.queryAsync(`set ${names.map((name) => `${name} = default`).join(', ')}`).catch(() => undefined) // an unknown setting was refused above
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
