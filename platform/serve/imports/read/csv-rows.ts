import { refuse } from '@lianke/kernel'
import { Parser } from 'csv-parse'
import iconv from 'iconv-lite'
import { bareCell } from '../../../store/files/csv-line.rule.ts'
import { type Encoding, refuseNul } from './encoding.rule.ts'
import { cellCharactersMax, csvOptions, type Layout, refuseBroken } from './layout.rule.ts'
import { cellError, isSpreadsheetError, type RowFault } from './row-fault.ts'

/** Rows of cells in blocks. `number` is the line of the table as a person counts it in a spreadsheet (1 is the first line of the file). */
export interface Block {
  readonly first: number
  readonly rows: string[][]
  readonly faults?: readonly RowFault[]
}
export const blockRows = 1000

/** Rows are gathered as they are parsed: as a stream, each of them would be waited for by itself. */
class RowParser extends Parser {
  #rows: string[][] = []

  override push(row: string[] | null): boolean {
    if (row) this.#rows.push(row)
    return true
  }

  /** The rows that end in this text; none is the end of the file. */
  async parsed(text: string | Buffer | null): Promise<string[][]> {
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve())
      if (text === null) this.end(done)
      else this.write(text, done)
    })
    return this.#rows.splice(0)
  }
}

/** Bytes as text; those of UTF-8 are read by the parser itself. */
const decoding = (encoding: Encoding): ((bytes: Buffer | null) => string | Buffer) => {
  const decoder = encoding === 'utf-8' ? null : iconv.getDecoder(encoding)
  let seen = 0
  return (bytes) => {
    const text = decoder === null ? (bytes ?? '') : bytes === null ? (decoder.end() ?? '') : decoder.write(bytes)
    refuseNul(text, seen)
    seen += text.length
    return text
  }
}

async function* rowsOf(bytes: AsyncIterable<Buffer>, parser: RowParser, encoding: Encoding): AsyncGenerator<string[][]> {
  const decode = decoding(encoding)
  for await (const chunk of bytes) yield await parser.parsed(decode(chunk))
  yield await parser.parsed(decode(null))
  yield await parser.parsed(null)
}

/** How a text is read. `broken`: some of its bytes are no text of the encoding. */
interface TextFormat {
  readonly encoding: Encoding
  readonly broken?: boolean
  readonly layout: Layout
}
/** An apostrophe, or the sign of a formula. */
const mayBeDressed = (code: number): boolean => code === 39 || code === 61
const undecoded = '\ufffd'

/** Judges rows as they come: whether they have the header's width, whether their cells are readable. Cells are bared in place. */
const rowJudge = ({ encoding, broken = false, layout }: TextFormat) => {
  let header: readonly string[] | null = null
  let [most, least] = [layout.width ?? Number.POSITIVE_INFINITY, layout.width ?? 0]
  const asksForUndecoded = broken || encoding !== 'utf-8'
  return {
    header: (row: readonly string[]): void => {
      header = row
      most = row.length
      least = row.findLastIndex((name) => name.trim() !== '') + 1
    },
    /** The header again, as in files put together from several. */
    isHeader: (row: readonly string[]): boolean =>
      header !== null && row[0] === header[0] && row.length === header.length && row.every((cell, at) => cell === header?.[at]),
    judge: (row: string[], number: number, faults: RowFault[]): void => {
      if (row.length > most && row.some((cell, at) => at >= most && cell.trim() !== ''))
        faults.push({ row: number, column: null, code: 'import.row_too_wide', params: { cells: row.length, columns: most } })
      else if (row.length < least && layout.short !== 'empty' && row.some((cell) => cell.trim() !== ''))
        faults.push({ row: number, column: null, code: 'import.row_too_short', params: { cells: row.length, columns: most } })
      for (let at = 0; at < row.length; at++) {
        const cell = row[at] ?? ''
        if (cell.length > cellCharactersMax) refuse('import.cell_too_large', { params: { line: number, max: cellCharactersMax } })
        if (isSpreadsheetError(cell)) faults.push(cellError(number, at, cell))
        else if (mayBeDressed(cell.charCodeAt(0))) row[at] = bareCell(cell)
        if (asksForUndecoded && cell.includes(undecoded))
          faults.push({ row: number, column: null, code: 'import.not_decoded', params: { encoding } })
      }
    },
  }
}

/** Streams a delimited text in blocks of a thousand rows below the header. Blank rows are passed over but keep their numbers. */
export async function* csvBlocks(bytes: AsyncIterable<Buffer>, input: TextFormat): AsyncGenerator<Block> {
  const { layout } = input
  const parser = new RowParser({ ...csvOptions(layout), from: layout.preamble + 1 })
  // Each reading answers its own fault.
  parser.on('error', () => undefined)
  const judge = rowJudge(input)
  let first = layout.hasHeader ? 0 : 1
  let rows: string[][] = []
  let faults: RowFault[] = []
  try {
    for await (const found of rowsOf(bytes, parser, input.encoding))
      for (const row of found) {
        if (first === 0) {
          judge.header(row)
          first = 1
          continue
        }
        if (judge.isHeader(row)) rows.push([])
        else {
          judge.judge(row, first + rows.length, faults)
          rows.push(row)
        }
        if (rows.length < blockRows) continue
        yield { first, rows, faults }
        first += rows.length
        rows = []
        faults = []
      }
    if (rows.length > 0) yield { first, rows, faults }
  } catch (error) {
    refuseBroken(error)
  } finally {
    parser.destroy()
  }
}
