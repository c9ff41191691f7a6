import { PassThrough } from 'node:stream'
import { csvLine } from '../../store/files/csv-line.rule.ts'
import type { ExportBlocks, ExportColumn } from './export-rows.ts'

/** A text that spreadsheets open with Chinese intact, and calculate nothing of. */
export async function* csvText(columns: readonly ExportColumn[], blocks: ExportBlocks): AsyncGenerator<string> {
  yield `\ufeff${csvLine(columns.map((column) => column.title))}`
  for await (const rows of blocks) yield rows.map(csvLine).join('')
}

/** A workbook, whose texts are texts and no formulas. Written row by row into the answer; a fault half way breaks the download rather than ending it as if it were whole. */
export const xlsxStream = (name: string, columns: readonly ExportColumn[], blocks: ExportBlocks): PassThrough => {
  const stream = new PassThrough()
  const write = async () => {
    // Some six hundred files, loaded by the first workbook.
    const { default: exceljs } = await import('exceljs')
    const book = new exceljs.stream.xlsx.WorkbookWriter({ stream })
    const sheet = book.addWorksheet(name.slice(0, 31))
    sheet.addRow(columns.map((column) => column.title)).commit()
    for await (const rows of blocks) for (const row of rows) sheet.addRow(row).commit()
    await book.commit()
  }
  write().catch((error: Error) => stream.destroy(error))
  return stream
}
