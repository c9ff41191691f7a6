/**
 * The one door to ClickHouse (`@clickhouse/client` over HTTP, embedded or outside alike). Every query carries `tenant_id`:
 * the door refuses a statement whose text does not contain the placeholder `{tenant:String}`.
 */
export interface Analytics {
  query<R = Record<string, unknown>>(
    tenant: string,
    sql: string,
    params?: Record<string, unknown>,
    options?: { maxSeconds?: number },
  ): Promise<R[]>
  /** Rows in chunks, for large answers (ids of a segment). */
  stream<R = Record<string, unknown>>(tenant: string, sql: string, params?: Record<string, unknown>): AsyncIterable<R[]>
  /** One block, deduplicated by `token`: the same token twice has the effect of once. */
  insert(table: string, rows: readonly Record<string, unknown>[], token: string): Promise<void>
  /** DDL and maintenance. */
  command(sql: string): Promise<void>
  close(): Promise<void>
}
