import { targetOf, type UnitOfWork } from '@lianke/kernel'
import type { LineBlock } from './whole-blocks.ts'
import { importBlock } from './import-block.ts'
import type { BlockResult, Plan } from './plan.ts'
import { mappedParts } from '../map/part-fields.ts'

/** A row that names a record of its own object which is not there yet: it may stand further down in the same file. */
export interface LateRow {
  readonly row: number
  readonly cells: string[]
}
const nobody = 'import.name_unknown'
export const lateRowsAtOnce = 1000

/** The fields by which rows of a file may name each other, as paths of problems. */
export const ownPaths = ({ object, mapping }: Plan): readonly string[] =>
  mappedParts(object, mapping).length > 0
    ? []
    : mapping.columns.flatMap(({ field: name }) => {
        const field = object.fields.get(name)
        return field && targetOf(field) === object.name ? [`/${name}`] : []
      })

/** Takes the rows that are refused for nothing else out of what a block says. */
export const lateRows = (plan: Plan, block: LineBlock, result: BlockResult): { rows: LateRow[]; result: BlockResult } => {
  const paths = ownPaths(plan)
  if (paths.length === 0) return { rows: [], result }
  const byRow = Map.groupBy(result.problems, ({ row }) => row)
  const late = [...byRow].flatMap(([row, found]) =>
    found.every(({ path, code }) => code === nobody && paths.includes(path)) ? [row] : [],
  )
  const out = new Set(late)
  return {
    rows: late.map((row) => ({ row: block.first + row, cells: block.rows[row] ?? [] })),
    result: {
      ...result,
      refused: result.refused - late.length,
      problems: result.problems.filter(({ row }) => !out.has(row)),
    },
  }
}

/** Takes late rows again and again, until none of those left finds the record it names. */
export const takeLate = async (
  work: UnitOfWork,
  plan: Plan,
  rows: readonly LateRow[],
  count: (result: BlockResult, number: (row: number) => number) => void,
): Promise<void> => {
  let waiting = rows
  while (waiting.length > 0) {
    const still: LateRow[] = []
    const refused: (() => void)[] = []
    for (let at = 0; at < waiting.length; at += lateRowsAtOnce) {
      const some = waiting.slice(at, at + lateRowsAtOnce)
      const block = { first: 0, rows: some.map(({ cells }) => cells) }
      const number = (row: number) => some[row]?.row ?? 0
      const whole = await importBlock(work, plan, block)
      const { rows: again, result } = lateRows(plan, block, whole)
      count(result, number)
      still.push(...again.map(({ row, cells }) => ({ row: number(row), cells })))
      const left = new Set(again.map(({ row }) => row))
      const problems = whole.problems.filter(({ row }) => left.has(row))
      refused.push(() => count({ ...nothing, refused: left.size, problems }, number))
    }
    if (still.length === waiting.length) {
      for (const tell of refused) tell()
      return
    }
    waiting = still
  }
}
const nothing = { created: 0, updated: 0, unchanged: 0, blank: 0, merged: 0, keyless: 0, noted: 0 }
