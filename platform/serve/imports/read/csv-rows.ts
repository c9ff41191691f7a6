import { refuse } from '@lianke/kernel'
import { Parser } from 'csv-parse'
import iconv from 'iconv-lite'
import { type Encoding, refuseNul } from './encoding.rule.ts'
import { cellCharactersMax, csvOptions, type Layout, refuseBroken } from './layout.rule.ts'

/** Rows of cells in blocks. `number` is the line of the table as a person counts it in a spreadsheet (1 is the first line of the file). */
export interface Block {
  readonly first: number
  readonly rows: string[][]
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

/** Streams a delimited text in blocks of a thousand rows below the header. Blank rows are passed over but keep their numbers. */
export async function* csvBlocks(
  bytes: AsyncIterable<Buffer>,
  input: { encoding: Encoding; layout: Layout },
): AsyncGenerator<Block> {
  const { layout } = input
  const parser = new RowParser({ ...csvOptions(layout.delimiter), from: layout.preamble + (layout.hasHeader ? 2 : 1) })
  // Each reading answers its own fault.
  parser.on('error', () => undefined)
  let first = 1
  let rows: string[][] = []
  try {
    for await (const found of rowsOf(bytes, parser, input.encoding))
      for (const row of found) {
        if (row.some((cell) => cell.length > cellCharactersMax))
          refuse('import.cell_too_large', { params: { line: first + rows.length, max: cellCharactersMax } })
        rows.push(row)
        if (rows.length < blockRows) continue
        yield { first, rows }
        first += rows.length
        rows = []
      }
    if (rows.length > 0) yield { first, rows }
  } catch (error) {
    refuseBroken(error)
  } finally {
    parser.destroy()
  }
}
