import { type CommandDefinition, type Filter, Refusal, refuse, type UnitOfWork, setRowsMax } from '@lianke/kernel'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { commandOn, findRun, type CommandRun } from './command-run.ts'
import { type RowOutcome, setSizeOf, sharedInput } from './run-set.ts'
import { takeSet } from './take-set.ts'

/** Up to here the answer is waited for; beyond, it is a job. */
const directRowsMax = 200
const runRowsMax = 1_000_000

/** Which records: chosen ones, or all that match. */
export interface RunOn {
  readonly command: string
  readonly ids?: readonly string[]
  readonly filter?: Filter
  readonly search?: string
  /** Every record of the object. */
  readonly all?: boolean
  readonly input?: unknown
}

const placeOf = (command: CommandDefinition, { ids }: RunOn): string =>
  ids !== undefined ? (ids.length === 1 && !command.place?.includes('selection') ? 'record' : 'selection') : 'filter'

/** Refuses records in a number or way that the command is not offered for. */
export const checkPlace = (command: CommandDefinition, on: RunOn): void => {
  const place = placeOf(command, on)
  if (!command.place?.some((one) => one === place || (place === 'record' && one === 'phone')))
    refuse('command.not_for_sets', { params: { command: command.name } })
}

/** Writes down which records a run is for: a filter is asked once, by pages of ids. */
const noteRows = async (work: UnitOfWork, run: string, object: string, on: RunOn): Promise<number> => {
  const note = (ids: readonly string[], from: number) =>
    work.sql(
      `insert into command_run_row (run, place, record) select $1, $3::int + x.at - 1, x.id from unnest($2::uuid[]) with ordinality as x(id, at)`,
      [run, ids, from],
    )
  if (on.ids) {
    const ids = [...new Set(on.ids)]
    await note(ids, 0)
    return ids.length
  }
  let [cursor, total]: [string | null, number] = [null, 0]
  do {
    const page: { data: { id: string }[]; next: string | null } = await work.records.list(object, {
      ...(on.filter ? { filter: on.filter } : {}),
      ...(on.search ? { search: on.search } : {}),
      fields: ['id'],
      sort: ['id'],
      limit: setRowsMax * 10,
      cursor,
    })
    await note(
      page.data.map(({ id }) => id),
      total,
    )
    total += page.data.length
    cursor = page.next
    if (total > runRowsMax) refuse('records.too_many', { status: 413, params: { max: runRowsMax } })
  } while (cursor)
  return total
}

export interface Started {
  readonly run: CommandRun
  /** What became of the first rows, where the answer was waited for. */
  readonly rows: readonly RowOutcome[]
}

/** Begins an act on many records: a few are done at once, more become a job in the same transaction that noted which they are. */
export const startRun = async (work: UnitOfWork, on: RunOn, options: { readonly back?: boolean } = {}): Promise<Started> => {
  const { unit } = insideOf(work)
  const { command, object } = commandOn(unit.model, on.command)
  // Whoever names no records means none of them, never all.
  if (!on.ids && !on.filter && !on.search && !on.all) refuse('command.nothing_chosen')
  const input = await sharedInput(work, command, on.input)
  // The way back from an act on many is taken for all of them.
  if (!options.back) checkPlace(command, on)
  const { actor } = work
  const id = work.id()
  await work.sql(
    `insert into command_run (id, command, object, input, status, actor_kind, actor, actor_name, locale) values ($1, $2, $3, $4, 'running', $5, $6, $7, $8)`,
    [id, command.name, object, JSON.stringify(input), actor.kind, actor.id, actor.name ?? null, work.locale],
  )
  const total = await noteRows(work, id, object, on)
  if (total === 0) refuse('command.nothing_chosen')
  await work.sql('update command_run set total = $2 where id = $1', [id, total])
  if (total > directRowsMax) {
    await work.enqueue('command.run', { run: id }, { key: `command:${id}` })
    return { run: await findRun(work, id), rows: [] }
  }
  const rows = await takeSet(work, { run: id, command, input, first: 0, size: Math.min(total, setSizeOf(command)) })
  // One record alone is refused like any other write: with the words and the fields it is about.
  const [only] = rows
  if (total === 1 && only?.refusal)
    throw new Refusal(only.refusal.code, { params: only.refusal.params, problems: only.refusal.problems })
  await work.sql(`update command_run set status = 'done', finished_at = now() where id = $1`, [id])
  await tellRun(work, await findRun(work, id))
  return { run: await findRun(work, id), rows }
}

/** One line of the audit for the whole act. */
export const tellRun = (work: UnitOfWork, { id, command, changed, refused }: CommandRun): Promise<void> =>
  work.emit({ name: 'command.ran', payload: { run: id, command, changed, refused } })
