import { type CommandDefinition, Refusal, refuse, type SetOutcome, surely, type UnitOfWork } from '@lianke/kernel'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { rowFaults } from '../unit-of-work/row-rights.ts'
import { commandInput, mayRun } from '../unit-of-work/run-command.ts'
import type { KeptRefusal } from './command-run.ts'

/** Rows of a transaction: a set in a few statements, or records one by one with a savepoint each. */
export const setSizeOf = (command: CommandDefinition): number => (command.runSet ? 1000 : 200)

export interface RowOutcome {
  readonly id: string
  readonly state: 'changed' | 'same' | 'refused'
  readonly refusal: KeptRefusal | null
  /** What `run` answered for it. */
  readonly answer?: unknown
}

const anyId = '00000000-0000-4000-8000-000000000000'

/** Input that is the same for all records. Refuses what the command would refuse of it. */
export const sharedInput = async (
  work: UnitOfWork,
  command: CommandDefinition,
  raw: unknown,
): Promise<Record<string, unknown>> => {
  const { unit, acting } = insideOf(work)
  if (!mayRun(unit.access, command)) refuse('access.denied', { status: 403, params: { command: command.name } })
  const given = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {}
  const needsId = 'id' in command.input.shape
  const full = { raw: needsId ? { ...given, id: anyId } : raw, door: unit.door }
  const { id: _, ...input } = await commandInput(acting, command, full)
  return input
}

const kept = ({ code, params, problems }: Refusal): KeptRefusal => ({
  code,
  params,
  ...(problems.length > 0 ? { problems } : {}),
})

const oneByOne = async (work: UnitOfWork, command: CommandDefinition, ids: readonly string[], input: Record<string, unknown>) => {
  const { acting } = insideOf(work)
  const rows: RowOutcome[] = []
  for (const id of ids) {
    try {
      rows.push({ id, state: 'changed', refusal: null, answer: await work.attempt(() => command.run(acting, { ...input, id })) })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      rows.push({ id, state: 'refused', refusal: kept(error) })
    }
  }
  return rows
}

const asRows = (ids: readonly string[], { changed, refused }: SetOutcome): RowOutcome[] => {
  const done = new Set(changed)
  const not = new Map(refused.map(({ id, code, params }) => [id, { code, params }]))
  return ids.map((id) => {
    const refusal = not.get(id)
    return refusal ? { id, state: 'refused', refusal } : { id, state: done.has(id) ? 'changed' : 'same', refusal: null }
  })
}

/** The act on these records, each with what became of it; one that is refused holds up none of the others. */
export const runOnSet = async (
  work: UnitOfWork,
  command: CommandDefinition,
  ids: readonly string[],
  input: Record<string, unknown>,
): Promise<readonly RowOutcome[]> => {
  const { acting } = insideOf(work)
  const faults = await rowFaults(insideOf(acting).unit, command, ids)
  const open = ids.filter((id) => !faults.has(id))
  const rows = command.runSet
    ? asRows(open, open.length > 0 ? await command.runSet(acting, open, input) : { changed: [], refused: [] })
    : await oneByOne(work, command, open, input)
  if (faults.size === 0) return rows
  const done = new Map(rows.map((row) => [row.id, row]))
  return ids.map((id): RowOutcome => {
    const fault = faults.get(id)
    return fault ? { id, state: 'refused', refusal: kept(fault) } : surely(done.get(id), 'each record was answered')
  })
}
