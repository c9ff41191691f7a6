import { codeOfError, isObject, Refusal, refuse } from '@lianke/kernel'
import { parse } from 'csv-parse/sync'
import type { OftenSaid } from './column-texts.ts'
import type { ColumnDates } from './column-dates.rule.ts'

export interface Layout {
  readonly delimiter: string
  /** Lines above the table: titles, notes, empty ones. */
  readonly preamble: number
  readonly hasHeader: boolean
  /** Without a header: how many cells a row has. */
  readonly width?: number
  /** Blanks stand between delimiters and quotation marks: these begin and end quoted cells all the same. */
  readonly blanks?: true
  /** A row with fewer cells than the header has columns is refused, because nobody knows which are missing; or its last ones are empty. */
  readonly short?: 'empty'
}
export interface Column {
  readonly index: number
  readonly name: string
  readonly samples: readonly string[]
  /** How its dates are written, where it has some that can be read in several ways. */
  readonly dates?: ColumnDates
  /** All that it says, where that is few things. */
  readonly texts?: readonly string[]
  /** What it says most often, where that is more than a few things: of the rows by which columns are judged. */
  readonly often?: OftenSaid
}

const delimiters = [',', ';', '\t', '|'] as const
const sampleRowsMax = 200
const columnsMax = 500
export const cellCharactersMax = 1_000_000

export const csvOptions = ({ delimiter, blanks }: Pick<Layout, 'delimiter' | 'blanks'>) =>
  ({
    delimiter,
    bom: true,
    relax_quotes: true,
    trim: blanks === true,
    relax_column_count: true,
    // Found in the first line only, an end of line of another kind would glue rows together.
    record_delimiter: ['\r\n', '\n', '\r'] as string[],
    skip_empty_lines: false,
    skip_records_with_error: false,
    max_record_size: cellCharactersMax * 2,
  }) as const

/** The parser's complaint as a refusal that names the line. */
export const refuseBroken = (error: unknown): never => {
  if (error instanceof Refusal) throw error
  const code = codeOfError(error)
  const lines = isObject(error) ? error.lines : undefined
  if (code === 'CSV_MAX_RECORD_SIZE') refuse('import.cell_too_large', { params: { line: lines, max: cellCharactersMax } })
  if (code === 'CSV_QUOTE_NOT_CLOSED') refuse('import.quote_not_closed', { params: { line: lines } })
  if (code?.startsWith('CSV_')) refuse('import.broken_csv', { params: { line: lines } })
  throw error
}

const quotedBlanks = (text: string, delimiter: string): { blanks?: true } =>
  delimiter !== '\t' && (text.includes(`${delimiter} "`) || text.includes(`" ${delimiter}`) || /^\s+"/m.test(text))
    ? { blanks: true }
    : {}

const rowsOf = (text: string, delimiter: string, complete: boolean): { rows: string[][] } | { error: unknown } => {
  const rows: string[][] = []
  try {
    parse(text, {
      ...csvOptions({ delimiter, ...quotedBlanks(text, delimiter) }),
      to: sampleRowsMax,
      on_record: (row: string[]) => {
        rows.push(row)
        return null
      },
    })
    return { rows }
  } catch (error) {
    // What is cut off may lie between quotation marks.
    return !complete && rows.length > 1 && codeOfError(error) === 'CSV_QUOTE_NOT_CLOSED' ? { rows } : { error }
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
export const layoutOf = (sample: string, only?: string, complete = true): { layout: Layout; rows: string[][] } => {
  // The wrong delimiter may make a mess of quotes: then it is not the one.
  let broken: unknown
  const candidates = (only ? [only] : delimiters).flatMap((delimiter) => {
    const read = rowsOf(sample, delimiter, complete)
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
    width < 2
      ? filled(row) > 0
      : row.length >= Math.max(2, Math.ceil(width * 0.6)) && filled(row) >= Math.max(1, Math.ceil(width * 0.5)),
  )
  const first = Math.max(0, start)
  const hasHeader = looksLikeHeader(rows[first] ?? [], width)
  return {
    layout: {
      delimiter: best.delimiter,
      preamble: first,
      hasHeader,
      ...(hasHeader ? {} : { width }),
      ...quotedBlanks(sample, best.delimiter),
    },
    rows,
  }
}

/** Columns with unique names: a second `Email` is `Email (2)`, one without a name is `列 3`. `byHeader`: cells beyond the header are no columns. */
export const columnsOf = (rows: readonly string[][], layout: Layout, byHeader: boolean): Column[] => {
  const table = rows.slice(layout.preamble)
  const data = (layout.hasHeader ? table.slice(1) : table).filter((row) => filled(row) > 0)
  const header = layout.hasHeader ? (table[0] ?? []) : []
  const width = byHeader
    ? layout.hasHeader
      ? header.length
      : (layout.width ?? 0)
    : Math.max(...table.map((row) => row.length), 0)
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
