import { surely } from '@lianke/kernel'
import {
  channelFor,
  type FactInput,
  type Intent,
  type JourneyNode,
  type JourneyRun,
  Refusal,
  RetryLater,
  type UnitOfWork,
  type StepDefinition,
  type StepHost,
  type StepMove,
} from '@lianke/kernel'
import { fieldsOfPersons, matchingPersons, type Model, newId, tellFacts, type Transaction, wakeReaders } from '@lianke/platform'
import { outletsOf } from './rules/graph.rule.ts'
import type { LiveVersion } from './statements/enter-runs.statement.ts'
import { claimRuns, type NodeCount, type RunRow, writeAsks, writeCounts, writeRuns } from './statements/write-runs.statement.ts'

export const runsPerMoveMax = 2000
/** A run passes at most so many nodes in one transaction; the rest of its way is the next one's. */
const nodesPerMoveMax = 25
const failuresMax = 5
/** A run that goes in circles for years remembers its newest stops. */
const trailMax = 100
const failureRestMs = 30_000
const actor = { kind: 'system', id: 'journey' } as const

export interface MoveGiven {
  readonly model: Model
  readonly zone: string
  readonly now: string
  readonly versions: readonly LiveVersion[]
  /** Acts as the house in the transaction of the move. */
  readonly inWork: <T>(
    run: (work: UnitOfWork) => Promise<T>,
    causes: ReadonlyMap<string, { id: string; hops: number }>,
  ) => Promise<T>
  readonly log: (level: 'warn', message: string, data: Record<string, unknown>) => void
}

const versionKey = (run: { journey: string; version: number }): string => `${run.journey} ${run.version}`

const stepHost = (tx: Transaction, given: MoveGiven, intents: Intent[]): StepHost => ({
  now: given.now,
  zone: given.zone,
  persons: (ids, fields) => fieldsOfPersons(tx, given, ids, fields),
  matching: (ids, filter) => matchingPersons(tx, given, ids, filter),
  channelFor: (act, name) => channelFor(given.model.channels.values(), act, name),
  intend: (asked) => {
    intents.push(...asked)
  },
  act: (runs, run) =>
    given.inWork(run, new Map(runs.flatMap(({ person, cause, hops }) => (cause ? [[person, { id: cause, hops }]] : [])))),
})

/** Where a woken run goes on: the clock and the event each take the way out that the step has for them. */
const resolveOutlet = (outlet: string, step: StepDefinition | undefined, node: JourneyNode): string => {
  if (outlet !== '@clock' && outlet !== '@event') return outlet
  const wanted = outlet === '@clock' ? 'timeout' : 'event'
  return step && outletsOf(step, node.config).includes(wanted) ? wanted : 'next'
}

const end = (run: RunRow, reason: string, now: string): void => {
  Object.assign(run, {
    status: 'ended',
    end_reason: reason,
    ended_at: now,
    due_at: null,
    wait_event: null,
    wait_where: null,
    outlet: null,
  })
}

/** Notes that the run came to the node; a step tried again is the same stop. */
const arrive = (run: RunRow, now: string): void => {
  const last = run.trail.at(-1)
  if (last?.node === run.node && last.left === undefined) return
  run.trail = [...run.trail.slice(1 - trailMax), { node: run.node, at: now }]
}

/** Takes the way out `run.outlet` of the node it stands on. */
const follow = (run: RunRow, node: JourneyNode, step: StepDefinition | undefined, now: string): void => {
  const outlet = resolveOutlet(run.outlet as string, step, node)
  const next = node.next[outlet] ?? null
  run.outlet = null
  run.passed++
  const stop = run.trail.at(-1)
  if (stop?.node === run.node) Object.assign(stop, { left: now, outlet })
  if (next === null) end(run, 'completed', now)
  else {
    run.node = next
    run.entered_at = now
  }
}

const fail = (run: RunRow, error: unknown, now: string): void => {
  const failures = Number(run.state.failures ?? 0) + 1
  const failure = error instanceof Error ? error.message.slice(0, 300) : String(error)
  const stop = run.trail.at(-1)
  if (stop) stop.failure = failure
  if (!(error instanceof RetryLater) && failures > failuresMax) return end(run, 'failed', now)
  const due = new Date(Date.parse(now) + (error instanceof RetryLater ? error.delayMs : failureRestMs * failures)).toISOString()
  run.state = { ...run.state, failures, failure }
  Object.assign(run, { status: 'waiting', due_at: due, outlet: '@again', wait_event: null, wait_where: null })
}

const apply = (run: RunRow, move: StepMove | undefined, now: string): void => {
  if (!move) run.outlet = 'next'
  else if ('outlet' in move) {
    run.outlet = move.outlet
    if (move.state) run.state = { ...run.state, ...move.state }
  } else if ('end' in move) end(run, move.end, now)
  else if ('refused' in move) fail(run, new Refusal(move.refused), now)
  else
    Object.assign(run, {
      status: 'waiting',
      due_at: move.wait.until,
      wait_event: move.wait.event ?? null,
      wait_where: move.wait.where ?? null,
    })
}

