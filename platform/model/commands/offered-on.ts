import { isOffered, refuse, type UnitOfWork, setRowsMax } from '@lianke/kernel'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { standingStill } from '../unit-of-work/standing-still.ts'
import { openToAct, type RowAction, rowActionOf } from '../unit-of-work/row-rights.ts'
import { mayRun } from '../unit-of-work/run-command.ts'

interface OfferedCommand {
  readonly command: string
  /** On how many of the records asked about. */
  readonly count: number
}

/**
 * Which acts are offered on these records: right, right on the record, that it does not stand still, state, and what an act asks beyond it. One statement for the rows, one for
 * each kind of right.
 */
export const offeredOn = async (
  work: UnitOfWork,
  object: string,
  given: readonly string[],
): Promise<readonly OfferedCommand[]> => {
  const { unit, acting } = insideOf(work)
  const { model, access } = unit
  const known = model.objects.get(object) ?? refuse('object.unknown', { status: 404, params: { object } })
  const ids = [...new Set(given)].slice(0, setRowsMax)
  const commands = [...model.commands.values()].filter(
    (command) => command.on === object && (command.place?.length ?? 0) > 0 && mayRun(access, command),
  )
  if (commands.length === 0 || ids.length === 0) return []
  const seen = await work.records.list(object, {
    filter: { field: 'id', op: 'in', value: ids },
    fields: ['id'],
    limit: ids.length,
  })
  const names = new Set(commands.flatMap(({ offered }) => Object.keys(offered ?? {})))
  // The state decides even for whoever may not see the field it stands in.
  const rows = await work.system.records.list(object, {
    filter: { field: 'id', op: 'in', value: seen.data.map(({ id }) => id) },
    fields: ['id', ...[...names].filter((name) => known.fields.has(name))],
    limit: Math.max(1, seen.data.length),
  })
  const rights = new Map<RowAction, ReadonlySet<string>>()
  for (const command of commands) {
    const action = rowActionOf(command)
    if (!rights.has(action)) rights.set(action, await openToAct(insideOf(acting).unit, object, ids, action))
  }
  const still = await standingStill(
    unit,
    known,
    rows.data.map((row) => ({ row, changes: null })),
  )
  const found: OfferedCommand[] = []
  for (const command of commands) {
    const action = rowActionOf(command)
    const may = rights.get(action)
    const open = (id: string) => may?.has(id) && (action === 'read' || !still.has(id))
    const fit = rows.data.flatMap((row) => (open(row.id) && isOffered(command, row) ? [row.id] : []))
    const left = fit.length > 0 && command.offeredTo ? new Set(await command.offeredTo(work.system, fit)) : null
    const count = left ? fit.filter((id) => left.has(id)).length : fit.length
    if (count > 0) found.push({ command: command.name, count })
  }
  return found
}
