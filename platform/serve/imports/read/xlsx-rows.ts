import { isObject, objectsIn, Refusal, refuse, textIn } from '@lianke/kernel'
import { createReadStream } from 'node:fs'
import { checkZip } from '../../../store/files/check-zip.ts'
import { type Block, blockRows } from './csv-rows.ts'
import { cellCharactersMax, type Layout } from './layout.rule.ts'

const oldOffice = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const zip = Buffer.from([0x50, 0x4b])

/** What the first bytes say: a workbook, an old or encrypted one, or text. */
export const kindOfBytes = (head: Uint8Array): 'xlsx' | 'text' => {
  const start = Buffer.from(head.subarray(0, 4))
  // An encrypted XLSX is an old Office container, and so is a workbook of before 2007: neither can be read.
  if (start.equals(oldOffice)) refuse('import.encrypted_or_old')
  return start.subarray(0, 2).equals(zip) ? 'xlsx' : 'text'
}

const two = (n: number) => String(n).padStart(2, '0')
const dateText = (value: Date): string => {
  const day = `${value.getUTCFullYear()}-${two(value.getUTCMonth() + 1)}-${two(value.getUTCDate())}`
  const time = `${two(value.getUTCHours())}:${two(value.getUTCMinutes())}:${two(value.getUTCSeconds())}`
  return time === '00:00:00' ? day : `${day} ${time}`
}

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dateText(value)
  if (!isObject(value)) return String(value)
  if (value.richText)
    return objectsIn(value.richText)
      .map((part) => textIn(part.text) ?? '')
      .join('')
  if ('result' in value) return cellText(value.result)
  if ('text' in value) return cellText(value.text)
  return textIn(value.error) ?? ''
}

/** Rows of the first sheet, one at a time, numbered as in the sheet. */
async function* sheetRows(path: string): AsyncGenerator<{ number: number; cells: string[] }> {
  await checkZip(path)
  try {
    const { default: exceljs } = await import('exceljs')
    const reader = new exceljs.stream.xlsx.WorkbookReader(createReadStream(path), {
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      worksheets: 'emit',
      entries: 'ignore',
    })
    for await (const sheet of reader) {
      for await (const row of sheet) {
        const cells: string[] = []
        row.eachCell({ includeEmpty: true }, (cell, column) => {
          cells[column - 1] = cellText(cell.value)
        })
        const filled = Array.from(cells, (cell) => cell ?? '')
        if (filled.some((cell) => cell.length > cellCharactersMax))
          refuse('import.cell_too_large', { params: { line: row.number, max: cellCharactersMax } })
        yield { number: row.number, cells: filled }
      }
      return
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    refuse('import.broken_xlsx')
  }
}

/** The first rows of a workbook, to judge its layout by. */
export const xlsxHead = async (path: string, max: number): Promise<string[][]> => {
  const rows: string[][] = []
  for await (const { number, cells } of sheetRows(path)) {
    while (rows.length < number - 1 && rows.length < max) rows.push([])
    rows.push(cells)
    if (rows.length >= max) break
  }
  return rows
}

/** Streams the first sheet in blocks of a thousand rows below the header. */
export async function* xlsxBlocks(path: string, layout: Layout): AsyncGenerator<Block> {
  const skip = layout.preamble + (layout.hasHeader ? 1 : 0)
  let first = 1
  let rows: string[][] = []
  for await (const { number, cells } of sheetRows(path)) {
    if (number <= skip) continue
    // Rows that a sheet leaves out are blank: they keep the numbers right.
    while (first + rows.length < number - skip && rows.length < blockRows) rows.push([])
    rows.push(cells)
    if (rows.length < blockRows) continue
    yield { first, rows }
    first += rows.length
    rows = []
  }
  if (rows.length > 0) yield { first, rows }
}
