import { Refusal, refuse } from '@lianke/kernel'
import { parse } from 'csv-parse/sync'

export interface Layout {
  readonly delimiter: string
  /** Lines above the table: titles, notes, empty ones. */
  readonly preamble: number
  readonly hasHeader: boolean
}
export interface Column {
  readonly index: number
  readonly name: string
  readonly samples: readonly string[]
}

const delimiters = [',', ';', '\t', '|'] as const
const sampleRowsMax = 200
const columnsMax = 500
export const cellCharactersMax = 1_000_000

export const csvOptions = (delimiter: string) =>
  ({
    delimiter,
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: false,
    skip_records_with_error: false,
    max_record_size: cellCharactersMax * 2,
  }) as const

/** The parser's complaint as a refusal that names the line. */
export const refuseBroken = (error: unknown): never => {
  if (error instanceof Refusal) throw error
  const { code, lines } = (error ?? {}) as { code?: string; lines?: number }
  if (code === 'CSV_MAX_RECORD_SIZE') refuse('import.cell_too_large', { params: { line: lines, max: cellCharactersMax } })
  if (code === 'CSV_QUOTE_NOT_CLOSED') refuse('import.quote_not_closed', { params: { line: lines } })
  if (code?.startsWith('CSV_')) refuse('import.broken_csv', { params: { line: lines } })
  throw error
}

const rowsOf = (text: string, delimiter: string): { rows: string[][] } | { error: unknown } => {
  try {
    return { rows: parse(text, { ...csvOptions(delimiter), to: sampleRowsMax }) as string[][] }
  } catch (error) {
    return { error }
  }
}
const filled = (row: readonly string[]): number => row.filter((cell) => cell.trim() !== '').length
const commonWidth = (rows: readonly string[][]): { width: number; share: number } => {
  const counts = new Map<number, number>()
  const solid = rows.filter((row) => filled(row) > 0)
  for (const row of solid) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  const [width, count] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  return { width, share: solid.length === 0 ? 0 : count / solid.length }
}

const dataLike = /^(?:[+(]?\d[\d\s().,:/\-年月日+TZ]*%?|[^\s@]+@[^\s@]+\.[^\s@]+|true|false|https?:\/\/\S+|[￥¥$€£]\s?[\d.,]+)$/i
/** A header names things: mostly filled, no cell twice as data, none of them a number, a date or an address. */
const looksLikeHeader = (row: readonly string[], width: number): boolean => {
  const cells = row.map((cell) => cell.trim()).filter(Boolean)
  return cells.length >= Math.max(1, Math.ceil(width * 0.5)) && cells.every((cell) => !dataLike.test(cell) && cell.length <= 120)
}

/** Delimiter, lines above the table, and whether the first row of the table names the columns. `sample` is whole lines. */
export const layoutOf = (sample: string, only?: string): { layout: Layout; rows: string[][] } => {
  // The wrong delimiter may make a mess of quotes: then it is not the one.
  let broken: unknown
  const candidates = (only ? [only] : delimiters).flatMap((delimiter) => {
    const read = rowsOf(sample, delimiter)
    if ('error' in read) {
      broken ??= read.error
      return []
    }
    const { rows } = read
    const { width, share } = commonWidth(rows)
    return [{ delimiter, rows, width, score: width < 2 ? 0 : share * Math.log2(width + 1) }]
  })
  const best =
    candidates.sort((a, b) => b.score - a.score)[0] ??
    (broken === undefined ? refuse('import.not_a_table') : refuseBroken(broken))
  const { rows, width } = best
  if (width > columnsMax) refuse('import.too_many_columns', { params: { max: columnsMax } })
  const start = rows.findIndex((row) =>
    width < 2 ? filled(row) > 0 : row.length >= Math.max(2, width - 1) && filled(row) >= Math.max(1, Math.ceil(width * 0.5)),
  )
  const first = Math.max(0, start)
  return { layout: { delimiter: best.delimiter, preamble: first, hasHeader: looksLikeHeader(rows[first] ?? [], width) }, rows }
}

/** Columns with unique names: a second `Email` is `Email (2)`, one without a name is `列 3`. */
export const columnsOf = (rows: readonly string[][], layout: Layout): Column[] => {
  const table = rows.slice(layout.preamble)
  const data = (layout.hasHeader ? table.slice(1) : table).filter((row) => filled(row) > 0)
  const width = Math.max(...table.slice(0, 50).map((row) => row.length), 0)
  const header = layout.hasHeader ? (table[0] ?? []) : []
  const used = new Map<string, number>()
  return Array.from({ length: width }, (_, index) => {
    const given = (header[index] ?? '').replace(/\s+/g, ' ').trim().slice(0, 120)
    const base = given === '' ? `列 ${index + 1}` : given
    const times = (used.get(base.toLowerCase()) ?? 0) + 1
    used.set(base.toLowerCase(), times)
    const samples = [...new Set(data.map((row) => (row[index] ?? '').trim()).filter(Boolean))]
      .slice(0, 5)
      .map((cell) => cell.slice(0, 200))
    return { index, name: times === 1 ? base : `${base} (${times})`, samples }
  })
}
