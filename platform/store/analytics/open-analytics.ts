import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { check, Refusal, RetryLater, codeOfError, messageOfError } from '@lianke/kernel'
import type { Analytics } from './analytics.ts'
import { literalOf } from './analytics-literal.ts'

const querySecondsMax = 30
/** Writing a set, making tables, moving partitions. */
const writeSecondsMax = 300
/** How much later than ClickHouse's own limit we give up: its answer "too slow" must arrive first. */
const graceMs = 3_000
/** A question that has waited this long is worth asking whether anybody is there at all. */
const silentMs = 4_000
const pingMs = 2_500
/** A parameter longer than this goes into the statement, because parameters travel in the address line. */
const parameterLengthMax = 1500
const querySizeMax = 64 * 1024 * 1024
const tenantPlaceholder = '{tenant:String}'

const always = {
  // Strings stay strings: ClickHouse would otherwise read a text that looks like a date as a date.
  input_format_try_infer_dates: 0,
  input_format_try_infer_datetimes: 0,
  date_time_input_format: 'best_effort',
  cast_string_to_date_time_mode: 'best_effort',
  max_partitions_per_insert_block: '0',
  input_format_skip_unknown_fields: 0,
} as const

/** Network codes of a store that is away for a moment; everything else is ClickHouse's own answer. */
const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'UND_ERR_SOCKET'])
/** ClickHouse's own answers to a question that was too much for it: too slow, too much memory, too many at once. */
const tooMuch: Readonly<Record<string, string>> = {
  '159': 'server.too_slow',
  '160': 'server.too_slow',
  '202': 'server.busy',
  '241': 'analytics.too_large',
}
/** No room on its disk. */
const diskFull = '243'
const noAnswer = (cause: unknown) => new RetryLater('ClickHouse does not answer', 2000, cause, 'analytics.no_answer')
const outward = (error: unknown): unknown => {
  const [code, message] = [codeOfError(error) ?? undefined, messageOfError(error)]
  if (away.has(code ?? '') || /socket hang up|timeout error|aborted/i.test(message ?? '')) return noAnswer(error)
  if (code === diskFull) return new RetryLater('the disk of ClickHouse is full', 5000, error, 'storage.full')
  const says = tooMuch[code ?? '']
  return says ? new Refusal(says, { status: 503 }) : error
}

/** Is anybody there? A stopped process holds its port open and never answers. */
const isSilent = (ping: URL): Promise<boolean> =>
  fetch(ping, { signal: AbortSignal.timeout(pingMs) }).then(
    async (answer) => {
      await answer.body?.cancel()
      return false
    },
    () => true,
  )

/** Ends what waits for the store: at `seconds` while the store is alive, after a few seconds when it is silent twice. */
const watch = (ping: URL, seconds: number) => {
  const stop = new AbortController()
  let late = false
  let ended = false
  let next: NodeJS.Timeout
  const giveUp = () => {
    late = true
    stop.abort()
  }
  const last = Number.isFinite(seconds) ? setTimeout(giveUp, seconds * 1000 + graceMs) : undefined
  const look = async () => {
    // Asked twice: a machine under load may let one question wait.
    if ((await isSilent(ping)) && (await isSilent(ping))) stop.abort()
    else if (!ended) next = setTimeout(look, silentMs)
  }
  next = setTimeout(look, silentMs)
  return {
    signal: stop.signal,
    /** What a failure under this watch means: one that we ended while the store was alive was too much for it. */
    outward: (error: unknown) => (late ? new Refusal('server.too_slow', { status: 503 }) : outward(error)),
    end: () => {
      ended = true
      clearTimeout(last)
      clearTimeout(next)
    },
  }
}

/** Gives work on the store a bounded time. */
const bounded = async <T>(ping: URL, seconds: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const watching = watch(ping, seconds)
  try {
    return await work(watching.signal)
  } catch (error) {
    throw watching.outward(error)
  } finally {
    watching.end()
  }
}

/** A statement with its tenant and parameters; what is too long for the address line stands in the statement. */
const bind = (tenant: string, sql: string, params: Record<string, unknown>) => {
  check(sql.includes(tenantPlaceholder), 'a statement on the lake names its tenant')
  const short: Record<string, unknown> = { tenant }
  let text = sql
  for (const [name, value] of Object.entries(params)) {
    check(name !== 'tenant', 'the tenant of a statement is given by the door')
    const literal = literalOf(value)
    if (literal.length <= parameterLengthMax) short[name] = value
    else
      text = text.replaceAll(
        new RegExp(`\\{${name}:([A-Za-z0-9(), _']+)\\}`, 'g'),
        (_, type: string) => `CAST(${literal} AS ${type})`,
      )
  }
  return { query: text, query_params: short }
}

const asked = (statement: ReturnType<typeof bind>, seconds: number, abort_signal: AbortSignal) =>
  ({
    ...statement,
    format: 'JSONEachRow',
    clickhouse_settings: { max_execution_time: seconds, max_query_size: String(querySizeMax) },
    abort_signal,
  }) as const

const openClient = (url: string) =>
  createClient({
    url,
    request_timeout: 300_000,
    max_open_connections: 8,
    clickhouse_settings: always,
    keep_alive: { idle_socket_ttl: 1500 },
    log: { level: ClickHouseLogLevel.OFF },
  })

const pingOf = (url: string): URL => {
  const { protocol, host } = new URL(url)
  return new URL('/ping', `${protocol}//${host}`)
}

/** Opens the door to ClickHouse. `url` names user, password and database. */
export const openAnalytics = ({ url, secondsMax = querySecondsMax }: { url: string; secondsMax?: number }): Analytics => {
  const client = openClient(url)
  const ping = pingOf(url)
  return {
    query: <R>(tenant: string, sql: string, params: Record<string, unknown> = {}, options: { maxSeconds?: number } = {}) => {
      const seconds = options.maxSeconds ?? secondsMax
      return bounded(ping, seconds, async (signal) =>
        (await client.query(asked(bind(tenant, sql, params), seconds, signal))).json<R>(),
      )
    },
    async *stream<R>(tenant: string, sql: string, params: Record<string, unknown> = {}) {
      // No last moment: the reader may be slower than the store.
      const watching = watch(ping, Number.POSITIVE_INFINITY)
      try {
        const answer = await client.query(asked(bind(tenant, sql, params), writeSecondsMax, watching.signal))
        for await (const rows of answer.stream<R>()) yield rows.map((row) => row.json<R>())
      } catch (error) {
        throw watching.outward(error)
      } finally {
        watching.end()
      }
    },
    async insert(table, rows, token) {
      if (rows.length === 0) return
      await bounded(ping, writeSecondsMax, (abort_signal) =>
        client.insert({
          table,
          values: rows,
          format: 'JSONEachRow',
          clickhouse_settings: token ? { insert_deduplication_token: token } : {},
          abort_signal,
        }),
      )
    },
    async command(sql) {
      await bounded(ping, writeSecondsMax, (abort_signal) => client.command({ query: sql, abort_signal }))
    },
    close: () => client.close(),
  }
}
