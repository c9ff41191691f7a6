import type { UnitOfWork } from '@lianke/kernel'
import { importBlock } from './import-block.ts'
import { lateRowsAtOnce, ownPaths } from './late-rows.ts'
import type { Plan } from './plan.ts'
import { keepProblems, Stopped } from './take-block.ts'

interface Waiting {
  readonly row: number
  readonly cells: string[]
}

const waitingRows = (work: UnitOfWork, run: string, paths: readonly string[], after: number): Promise<Waiting[]> =>
  work.sql<Waiting>(
    `select row, (array_agg(cells))[1] as cells from import_problem where run = $1 and row > $2
     group by row having bool_and(code = 'import.name_unknown' and path = any($3::text[])) order by row limit $4`,
    [run, after, paths, lateRowsAtOnce],
  )

/** Takes some rows once more, in a transaction that an undo finds; answers how many of them were taken. */
const retry = async (work: UnitOfWork, run: string, plan: Plan, rows: readonly Waiting[]): Promise<number> => {
  await work.sql(
    'insert into import_range (run, first, last) select $1, least(coalesce(min(first), 0), 0) - 1, 0 from import_range where run = $1',
    [run],
  )
  const cells = rows.map((one) => one.cells)
  const result = await importBlock(work, plan, { first: 0, rows: cells })
  await work.sql('delete from import_problem where run = $1 and row = any($2::integer[])', [run, rows.map(({ row }) => row)])
  await keepProblems(work, run, (row) => rows[row]?.row ?? 0, cells, result)
  const taken = rows.length - result.refused
  const going = await work.sql(
    `update import_run set created = created + $2, updated = updated + $3, unchanged = unchanged + $4, refused = refused - $5, noted = noted + $6
     where id = $1 and status = 'running' returning id`,
    [run, result.created, result.updated, result.unchanged, taken, result.noted],
  )
  if (going.length === 0) throw new Stopped()
  return taken
}

/** Rows that named a record further down in their own file are taken when all the others are in, until none finds what it names. */
export const retryLate = async (
  plan: Plan,
  inWork: (act: (work: UnitOfWork, run: string) => Promise<{ taken: number; last: number | null }>) => Promise<{
    taken: number
    last: number | null
  }>,
): Promise<void> => {
  const paths = ownPaths(plan)
  if (paths.length === 0) return
  for (;;) {
    let taken = 0
    let after: number | null = 0
    while (after !== null) {
      const from: number = after
      const turn = await inWork(async (work, run) => {
        const rows = await waitingRows(work, run, paths, from)
        const last = rows.at(-1)
        return last ? { taken: await retry(work, run, plan, rows), last: last.row } : { taken: 0, last: null }
      })
      taken += turn.taken
      after = turn.last
    }
    if (taken === 0) return
  }
}
