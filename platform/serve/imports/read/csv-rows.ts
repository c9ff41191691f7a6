import { refuse } from '@lianke/kernel'
import { parse } from 'csv-parse'
import iconv from 'iconv-lite'
import { Readable, Transform } from 'node:stream'
import { type Encoding, refuseNul } from './encoding.rule.ts'
import { cellCharactersMax, csvOptions, type Layout, refuseBroken } from './layout.rule.ts'

/** Rows of cells in blocks. `number` is the line of the table as a person counts it in a spreadsheet (1 is the first line of the file). */
export interface Block {
  readonly first: number
  readonly rows: string[][]
}
export const blockRows = 1000

const decoding = (encoding: Encoding): Transform => {
  const decoder = iconv.getDecoder(encoding === 'utf-8' ? 'utf8' : encoding)
  let seen = 0
  const checked = (text: string): string => {
    refuseNul(text, seen)
    seen += text.length
    return text
  }
  return new Transform({
    readableObjectMode: false,
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, checked(decoder.write(chunk)))
      } catch (error) {
        done(error as Error)
      }
    },
    flush(done) {
      done(null, checked(decoder.end() ?? ''))
    },
  })
}

/** Streams a delimited text in blocks of a thousand rows below the header. Blank rows are passed over but keep their numbers. */
export async function* csvBlocks(
  bytes: AsyncIterable<Buffer>,
  input: { encoding: Encoding; layout: Layout },
): AsyncGenerator<Block> {
  const { layout } = input
  const source = Readable.from(bytes, { objectMode: false })
  const parser = parse({ ...csvOptions(layout.delimiter), from: layout.preamble + (layout.hasHeader ? 2 : 1) })
  const decoder = decoding(input.encoding)
  source.on('error', (error) => parser.destroy(error))
  decoder.on('error', (error) => parser.destroy(error))
  source.pipe(decoder).pipe(parser)
  let first = 1
  let rows: string[][] = []
  try {
    for await (const row of parser as AsyncIterable<string[]>) {
      if (row.some((cell) => cell.length > cellCharactersMax))
        refuse('import.cell_too_large', { params: { line: first + rows.length, max: cellCharactersMax } })
      rows.push(row)
      if (rows.length === blockRows) {
        yield { first, rows }
        first += rows.length
        rows = []
      }
    }
    if (rows.length > 0) yield { first, rows }
  } catch (error) {
    refuseBroken(error)
  } finally {
    source.destroy()
    decoder.destroy()
    parser.destroy()
  }
}
