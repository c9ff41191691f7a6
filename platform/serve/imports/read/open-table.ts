import { refuse } from '@lianke/kernel'
import iconv from 'iconv-lite'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { type ColumnDates, DateOrders } from './column-dates.rule.ts'
import { ColumnTexts } from './column-texts.ts'
import { type Block, csvBlocks } from './csv-rows.ts'
import { type Encoding, EncodingScan, refuseNul } from './encoding.rule.ts'
import { type Column, columnsOf, type Layout, layoutOf } from './layout.rule.ts'
import { kindOfBytes, workbookSheets, xlsxBlocks, xlsxHead } from './xlsx-rows.ts'
import type { Sheet } from './workbook.ts'

export interface TableFormat {
  readonly kind: 'text' | 'xlsx'
  readonly encoding: Encoding
  /** Some bytes are no text of this encoding; their rows are refused. */
  readonly broken?: boolean
  readonly layout: Layout
  /** The sheet that is read, and all that the workbook has. */
  readonly sheet?: Sheet
  readonly sheets?: readonly string[]
  /** Of the first rows: how many have fewer cells than the header, how many more. */
  readonly short?: number
  readonly wide?: number
}
/** What somebody says of a file instead of what was found. */
export interface TableChoice extends Partial<Layout> {
  readonly encoding?: Encoding
  readonly sheet?: string
}
interface TableSeen {
  readonly format: TableFormat
  readonly columns: readonly Column[]
  readonly rows: readonly string[][]
  /** Different texts of each column, some hundreds. */
  readonly texts: readonly (readonly string[])[]
}

const headBytes = 256 * 1024
const headRows = 200
const shownRows = 20
/** Rows by which columns are judged. */
const judgedRowsMax = 10_000

/** The first bytes of a file; and, for a text whose encoding nobody said, what all of its bytes say. */
const lookThrough = async (path: string, said: Encoding | undefined) => {
  const file = await open(path, 'r')
  const scan = new EncodingScan()
  let head: Buffer | null = null
  try {
    const pieces: AsyncIterable<unknown> = file.createReadStream({ autoClose: false, highWaterMark: headBytes })
    for await (const piece of pieces) {
      if (!(piece instanceof Buffer)) continue
      head ??= Buffer.from(piece)
      if (said || kindOfBytes(head) === 'xlsx') break
      scan.add(piece)
    }
  } finally {
    await file.close()
  }
  return { head: head ?? Buffer.alloc(0), found: said ? { encoding: said, broken: true } : scan.found() }
}

/** Whole lines of the head; a single endless line is a cell that is too large. */
const wholeLines = (text: string, complete: boolean): string => {
  if (complete) return text
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  if (end < 0) refuse('import.cell_too_large', { params: { line: 1 } })
  return text.slice(0, end + 1)
}

const textHead = (head: Buffer, encoding: Encoding, only?: string): { layout: Layout; rows: string[][] } => {
  const decoded = iconv.decode(head, encoding === 'utf-8' ? 'utf8' : encoding)
  refuseNul(decoded, 0)
  const complete = head.length < headBytes
  return layoutOf(wholeLines(decoded, complete), only, complete)
}

/** The sheet that was asked for, else the first that is shown and has rows. */
const sheetHead = async (path: string, sheets: readonly Sheet[], asked?: string): Promise<{ sheet: Sheet; rows: string[][] }> => {
  const chosen = asked === undefined ? undefined : sheets.find(({ name }) => name === asked)
  if (asked !== undefined && !chosen) refuse('import.no_such_sheet', { params: { sheet: asked } })
  const shown = sheets.filter(({ hidden }) => !hidden)
  const candidates = chosen ? [chosen] : shown.length > 0 ? shown : sheets
  for (const sheet of candidates) {
    const rows = await xlsxHead(path, sheet, headRows)
    if (chosen || rows.some((row) => row.some((cell) => cell.trim() !== ''))) return { sheet, rows }
  }
  return refuse('import.empty_file')
}
const layoutOfCells = (rows: readonly string[][]): Layout => {
  const text = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\t')).join('\n')
  return { ...layoutOf(text, '\t').layout, delimiter: '\t' }
}

/** Judges the columns by the first rows, not by a handful: dates, what they say, and rows that have not the header's width. */
const judgeRows = async (path: string, format: TableFormat, columns: readonly Column[]) => {
  const orders = columns.map(() => new DateOrders())
  const texts = columns.map(() => new ColumnTexts())
  let [seen, short, wide] = [0, 0, 0]
  for await (const { rows, faults = [] } of tableBlocks(path, format)) {
    for (const row of rows)
      for (const [at, order] of orders.entries()) {
        order.add(row[at] ?? '')
        texts[at]?.add(row[at] ?? '')
      }
    for (const { code } of faults) {
      if (code === 'import.row_too_short') short++
      if (code === 'import.row_too_wide') wide++
    }
    seen += rows.length
    if (seen >= judgedRowsMax) break
  }
  const judged = columns.map((column, at): Column => {
    const dates: ColumnDates | undefined = orders[at]?.found()
    const few = texts[at]?.few()
    const often = texts[at]?.often()
    return { ...column, ...(dates ? { dates } : {}), ...(few ? { texts: few } : {}), ...(often ? { often } : {}) }
  })
  return { columns: judged, texts: texts.map((one) => one.some()), short, wide }
}

/** Looks at a file: what it is, where its table starts, what its columns are called. Refuses what holds no rows. */
export const seeTable = async (path: string, given: TableChoice = {}): Promise<TableSeen> => {
  const { encoding: said, sheet: asked, ...chosen } = given
  const { head, found } = await lookThrough(path, said)
  if (head.length === 0) refuse('import.empty_file')
  const kind = kindOfBytes(head)
  const sheets = kind === 'xlsx' ? await workbookSheets(path) : []
  const { rows, sheet, layout } =
    kind === 'xlsx'
      ? await sheetHead(path, sheets, asked).then((seen) => ({ ...seen, layout: layoutOfCells(seen.rows) }))
      : { ...textHead(head, found.encoding, chosen.delimiter), sheet: undefined }
  const read: Layout = { ...layout, ...chosen }
  const columns = columnsOf(rows, read, kind === 'text')
  const body = rows.slice(read.preamble + (read.hasHeader ? 1 : 0)).filter((row) => row.some((cell) => cell.trim() !== ''))
  if (columns.length === 0) refuse('import.empty_file')
  if (body.length === 0) refuse('import.header_only')
  const format: TableFormat = {
    kind,
    ...(kind === 'xlsx' ? { encoding: 'utf-8' } : found),
    layout: { ...read, ...(read.hasHeader ? {} : { width: read.width ?? columns.length }) },
    ...(sheet ? { sheet, sheets: sheets.map(({ name }) => name) } : {}),
  }
  const judged = await judgeRows(path, format, columns)
  return {
    format: { ...format, short: judged.short, wide: judged.wide },
    columns: judged.columns,
    rows: body.slice(0, shownRows),
    texts: judged.texts,
  }
}

/** Streams the rows below the header. */
export const tableBlocks = (path: string, format: TableFormat): AsyncGenerator<Block> => {
  if (format.kind === 'text') return csvBlocks(createReadStream(path), format)
  // Runs of an earlier release name no sheet: they read the first.
  return format.sheet ? xlsxBlocks(path, format.sheet, format.layout) : firstSheetBlocks(path, format.layout)
}

async function* firstSheetBlocks(path: string, layout: Layout): AsyncGenerator<Block> {
  const [sheet] = await workbookSheets(path)
  if (sheet) yield* xlsxBlocks(path, sheet, layout)
}
