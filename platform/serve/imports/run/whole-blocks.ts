import { refuse } from '@lianke/kernel'
import type { ModelObject } from '../../../model/model/model.ts'
import { partsMax } from '../../../model/records/read-parts.ts'
import type { Mapping } from '../map/mapping.ts'
import { mappedParts } from '../map/part-fields.ts'
import type { Block } from '../read/csv-rows.ts'
import type { RowFault } from '../read/row-fault.ts'

/** A block whose rows are lines of wholes: each row tells which line of its whole it is, by part. */
export interface LineBlock extends Block {
  readonly numbers?: readonly Readonly<Record<string, number>>[]
}

/** Wholes that one file may hold, because each is remembered with the number of its lines. */
const wholesMax = 1_000_000

const isEmpty = (text: string | undefined): boolean => (text ?? '').trim() === ''

/**
 * A file with a row per line, cut so that rows of one whole that follow each other stay in one block (as far as a whole may have lines).
 * Rows that leave the key empty belong to the whole above them and are given its key. Each row is told its number among the lines of its
 * whole, counted through the file: so a whole whose rows stand apart is added to, and the same file again changes nothing.
 */
export async function* wholeBlocks(
  blocks: AsyncIterable<Block>,
  object: ModelObject,
  mapping: Mapping,
): AsyncGenerator<LineBlock> {
  const parts = mappedParts(object, mapping).map(({ name }) => ({
    name,
    columns: mapping.columns.filter(({ field }) => field.startsWith(`${name}.`)).map(({ column }) => column),
  }))
  const keys = keyColumns(mapping)
  const counts = new Map<string, number>()
  let above: readonly string[] = []
  let open: OpenBlock = { first: 0, rows: [], numbers: [], faults: [] }
  const keyOf = (row: readonly string[]) => keys.map((column) => (row[column] ?? '').trim()).join('\u0000')
  /** Fills in the key of the whole above, counts the lines. */
  const numbered = (row: string[]): Record<string, number> => {
    const filled = parts.filter(({ columns }) => columns.some((column) => !isEmpty(row[column])))
    if (filled.length > 0 && keys.every((column) => isEmpty(row[column])))
      for (const [index, column] of keys.entries()) row[column] = above[index] ?? ''
    above = keys.map((column) => row[column] ?? '')
    const key = keyOf(row)
    return Object.fromEntries(
      filled.map(({ name }): [string, number] => {
        const number = (counts.get(`${name} ${key}`) ?? 0) + 1
        counts.set(`${name} ${key}`, number)
        return [name, number]
      }),
    )
  }
  for await (const { first, rows, faults = [] } of blocks) {
    const whole: OpenBlock = {
      first: open.rows.length > 0 ? open.first : first,
      rows: [...open.rows],
      numbers: [...open.numbers],
      faults: [...open.faults, ...faults],
    }
    for (const row of rows) {
      const own = [...row]
      whole.numbers.push(numbered(own))
      whole.rows.push(own)
    }
    if (counts.size > wholesMax) refuse('import.too_many_wholes', { params: { max: wholesMax } })
    const at = beginOfLast(whole.rows, keyOf)
    if (at > 0) yield cut(whole, 0, at)
    open = cut(whole, at, whole.rows.length)
    if (open.rows.length < partsMax) continue
    yield open
    open = { first: open.first + open.rows.length, rows: [], numbers: [], faults: [] }
  }
  if (open.rows.length > 0) yield open
}

interface OpenBlock {
  readonly first: number
  readonly rows: string[][]
  readonly numbers: Record<string, number>[]
  readonly faults: readonly RowFault[]
}
/** Some rows of a block, with what was found of them. */
const cut = ({ first, rows, numbers, faults }: OpenBlock, from: number, to: number): OpenBlock => ({
  first: first + from,
  rows: rows.slice(from, to),
  numbers: numbers.slice(from, to),
  faults: faults.filter(({ row }) => row >= first + from && row < first + to),
})

/** The columns by which rows are told to be of one whole. */
const keyColumns = (mapping: Mapping): readonly number[] => {
  const names = mapping.source && mapping.columns.some(({ field }) => field === 'source_id') ? ['source_id'] : (mapping.key ?? [])
  return names.flatMap((name) => mapping.columns.filter(({ field }) => field === name).map(({ column }) => column))
}

/** Where the last whole of some rows begins. */
const beginOfLast = (rows: readonly string[][], keyOf: (row: readonly string[]) => string): number => {
  let at = rows.length - 1
  const last = keyOf(rows[at] ?? [])
  while (at > 0 && keyOf(rows[at - 1] ?? []) === last) at--
  return Math.max(0, at)
}
