import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { check, RetryLater } from '@lianke/kernel'
import type { Lake } from './lake.ts'
import { literalOf } from './lake-literal.ts'

const querySecondsMax = 30
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
const outward = (error: unknown): unknown => {
  const { code, message } = error as { code?: string; message?: string }
  return away.has(code ?? '') || /socket hang up|timeout error|aborted/i.test(message ?? '')
    ? new RetryLater('ClickHouse does not answer', 500, error)
    : error
}

/** Opens the door to ClickHouse. `url` names user, password and database. */
export const openLake = ({ url, secondsMax = querySecondsMax }: { url: string; secondsMax?: number }): Lake => {
  const client = createClient({
    url,
    request_timeout: 300_000,
    max_open_connections: 8,
    clickhouse_settings: always,
    keep_alive: { idle_socket_ttl: 1500 },
    log: { level: ClickHouseLogLevel.OFF },
  })
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
  const settingsOf = (seconds: number) => ({ max_execution_time: seconds, max_query_size: String(querySizeMax) })

  return {
    async query<R>(tenant: string, sql: string, params: Record<string, unknown> = {}, options: { maxSeconds?: number } = {}) {
      try {
        const answer = await client.query({
          ...bind(tenant, sql, params),
          format: 'JSONEachRow',
          clickhouse_settings: settingsOf(options.maxSeconds ?? secondsMax),
        })
        return await answer.json<R>()
      } catch (error) {
        throw outward(error)
      }
    },
    async *stream<R>(tenant: string, sql: string, params: Record<string, unknown> = {}) {
      try {
        const answer = await client.query({
          ...bind(tenant, sql, params),
          format: 'JSONEachRow',
          clickhouse_settings: settingsOf(300),
        })
        for await (const rows of answer.stream<R>()) yield rows.map((row) => row.json()) as R[]
      } catch (error) {
        throw outward(error)
      }
    },
    async insert(table, rows, token) {
      if (rows.length === 0) return
      try {
        await client.insert({
          table,
          values: rows as Record<string, unknown>[],
          format: 'JSONEachRow',
          clickhouse_settings: token ? { insert_deduplication_token: token } : {},
        })
      } catch (error) {
        throw outward(error)
      }
    },
    async command(sql) {
      try {
        await client.command({ query: sql })
      } catch (error) {
        throw outward(error)
      }
    },
    close: () => client.close(),
  }
}
