import { refuse } from '@lianke/kernel'
import iconv from 'iconv-lite'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type Block, csvBlocks } from './csv-rows.ts'
import { type Encoding, encodingOf, refuseNul } from './encoding.rule.ts'
import { type Column, columnsOf, type Layout, layoutOf } from './layout.rule.ts'
import { kindOfBytes, xlsxBlocks, xlsxHead } from './xlsx-rows.ts'

export interface TableFormat {
  readonly kind: 'text' | 'xlsx'
  readonly encoding: Encoding
  readonly layout: Layout
}
interface TableSeen {
  readonly format: TableFormat
  readonly columns: readonly Column[]
  readonly rows: readonly string[][]
}

const headBytes = 256 * 1024
const headRows = 200
const shownRows = 20

const firstBytes = async (path: string): Promise<Buffer> => {
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(headBytes)
    const { bytesRead } = await file.read(buffer, 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Whole lines of the head; a single endless line is a cell that is too large. */
const wholeLines = (text: string, complete: boolean): string => {
  if (complete) return text
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  if (end < 0) refuse('import.cell_too_large', { params: { line: 1 } })
  return text.slice(0, end + 1)
}

const textHead = (head: Buffer, only?: string): { encoding: Encoding; layout: Layout; rows: string[][] } => {
  const encoding = encodingOf(head)
  const decoded = iconv.decode(head, encoding === 'utf-8' ? 'utf8' : encoding)
  refuseNul(decoded, 0)
  const { layout, rows } = layoutOf(wholeLines(decoded, head.length < headBytes), only)
  return { encoding, layout, rows }
}

/** Looks at a file: what it is, where its table starts, what its columns are called. Refuses what holds no rows. */
export const seeTable = async (path: string, given: Partial<Layout> = {}): Promise<TableSeen> => {
  const head = await firstBytes(path)
  if (head.length === 0) refuse('import.empty_file')
  const kind = kindOfBytes(head)
  let encoding: Encoding = 'utf-8'
  let rows: string[][]
  let layout: Layout
  if (kind === 'xlsx') {
    rows = await xlsxHead(path, headRows)
    layout = layoutOf(rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\t')).join('\n')).layout
    layout = { ...layout, delimiter: '\t' }
  } else {
    const seen = textHead(head, given.delimiter)
    encoding = seen.encoding
    layout = seen.layout
    rows = seen.rows
  }
  layout = { ...layout, ...given }
  const columns = columnsOf(rows, layout)
  const body = rows.slice(layout.preamble + (layout.hasHeader ? 1 : 0)).filter((row) => row.some((cell) => cell.trim() !== ''))
  if (columns.length === 0) refuse('import.empty_file')
  if (body.length === 0) refuse('import.header_only')
  return { format: { kind, encoding, layout }, columns, rows: body.slice(0, shownRows) }
}

/** Streams the rows below the header. */
export const tableBlocks = (path: string, format: TableFormat): AsyncGenerator<Block> =>
  format.kind === 'xlsx' ? xlsxBlocks(path, format.layout) : csvBlocks(createReadStream(path), format)
