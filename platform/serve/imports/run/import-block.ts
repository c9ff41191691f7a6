import type { UnitOfWork } from '@lianke/kernel'
import type { Mapping } from '../map/mapping.ts'
import type { CellProblem, Pointer, ReadRows } from '../map/read-rows.ts'
import { resolvePointers } from '../map/resolve-pointers.ts'
import { mappedParts } from '../map/part-fields.ts'
import { type BlockResult, keyOf, type Plan, upsertInput } from './plan.ts'
import { importWholes } from './import-wholes.ts'
import type { LineBlock } from './whole-blocks.ts'

/** A record that stands several times in a block is written once, later rows over earlier ones. */
const foldRepeated = (mapping: Mapping, rows: readonly (readonly [number, Record<string, unknown>])[]) => {
  const folded: [number, Record<string, unknown>][] = []
  const at = new Map<string, number>()
  for (const [index, row] of rows) {
    const key = keyOf(mapping, row)
    const known = key === null ? undefined : at.get(key)
    if (known !== undefined) folded[known] = [index, { ...folded[known]?.[1], ...row }]
    else {
      if (key !== null) at.set(key, folded.length)
      folded.push([index, row])
    }
  }
  return folded
}

/** Ids are put into rows of their own: a transaction that is tried again must find the rows as they were read. */
const rowsToResolve = (read: ReadRows) => ({
  values: new Map([...read.values].map(([row, given]) => [row, { ...given }])),
  lines: new Map([...read.lines].map(([row, own]) => [row, new Map([...own].map(([name, line]) => [name, { ...line }]))])),
})

/** Takes one block of rows through the write path; rows with a problem are left out and named, the others are kept. */
export const importBlock = async (
  work: UnitOfWork,
  plan: Plan,
  { rows, numbers = [] }: Pick<LineBlock, 'rows' | 'numbers'>,
  read: ReadRows = plan.read(rows),
): Promise<BlockResult> => {
  const { mapping } = plan
  const { pointers, problems } = read
  const { values, lines } = pointers.length === 0 ? read : rowsToResolve(read)
  const recordOf = ({ row, part }: Pointer) => (part === undefined ? values.get(row) : lines.get(row)?.get(part))
  const all: CellProblem[] = [...problems, ...(await resolvePointers(work, plan, pointers, recordOf))]
  const blank = rows.length - values.size
  if (mappedParts(plan.object, mapping).length > 0)
    return { ...(await importWholes(work, plan, { read, values, lines, numbers, early: all })), blank }
  const bad = new Set(all.map((problem) => problem.row))
  const good = [...values].filter(([row]) => !bad.has(row))
  const folded = foldRepeated(mapping, good)
  const input = upsertInput(
    plan,
    folded.map(([, row]) => row),
  )
  const { created, updated: changed, unchanged, refused } = await work.records.upsert(input)
  for (const problem of refused) {
    const row = folded[problem.row]?.[0] ?? 0
    bad.add(row)
    all.push({ row, path: problem.path, code: problem.code, params: problem.params ?? {} })
  }
  const updated = changed + good.length - folded.length
  return { created, updated, unchanged, blank, merged: 0, refused: bad.size, problems: all }
}
