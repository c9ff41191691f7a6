import { partOf, Refusal, refuse, textIn } from '@lianke/kernel'
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { checkZip } from '../../../store/files/check-zip.ts'
import { type Block, blockRows } from './csv-rows.ts'
import { cellCharactersMax, type Layout } from './layout.rule.ts'
import type { RowFault } from './row-fault.ts'
import { type MergedRows, mergedRows, type Sheet, sheetsOf } from './workbook.ts'
import { cellSaid } from './xlsx-cell.rule.ts'
import { zipEntries } from './zip-entries.ts'

const oldOffice = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const zip = Buffer.from([0x50, 0x4b])

/** What the first bytes say: a workbook, an old or encrypted one, or text. */
export const kindOfBytes = (head: Uint8Array): 'xlsx' | 'text' => {
  const start = Buffer.from(head.subarray(0, 4))
  // An encrypted XLSX is an old Office container, and so is a workbook of before 2007: neither can be read.
  if (start.equals(oldOffice)) refuse('import.encrypted_or_old')
  return start.subarray(0, 2).equals(zip) ? 'xlsx' : 'text'
}

const asBroken = (error: unknown): never => {
  if (error instanceof Refusal) throw error
  return refuse('import.broken_xlsx', { cause: error })
}

/** The sheets of a workbook; refuses what is none. */
export const workbookSheets = async (path: string): Promise<Sheet[]> => {
  await checkZip(path)
  try {
    const sheets = await sheetsOf(path)
    return sheets.length > 0 ? sheets : refuse('import.broken_xlsx')
  } catch (error) {
    return asBroken(error)
  }
}

interface SheetRow {
  readonly number: number
  readonly cells: string[]
  readonly faults: readonly RowFault[]
}

/** Cells that are merged downwards say in every row what they say in the first. */
const fillDown = (merges: ReadonlyMap<number, readonly MergedRows[]>) => {
  let open: { readonly merge: MergedRows; readonly text: string }[] = []
  return ({ number, cells }: SheetRow): void => {
    open = open.filter(({ merge }) => merge.to >= number)
    for (const { merge, text } of open) if ((cells[merge.column] ?? '') === '') cells[merge.column] = text
    for (const merge of merges.get(number) ?? []) open.push({ merge, text: cells[merge.column] ?? '' })
    for (let at = 0; at < cells.length; at++) cells[at] ??= ''
  }
}

/** The library takes `&amp;` for `&` in what its parser has decoded already: of a text that is `&amp;` nothing would be left but `&`. */
const decodedOnce = (): void => {
  const utils: { xmlDecode: (text: string) => string } = createRequire(import.meta.url)('exceljs/lib/utils/utils.js')
  utils.xmlDecode = (text) => text
}

const drained = async (rows: AsyncIterable<unknown>): Promise<void> => {
  const left = rows[Symbol.asyncIterator]()
  while (!(await left.next()).done);
}

/** So many times a workbook is opened: now and then the library begins to listen to a part when it is over, and then knows nothing of it. */
const openedMax = 5
/** An empty table of texts takes less, packed. */
const textsBytesMin = 400

/** Did the library miss the table of texts? Cells would be empty that are not. */
const missedTexts = async (path: string, reader: unknown): Promise<boolean> => {
  const texts = partOf(reader, 'sharedStrings')
  const packed = (await zipEntries(path)).get('xl/sharedStrings.xml')?.packed ?? 0
  return packed > textsBytesMin && !(Array.isArray(texts) && texts.length > 0)
}

/** Rows of one sheet, one at a time, numbered as in the sheet. */
async function* sheetRows(path: string, sheet: Sheet): AsyncGenerator<SheetRow> {
  for (let opened = 1; ; opened++) {
    let given = false
    try {
      for await (const row of readSheet(path, sheet)) {
        given = true
        yield row
      }
      return
    } catch (error) {
      if (given || error instanceof Refusal || opened === openedMax) asBroken(error)
    }
  }
}

async function* readSheet(path: string, sheet: Sheet): AsyncGenerator<SheetRow> {
  const fill = fillDown(await mergedRows(path, sheet))
  const { default: exceljs } = await import('exceljs')
  decodedOnce()
  const reader = new exceljs.stream.xlsx.WorkbookReader(createReadStream(path), {
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
    entries: 'ignore',
  })
  const [, number] = /sheet(\d+)\.xml$/.exec(sheet.path) ?? []
  for await (const one of reader) {
    // Its own types leave out what is known of a sheet while it is read.
    const about: unknown = one
    const name = textIn(partOf(about, 'name'))
    if (name === null ? String(partOf(about, 'id')) !== number : name !== sheet.name) {
      // Passed over unread, its temporary file would be gone before it is opened, which ends the process.
      await drained(one)
      continue
    }
    if (await missedTexts(path, reader)) throw new Error('the texts of a workbook were not read')
    const date1904 = partOf(partOf(partOf(reader, 'properties'), 'model'), 'date1904') === true
    for await (const row of one) {
      const cells: string[] = []
      const faults: RowFault[] = []
      row.eachCell({ includeEmpty: true }, (cell, column) => {
        const said = cellSaid(cell.value, cell.numFmt, date1904)
        cells[column - 1] = typeof said === 'string' ? said : String(said.params.value)
        if (typeof said !== 'string') faults.push({ row: row.number, column: column - 1, ...said })
      })
      const filled = { number: row.number, cells: Array.from(cells, (cell) => cell ?? ''), faults }
      if (filled.cells.some((cell) => cell.length > cellCharactersMax))
        refuse('import.cell_too_large', { params: { line: row.number, max: cellCharactersMax } })
      fill(filled)
      yield filled
    }
    return
  }
  refuse('import.no_such_sheet', { params: { sheet: sheet.name } })
}

/** The first rows of a sheet, to judge its layout by. */
export const xlsxHead = async (path: string, sheet: Sheet, max: number): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const { number, cells } of sheetRows(path, sheet)) {
    while (rows.length < number - 1 && rows.length < max) rows.push([])
    rows.push(cells)
    if (rows.length >= max) break
  }
  return rows
}

/** Streams a sheet in blocks of a thousand rows below the header. */
export async function* xlsxBlocks(path: string, sheet: Sheet, layout: Layout): AsyncGenerator<Block> {
  const skip = layout.preamble + (layout.hasHeader ? 1 : 0)
  let first = 1
  let rows: string[][] = []
  let faults: RowFault[] = []
  let header: readonly string[] | undefined
  const cut = (): Block => {
    const block = { first, rows, faults }
    first += rows.length
    rows = []
    faults = []
    return block
  }
  for await (const { number, cells, faults: found } of sheetRows(path, sheet)) {
    if (number <= skip) {
      header = number === skip && layout.hasHeader ? cells : undefined
      continue
    }
    // Rows that a sheet leaves out are blank: they keep the numbers right.
    while (first + rows.length < number - skip) {
      rows.push([])
      if (rows.length >= blockRows) yield cut()
    }
    const again = header?.length === cells.length && cells.every((cell, at) => cell === header?.[at])
    rows.push(again ? [] : cells)
    if (!again) faults.push(...found.map((fault) => ({ ...fault, row: number - skip })))
    if (rows.length >= blockRows) yield cut()
  }
  if (rows.length > 0) yield cut()
}
