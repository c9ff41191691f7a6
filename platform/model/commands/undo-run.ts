import { type Actor, type CommandDefinition, Refusal, refuse, type UnitOfWork, traitsOf } from '@lianke/kernel'
import type { ModelObject } from '../model/model.ts'
import type { Platform } from '../../platform.ts'
import { commonField } from '../query/common-fields.ts'
import { insideOf } from '../unit-of-work/inside-work.ts'
import { mayRun } from '../unit-of-work/run-command.ts'
import { actorOf, commandOn, type CommandRun, findRun, ownRun, runsActor } from './command-run.ts'
import { runOnSet, sharedInput } from './run-set.ts'
import { startRun } from './start-run.ts'

/** Short enough to be waited for. */
const undoAtOnceMax = 200

interface Touch {
  readonly object: string
  readonly record: string
  readonly name: string
  readonly before: Record<string, unknown> | null
  readonly changed_since: boolean
}

/** What one set made and changed, newest first; `changed_since`: somebody has worked on the record after it. */
const touchedBy = (work: UnitOfWork, run: string, first: number): Promise<Touch[]> =>
  work.sql<Touch>(
    `select f.object, f.record, f.name, f.before, exists (
       select 1 from fact l where l.object = f.object and l.record = f.record and l.seq > f.seq and l.xid <> f.xid and not l.payload ? 'roll_up'
         and l.name in (f.object || '.updated', f.object || '.deleted') and l.xid not in (select xid from command_run_set where run = $1)) as changed_since
     from fact f join command_run_set s on s.run = $1 and s.first = $2 and f.xid = s.xid
     where f.object is not null and f.name in (f.object || '.created', f.object || '.updated') and not f.payload ? 'roll_up' order by f.seq desc`,
    [run, first],
  )

/** The values a person could have written; what follows from them follows again. */
const puttable = (object: ModelObject, before: Record<string, unknown>): Record<string, unknown> => {
  const derived = new Set<string>(object.definition.derive?.fields)
  return Object.fromEntries(
    Object.entries(before).filter(([name]) => {
      const field = object.fields.get(name) ?? (name === 'owner' ? commonField(name) : undefined)
      return field && traitsOf(field).writable && !traitsOf(field).sealed && !derived.has(name)
    }),
  )
}

interface Undone {
  restored: number
  kept: number
}

/** Takes one set back: what it made goes, what it changed gets its old values, what people have changed since stays. */
const undoSet = async (work: UnitOfWork, run: string, first: number): Promise<Undone> => {
  const { model } = insideOf(work).unit
  const undone: Undone = { restored: 0, kept: 0 }
  const byObject = Map.groupBy(await touchedBy(work, run, first), ({ object }) => object)
  for (const [name, touches] of byObject) {
    const object = model.objects.get(name)
    if (!object || object.whole || object.definition.ledger) continue
    const byRecord = Map.groupBy(touches, ({ record }) => record)
    const made: string[] = []
    const rows: Record<string, unknown>[] = []
    for (const [id, own] of byRecord) {
      if (own.some(({ changed_since }) => changed_since)) undone.kept++
      else if (own.some((touch) => touch.name === `${name}.created`)) made.push(id)
      // Newest first, so that the value from before the first of several changes is the one that remains.
      else rows.push({ ...Object.assign({}, ...own.map(({ before }) => puttable(object, before ?? {}))), id })
    }
    if (made.length > 0) await work.system.records.remove(name, made)
    const back = await work.system.records.upsert({ object: name, rows, partial: true, putBack: true })
    undone.restored += made.length + back.updated + back.unchanged
    undone.kept += back.refused.length
  }
  await work.sql('update command_run_set set undone = true where run = $1 and first = $2', [run, first])
  return undone
}

/** What of a run's input its inverse takes, too. */
const inputFor = (run: CommandRun, inverse: CommandDefinition): Record<string, unknown> => {
  const known = new Set([...Object.keys(inverse.fields ?? {}), ...Object.keys(inverse.input.shape)])
  return Object.fromEntries(Object.entries(run.input).filter(([name]) => known.has(name) && name !== 'id'))
}

/** The inverse act on one set of those that were changed. */
const undoSetBy = async (work: UnitOfWork, run: CommandRun, first: number, inverse: CommandDefinition): Promise<Undone> => {
  const rows = await work.sql<{ record: string }>(
    `select r.record from command_run_row r join command_run_set s on s.run = r.run and s.first = $2
      where r.run = $1 and r.state = 'changed' and r.place between s.first and s.last order by r.place`,
    [run.id, first],
  )
  const ids = rows.map(({ record }) => record)
  const input = await sharedInput(work, inverse, inputFor(run, inverse))
  const done = ids.length > 0 ? await runOnSet(work, inverse, ids, input) : []
  await work.sql('update command_run_set set undone = true where run = $1 and first = $2', [run.id, first])
  const count = (state: 'changed' | 'refused') => done.filter((row) => row.state === state).length
  return { restored: count('changed'), kept: count('refused') }
}

