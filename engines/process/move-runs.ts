import {
  channelFor,
  type Intent,
  personObject,
  type ProcessNode,
  Refusal,
  type StepDefinition,
  type StepHost,
  type StepMove,
  surely,
} from '@lianke/kernel'
import {
  fieldsOfRecords,
  matchingRecords,
  newId,
  relatedRecords,
  runInProcess,
  tellFacts,
  type Transaction,
  wakeReaders,
} from '@lianke/platform'
import { beginRuns } from './begin-runs.ts'
import { actor, type MoveGiven, versionKey } from './move-given.ts'
import { type Fault, faultIn, faultOfMoves } from './rules/fault.rule.ts'
import { bySettings } from './rules/run-values.rule.ts'
import { wayTakenBefore } from './rules/once.rule.ts'
import { apply, arrive, end, fail, follow, publicRun } from './rules/run-move.rule.ts'
import { type LiveVersion, outlives } from './statements/enter-runs.statement.ts'
import { writeCalls } from './statements/calls.statement.ts'
import {
  claimRuns,
  insertRuns,
  type NodeCount,
  type RunRow,
  writeAsks,
  writeCounts,
  writeRuns,
} from './statements/write-runs.statement.ts'
import { stopProcess } from './stop-process.ts'
import { endedFact, factsOf } from './tell-runs.ts'

export const runsPerMoveMax = 2000
/** A run passes at most so many nodes in one transaction; the rest of its way is the next one's. */
const nodesPerMoveMax = 25
/** One node with the runs that stand before it. */
interface Stand {
  readonly version: LiveVersion
  readonly node: ProcessNode
  readonly step: StepDefinition
  readonly runs: readonly RunRow[]
}

/** What a move gathers to be written at its end. */
interface Moving {
  readonly tx: Transaction
  readonly given: MoveGiven
  /** Runs that begin with this move and are not stored yet. */
  readonly begun: Set<RunRow>
  /** Those of them that were stored where this move leaves them. */
  readonly settled: Set<RunRow>
  readonly intents: Intent[]
  readonly counts: Map<string, NodeCount>
  /** Definitions that cannot go on as they stand. */
  readonly faults: Map<string, { readonly version: LiveVersion; readonly fault: Fault }>
  /** Runs of other processes were begun, or programs outside are to be called. */
  called: boolean
}

const stepHost = (moving: Moving, { version, runs }: Stand, intents: Intent[]): StepHost => {
  const { tx, given } = moving
  const object = version.subject_object
  const persons = new Map(runs.map(({ subject, person }) => [subject, person]))
  return {
    kind: version.kind,
    now: given.now,
    zone: given.zone,
    calendar: () => given.inWork(async (work) => (await work.calendars()).usual, new Map()),
    object,
    records: (ids, fields) => fieldsOfRecords(tx, given, object, ids, fields),
    persons: (ids, fields) => fieldsOfRecords(tx, given, personObject, ids, fields),
    matching: (ids, filter) => matchingRecords(tx, given, object, ids, filter, { deleted: outlives(version) }),
    related: (asked) => relatedRecords(tx, given, asked),
    request: async (calls) => {
      moving.called = true
      await writeCalls(tx, calls, given.now)
    },
    begin: async (asked) => {
      moving.called = true
      return beginRuns(tx, given, asked)
    },
    channelFor: (act, name) => channelFor(given.model.channels.values(), act, name),
    personOf: (subject) => persons.get(subject) ?? null,
    command: (work, asked) => runInProcess(work, given.model, { object, ...asked }),
    intend: (asked) => {
      intents.push(...asked)
    },
    act: (acting, run) =>
      given.inWork(
        run,
        new Map(
          acting.flatMap(({ subject, person, cause, hops }) =>
            cause ? [subject, person ?? subject].map((about) => [about, { id: cause, hops }] as const) : [],
          ),
        ),
      ),
  }
}

/** Stores the runs that have just begun: the step that comes next may look at what is stored. */
const storeBegun = async ({ tx, given, begun, settled }: Moving): Promise<void> => {
  await insertRuns(tx, [...begun], given.now)
  for (const run of begun) if (run.status !== 'active') settled.add(run)
  begun.clear()
}

/** Lets the step say what becomes of the runs, as a part of the transaction: what fails leaves nothing behind. */
const ask = async (moving: Moving, stand: Stand): Promise<Map<string, StepMove>> => {
  const { step, node, runs } = stand
  const asked: Intent[] = []
  const moves = await moving.tx.attempt(async () => {
    const said: StepMove[] = []
    for (const [config, those] of bySettings(node.config, runs)) {
      const host = stepHost(moving, { ...stand, runs: those }, asked)
      said.push(...(await step.enter(host, { ...node, config }, those.map(publicRun))))
    }
    const fault = faultOfMoves(said, node.id)
    if (fault) throw new Refusal(fault.code, { params: fault.params })
    return said
  })
  moving.intents.push(...asked)
  return new Map(moves.map((move) => [move.run, move]))
}

/**
 * Lets one step act on the runs that stand before it. One that cannot be done for some record is halved until that stands alone: only its run
 * is tried again later. One that no record could be done with stops its process.
 */
