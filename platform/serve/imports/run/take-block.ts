import type { Actor, UnitOfWork } from '@lianke/kernel'
import type { Platform } from '../../../platform.ts'
import type { Transaction } from '../../../store/db/database.ts'
import type { ReadRows } from '../map/read-rows.ts'
import { importBlock } from './import-block.ts'
import type { BlockResult, Plan } from './plan.ts'
import { toldLast } from './told-last.ts'
import type { LineBlock } from './whole-blocks.ts'

const problemsPerRunMax = 100_000
export type ReadBlock = LineBlock & { readonly read: ReadRows }

/** Somebody asked to stop, or another worker has the run. */
export class Stopped extends Error {}

/** Rows that were not taken, each with the number it has in the file. */
export const keepProblems = async (
  work: UnitOfWork,
  run: string,
  numberOf: (row: number) => number,
  rows: readonly (readonly string[])[],
  result: Pick<BlockResult, 'problems'>,
): Promise<void> => {
  if (result.problems.length === 0) return
  const lines = result.problems.map(({ row, path, code, params }, position) => ({
    row: numberOf(row),
    position,
    path,
    code,
    params,
    cells: rows[row] ?? [],
  }))
  await work.sql(
    `insert into import_problem (run, row, position, path, code, params, cells)
     select $1, row, position, path, code, params, cells from json_to_recordset($2::json) as x(row integer, position integer, path text, code text, params jsonb, cells jsonb)
     where (select count(*) from import_problem where run = $1) < $3 on conflict do nothing`,
    [run, JSON.stringify(lines), problemsPerRunMax],
  )
}

/** Takes one block; null: another worker has taken it. */
const takeRows = async (work: UnitOfWork, run: string, plan: Plan, block: ReadBlock): Promise<BlockResult | null> => {
  // The block and its checkpoint are lost or kept together, and whatever acts on them commits later and durably: the disk need not be waited for here.
  await work.sql('set local synchronous_commit to off')
  const claimed = await work.sql(
    'insert into import_range (run, first, last) values ($1, $2, $3) on conflict do nothing returning first',
    [run, block.first, block.first + block.rows.length - 1],
  )
  if (claimed.length === 0) return null
  const result = await importBlock(work, plan, block, block.read)
  await keepProblems(work, run, (row) => block.first + row, block.rows, result)
  return result
}

const tellRun = async (tx: Transaction, run: string, rows: number, result: BlockResult): Promise<void> => {
  const going = await tx.query({
    text: `update import_run set rows_done = rows_done + $2, created = created + $3, updated = updated + $4, unchanged = unchanged + $5, refused = refused + $6, blank = blank + $7, merged = merged + $8, keyless = keyless + $9, noted = noted + $10
     where id = $1 and status = 'running' returning id`,
    values: [
      run,
      rows,
      result.created,
      result.updated,
      result.unchanged,
      result.refused,
      result.blank,
      result.merged,
      result.keyless,
      result.noted,
    ],
  })
  if (going.length === 0) throw new Stopped()
}

/** One block, its figures and its checkpoint in one transaction: after a crash it is there whole or not at all. */
export const takeBlock = (
  platform: Platform,
  by: { readonly tenant: string; readonly actor: Actor },
  { run, plan, block }: { readonly run: string; readonly plan: Plan; readonly block: ReadBlock },
): Promise<void> =>
  toldLast(
    platform,
    by,
    (work) => takeRows(work, run, plan, block),
    async (tx, result) => {
      if (result) await tellRun(tx, run, block.rows.length, result)
    },
  )