/** Takes a run back, by its inverse or by the records' own history, newest set first. Goes on where it stopped. */
export const undoChanges = async (platform: Platform, tenant: string, id: string): Promise<void> => {
  const run = await platform.work(tenant, runsActor, (work) => findRun(work, id))
  if (run.status !== 'undoing') return
  const sets = await platform.database.query<{ first: number }>(tenant, {
    text: 'select first from command_run_set where run = $1 and not undone order by first desc',
    values: [id],
  })
  try {
    for (const { first } of sets) await platform.work(tenant, actorOf(run), (work) => takeBack(work, run, first))
    await platform.work(tenant, actorOf(run), (work) => closeUndo(work, run))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    // Something hangs on a record by now: what is undone stays undone, the rest stays and says why.
    await platform.database.query(tenant, {
      text: `update command_run set status = 'done', problem = $2 where id = $1`,
      values: [id, JSON.stringify({ code: error.code, params: error.params })],
    })
  }
}

const takeBack = async (work: UnitOfWork, run: CommandRun, first: number): Promise<void> => {
  const { model } = insideOf(work).unit
  const { undo } = commandOn(model, run.command).command
  const { restored, kept } =
    typeof undo === 'object'
      ? await undoSetBy(work, run, first, commandOn(model, undo.command).command)
      : await undoSet(work, run.id, first)
  await work.sql('update command_run set restored = restored + $2, kept = kept + $3 where id = $1', [run.id, restored, kept])
}
const closeUndo = async (work: UnitOfWork, run: CommandRun): Promise<void> => {
  await work.sql(`update command_run set status = 'undone', finished_at = now() where id = $1`, [run.id])
  await work.emit({ name: 'command.undone', payload: { run: run.id, command: run.command } })
}

/** The inverse act on the records that were changed. */
const undoByCommand = async (work: UnitOfWork, run: CommandRun, inverse: CommandDefinition): Promise<void> => {
  const rows = await work.sql<{ record: string }>(
    `select record from command_run_row where run = $1 and state = 'changed' order by place`,
    [run.id],
  )
  const back = await startRun(
    work,
    { command: inverse.name, ids: rows.map(({ record }) => record), input: inputFor(run, inverse) },
    { back: true },
  )
  await work.sql('update command_run set restored = $2, kept = $3 where id = $1', [run.id, back.run.changed, back.run.refused])
  await closeUndo(work, run)
}

/** Takes an ended run back, if its command has a way back and it is the caller's own. */
const undoRun = async (platform: Platform, tenant: string, run: CommandRun): Promise<void> => {
  const model = await platform.model(tenant)
  const { command } = commandOn(model, run.command)
  const { undo } = command
  if (!undo) refuse('command.no_way_back', { params: { command: command.name } })
  await platform.work(tenant, actorOf(run), async (work) => {
    if (!mayRun(insideOf(work).unit.access, command)) refuse('access.denied', { status: 403, params: { command: command.name } })
    const [locked] = await work.sql<CommandRun>('select * from command_run where id = $1 for update', [run.id])
    if (!locked || !['done', 'failed', 'cancelled'].includes(locked.status))
      refuse('command.wrong_state', { status: 409, params: { status: locked?.status } })
    if (undo !== 'changes' && locked.total <= undoAtOnceMax)
      return undoByCommand(work, locked, commandOn(model, undo.command).command)
    await work.sql(`update command_run set status = 'undoing', problem = null where id = $1`, [run.id])
    if (locked.total > undoAtOnceMax) return work.enqueue('command.undo', { run: run.id }, { key: `command:${run.id}` })
    const sets = await work.sql<{ first: number }>(
      'select first from command_run_set where run = $1 and not undone order by first desc',
      [run.id],
    )
    for (const { first } of sets) await takeBack(work, locked, first)
    return closeUndo(work, locked)
  })
}

/** Stops a running run after the set it is at, or takes an ended one back. */
export const moveRun = async (
  platform: Platform,
  tenant: string,
  actor: Actor,
  { id, act }: { readonly id: string; readonly act: 'cancel' | 'undo' },
): Promise<CommandRun> => {
  const run = await ownRun(platform, tenant, actor, id)
  if (act === 'undo') await undoRun(platform, tenant, run)
  else {
    const stopped = await platform.database.query(tenant, {
      text: `update command_run set status = 'cancelled', finished_at = now() where id = $1 and status = 'running' returning id`,
      values: [id],
    })
    if (stopped.length === 0) refuse('command.wrong_state', { status: 409, params: { status: run.status } })
  }
  return ownRun(platform, tenant, actor, id)
}
