/** What the host must know of a statement before it hands it to the engine. */
export interface Statement {
  readonly kind: 'read' | 'write' | 'define'
  /** Format named in the text; null: the caller's default. */
  readonly format: string | null
}

const withoutComments = (sql: string) => sql.replace(/^(\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '')
const defining = /^(create|alter|drop|rename|truncate|optimize|attach|detach|exchange|undrop|system|grant|revoke|kill)\b/i

/** Reads the first word and the closing FORMAT clause. `head` is the statement without inline data. */
export const statementOf = (head: string): Statement => {
  const sql = withoutComments(head)
  const kind = defining.test(sql) ? 'define' : /^(insert|delete|update)\b/i.test(sql) ? 'write' : 'read'
  const format = /\bformat\s+([A-Za-z0-9]+)\s*(?:settings\s[^']*)?;?\s*$/i.exec(sql)?.[1] ?? null
  return { kind, format }
}

/** An insert whose rows lie in the request body and can be handed over as bytes. */
export const rawInsertOf = (
  head: string,
): { table: string; columns?: string[]; format: 'JSONEachRow' | 'JSONCompactEachRow' | 'CSV' | 'TabSeparated' } | null => {
  const match =
    /^\s*insert\s+into\s+(?:table\s+)?([A-Za-z_][\w.]*)\s*(?:\(([\w\s,`]*)\))?\s*format\s+(JSONEachRow|JSONCompactEachRow|CSV|TabSeparated)\s*$/i.exec(
      head,
    )
  if (!match) return null
  const columns = match[2]
    ?.split(',')
    .map((name) => name.trim().replaceAll('`', ''))
    .filter(Boolean)
  return { table: match[1] as string, ...(columns?.length ? { columns } : {}), format: match[3] as 'JSONEachRow' }
}

/** Formats whose blocks may simply follow one another, so that a result need not be held whole. */
export const isStreamable = (format: string): boolean =>
  ['JSONEachRow', 'JSONCompactEachRow', 'TSV', 'TabSeparated', 'CSV', 'RowBinary', 'NDJSON'].includes(format)

const contentTypes: Record<string, string> = {
  JSON: 'application/json; charset=UTF-8',
  JSONCompact: 'application/json; charset=UTF-8',
  JSONStrings: 'application/json; charset=UTF-8',
  JSONEachRow: 'application/x-ndjson; charset=UTF-8',
  JSONCompactEachRow: 'application/x-ndjson; charset=UTF-8',
  CSV: 'text/csv; charset=UTF-8; header=absent',
  CSVWithNames: 'text/csv; charset=UTF-8; header=present',
  RowBinary: 'application/octet-stream',
  Native: 'application/octet-stream',
  Parquet: 'application/octet-stream',
}
export const contentTypeOf = (format: string): string => contentTypes[format] ?? 'text/tab-separated-values; charset=UTF-8'
