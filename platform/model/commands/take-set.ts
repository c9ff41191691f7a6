import type { CommandDefinition, UnitOfWork } from '@lianke/kernel'
import { type RowOutcome, runOnSet } from './run-set.ts'

interface SetTask {
  readonly run: string
  readonly command: CommandDefinition
  readonly input: Record<string, unknown>
  readonly first: number
  readonly size: number
}

/** Somebody asked to stop. */
export class Stopped extends Error {}

/** One set, its figures and its mark in one transaction: after a crash it is there whole or not at all, and never twice. */
export const takeSet = async (
  work: UnitOfWork,
  { run, command, input, first, size }: SetTask,
): Promise<readonly RowOutcome[]> => {
  const claimed = await work.sql(
    'insert into command_run_set (run, first, last) values ($1, $2, $3) on conflict do nothing returning first',
    [run, first, first + size - 1],
  )
  if (claimed.length === 0) return []
  const found = await work.sql<{ place: number; record: string }>(
    'select place, record from command_run_row where run = $1 and place >= $2 and place < $3 order by place',
    [run, first, first + size],
  )
  const rows = await runOnSet(
    work,
    command,
    found.map(({ record }) => record),
    input,
  )
  const noted = rows.map(({ state, refusal }, index) => ({ place: found[index]?.place, state, refusal }))
  await work.sql(
    `update command_run_row r set state = x.state, refusal = x.refusal
      from json_to_recordset($2::json) as x(place integer, state text, refusal jsonb) where r.run = $1 and r.place = x.place`,
    [run, JSON.stringify(noted)],
  )
  const count = (state: RowOutcome['state']) => rows.filter((row) => row.state === state).length
  const going = await work.sql(
    `update command_run set done = done + $2, changed = changed + $3, refused = refused + $4 where id = $1 and status = 'running' returning id`,
    [run, rows.length, count('changed'), count('refused')],
  )
  if (going.length === 0) throw new Stopped()
  return rows
}