const publicRun = (run: RunRow): JourneyRun => ({
  id: run.id,
  journey: run.journey,
  version: run.version,
  person: run.person,
  entry_key: run.entry_key,
  node: run.node,
  entered_at: run.entered_at,
  state: run.state,
  cause: run.cause,
  hops: run.hops,
})

interface Stand {
  readonly step: StepDefinition
  readonly node: JourneyNode
  readonly runs: readonly RunRow[]
}

/**
 * Lets one step act on the runs that stand before it; a set that fails leaves nothing behind. One that cannot be done for somebody is
 * halved until he stands alone: only his run is tried again later.
 */
const act = async (tx: Transaction, given: MoveGiven, { step, node, runs }: Stand, intents: Intent[]): Promise<void> => {
  const asked: Intent[] = []
  try {
    const entered = await tx.attempt(() => step.enter(stepHost(tx, given, asked), node, runs.map(publicRun)))
    const moves = new Map(entered.map((move) => [move.run, move]))
    for (const run of runs) apply(run, moves.get(run.id), given.now)
    intents.push(...asked)
  } catch (error) {
    const half = Math.ceil(runs.length / 2)
    if (runs.length > 1 && error instanceof Refusal) {
      await act(tx, given, { step, node, runs: runs.slice(0, half) }, intents)
      return act(tx, given, { step, node, runs: runs.slice(half) }, intents)
    }
    given.log('warn', 'a journey step failed', { step: step.name, node: node.id, runs: runs.length, error: String(error) })
    for (const run of runs) fail(run, error, given.now)
  }
}

/**
 * Moves every active run as far as it goes: all runs before one node go through its step as one set, and each table is written once.
 * Answers how many runs were moved and how many nodes were passed.
 */
export const moveRuns = async (
  tx: Transaction,
  given: MoveGiven,
  max = runsPerMoveMax,
): Promise<{ runs: number; moves: number }> => {
  const runs = await claimRuns(tx, max)
  if (runs.length === 0) return { runs: 0, moves: 0 }
  const versions = new Map(
    given.versions.map((version) => [
      versionKey(version),
      { version, nodes: new Map(version.graph.nodes.map((node) => [node.id, node])) },
    ]),
  )
  const nodeOf = (run: RunRow) => versions.get(versionKey(run))?.nodes.get(run.node)
  const intents: Intent[] = []
  const counts = new Map<string, NodeCount>()
  let moves = 0
  let open = runs.filter((run) => {
    const node = nodeOf(run)
    if (!node) end(run, 'node_missing', given.now)
    else if (run.outlet === '@again') run.outlet = null
    else if (run.outlet !== null) follow(run, node, given.model.steps.get(node.step), given.now)
    return run.status === 'active'
  })
  for (let hop = 0; hop < nodesPerMoveMax && open.length > 0; hop++) {
    for (const [key, group] of Map.groupBy(open, (run) => `${versionKey(run)} ${run.node}`)) {
      const node = nodeOf(surely(group[0], 'a group has a first'))
      const step = node && given.model.steps.get(node.step)
      const count = counts.get(key) ?? { entered: 0, failed: 0 }
      counts.set(key, count)
      count.entered += group.length
      moves += group.length
      if (!node || !step) for (const run of group) end(run, 'node_missing', given.now)
      else {
        for (const run of group) arrive(run, given.now)
        await act(tx, given, { step, node, runs: group }, intents)
        count.failed += group.filter((run) => run.end_reason === 'failed').length
        for (const run of group) if (run.status === 'active' && run.outlet !== null) follow(run, node, step, given.now)
      }
    }
    open = open.filter((run) => run.status === 'active')
  }
  await writeRuns(tx, runs)
  await writeAsks(
    tx,
    intents.map((intent) => ({ id: newId(), ...intent })),
  )
  await writeCounts(tx, counts)
  if (intents.length > 0) tx.afterCommit(() => wakeReaders(tx.database, tx.tenant))
  await tellFacts(tx, runs.filter((run) => run.status === 'ended').map(endedFact), { actor, now: given.now })
  return { runs: runs.length, moves }
}

/** What the timeline learns of a run's end. */
export const endedFact = (run: {
  id: string
  journey: string
  version: number
  person: string
  end_reason: string | null
  cause?: string | null
  hops?: number
}): FactInput => ({
  name: 'journey.ended',
  subject: { object: 'marketing.journey', id: run.journey },
  person: run.person,
  payload: { journey: run.journey, version: run.version, run: run.id, reason: run.end_reason },
  cause: run.cause ? { id: run.cause, hops: run.hops ?? 0 } : null,
})
