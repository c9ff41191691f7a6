const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\0', '')

/** A value as ClickHouse SQL: quoted, escaped, nothing left to interpret. */
export const literalOf = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  if (Array.isArray(value)) return `[${value.map(literalOf).join(',')}]`
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  return `'${escaped(String(value))}'`
}

/** A quoted name. */
export const name = (text: string): string => `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``