const act = async (moving: Moving, stand: Stand): Promise<void> => {
  const { given } = moving
  const { step, node, runs, version } = stand
  if (moving.faults.has(version.process)) return stay(runs)
  try {
    const moves = await ask(moving, stand)
    for (const run of runs) apply(run, moves.get(run.id), given.now)
  } catch (error) {
    const fault = faultIn(error, node.id)
    if (fault) {
      moving.faults.set(version.process, { version, fault })
      return stay(runs)
    }
    const half = Math.ceil(runs.length / 2)
    if (runs.length > 1 && error instanceof Refusal) {
      await act(moving, { ...stand, runs: runs.slice(0, half) })
      return act(moving, { ...stand, runs: runs.slice(half) })
    }
    given.log('warn', 'a step of a process failed', {
      step: step.name,
      node: node.id,
      runs: runs.length,
      error: String(error),
    })
    for (const run of runs) fail(run, error, given.now)
  }
}

/** They stand before the step still, and try it again when their process goes on. */
const stay = (runs: readonly RunRow[]): void => {
  for (const run of runs) if (run.status === 'active') run.outlet = '@again'
}

/** Those that were at the node before go by it; answers the others. */
const passedBy = ({ given }: Moving, { version, node, step, runs }: Stand): RunRow[] =>
  runs.filter((run) => {
    const way = wayTakenBefore(run, { graph: version.graph, node, step })
    if (way === null) return true
    run.outlet = way
    follow(run, node, step, given.now)
    return false
  })

/** All runs before one node go through its step as one set. Answers how many nodes were passed. */
const passNode = async (moving: Moving, stand: Omit<Stand, 'step'>): Promise<number> => {
  const { given, counts, faults } = moving
  const { version, node } = stand
  const step = given.model.steps.get(node.step)
  if (!step) {
    faults.set(version.process, { version, fault: { code: 'process.no_step', params: { step: node.step }, node: node.id } })
    stay(stand.runs)
    return 0
  }
  const runs = passedBy(moving, { ...stand, step })
  if (runs.length === 0) return 0
  const key = `${versionKey(version)} ${node.id}`
  const count = counts.get(key) ?? { entered: 0, failed: 0 }
  counts.set(key, count)
  if (!step.ignoresRuns) await storeBegun(moving)
  count.entered += runs.filter((run) => arrive(run, given.now)).length
  await act(moving, { ...stand, step, runs })
  count.failed += runs.filter((run) => run.end_reason === 'failed').length
  for (const run of runs)
    if (run.status === 'active' && run.outlet !== null && run.outlet !== '@again') follow(run, node, step, given.now)
  return runs.length
}

/**
 * Moves every active run, and those that begin now (`begun`), as far as it goes: all runs before one node go through its step as one set, and each
 * table is written once. A run that begins is stored where it stands then, or before the first step that may look at runs. Answers how many runs were moved and how many nodes were passed; `again`: runs were begun, or some have ended that others wait for.
 */
export const moveRuns = async (
  tx: Transaction,
  given: MoveGiven,
  begun: readonly RunRow[] = [],
): Promise<{ runs: number; moves: number; again: boolean }> => {
  await insertRuns(tx, begun.slice(runsPerMoveMax), given.now)
  const starting = begun.slice(0, runsPerMoveMax)
  const runs = [...(await claimRuns(tx, runsPerMoveMax)), ...starting]
  if (runs.length === 0) return { runs: 0, moves: 0, again: false }
  const versions = new Map(
    given.versions.map((version) => [
      versionKey(version),
      { version, nodes: new Map(version.graph.nodes.map((node) => [node.id, node])) },
    ]),
  )
  const placeOf = (run: RunRow): Omit<Stand, 'step' | 'runs'> | null => {
    const found = versions.get(versionKey(run))
    const node = found?.nodes.get(run.node)
    return found && node ? { version: found.version, node } : null
  }
  const moving: Moving = {
    tx,
    given,
    begun: new Set(starting),
    settled: new Set(),
    intents: [],
    counts: new Map(),
    faults: new Map(),
    called: false,
  }
  let moves = 0
  let open = runs.filter((run) => {
    const place = placeOf(run)
    if (!place) end(run, 'node_missing', given.now)
    else if (run.outlet === '@again') run.outlet = null
    else if (run.outlet !== null) follow(run, place.node, given.model.steps.get(place.node.step), given.now)
    return run.status === 'active'
  })
  for (let hop = 0; hop < nodesPerMoveMax && open.length > 0; hop++) {
    for (const group of Map.groupBy(open, (run) => `${versionKey(run)} ${run.node}`).values()) {
      const place = placeOf(surely(group[0], 'a group has a first'))
      if (place) moves += await passNode(moving, { ...place, runs: group })
      else for (const run of group) end(run, 'node_missing', given.now)
    }
    open = open.filter((run) => run.status === 'active' && run.outlet === null)
  }
  await settle(moving, runs)
  const again = moving.called || runs.some(({ parent, status }) => parent !== null && status === 'ended')
  return { runs: runs.length, moves, again }
}

/** Writes where everybody stands now, what is asked for, what is counted and told, and which definitions stopped. */
const settle = async (moving: Moving, runs: readonly RunRow[]): Promise<void> => {
  const { tx, given, intents, counts, faults, called } = moving
  await writeRuns(
    tx,
    runs.filter((run) => !moving.begun.has(run) && !moving.settled.has(run)),
  )
  await storeBegun(moving)
  await writeAsks(
    tx,
    intents.map((intent) => ({ id: newId(), ...intent })),
  )
  await writeCounts(tx, counts)
  if (intents.length > 0 || called) tx.afterCommit(() => wakeReaders(tx.database, tx.tenant))
  const ended = runs.filter((run) => run.status === 'ended')
  await tellFacts(tx, factsOf(given, ended, endedFact), { actor, now: given.now })
  for (const { version, fault } of faults.values()) await stopProcess(tx, given, version, fault)
}
