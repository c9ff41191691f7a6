import {
  nodeOfWay,
  Refusal,
  RetryLater,
  type ProcessNode,
  type ProcessRun,
  type StepDefinition,
  type StepMove,
} from '@lianke/kernel'
import type { RunRow } from '../statements/write-runs.statement.ts'
import { outletsOf } from './graph.rule.ts'

const failuresMax = 5
/** A run that goes in circles for years remembers its newest stops. */
const trailMax = 100
const failureRestMs = 30_000

/** A run as a step sees it. */
export const publicRun = (run: RunRow): ProcessRun => ({
  id: run.id,
  process: run.process,
  version: run.version,
  subject: run.subject,
  person: run.person,
  entry_key: run.entry_key,
  node: run.node,
  entered_at: run.entered_at,
  state: run.state,
  cause: run.cause,
  hops: run.hops,
})

/** Where a woken run goes on: the clock and the event each take the way out that the step has for them. */
const resolveOutlet = (outlet: string, step: StepDefinition | undefined, node: ProcessNode): string => {
  if (outlet !== '@clock' && outlet !== '@event') return outlet
  const wanted = outlet === '@clock' ? 'timeout' : 'event'
  return step && outletsOf(step, node.config).includes(wanted) ? wanted : 'next'
}

export const end = (run: RunRow, reason: string, now: string): void => {
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

/** Notes that the run came to the node; a step tried again is the same stop (false). */
export const arrive = (run: RunRow, now: string): boolean => {
  const last = run.trail.at(-1)
  if (last?.node === run.node && last.left === undefined) return false
  run.trail = [...run.trail.slice(1 - trailMax), { node: run.node, at: now }]
  return true
}

/** Takes the way out `run.outlet` of the node it stands on. */
export const follow = (run: RunRow, node: ProcessNode, step: StepDefinition | undefined, now: string): void => {
  const outlet = resolveOutlet(run.outlet ?? 'next', step, node)
  const named = nodeOfWay(outlet)
  const next = named ?? node.next[outlet] ?? null
  run.outlet = null
  run.passed++
  const stop = run.trail.at(-1)
  if (stop?.node === run.node) Object.assign(stop, { left: now, outlet })
  if (named !== null) run.trail = run.trail.map((one) => ({ ...one, again: true }))
  if (next === null) end(run, 'completed', now)
  else {
    run.node = next
    run.entered_at = now
  }
}

/** It could not be done: tried again after a rest, and after some tries failed for good. */
export const fail = (run: RunRow, error: unknown, now: string): void => {
  const failures = Number(run.state.failures ?? 0) + 1
  const failure = error instanceof Error ? error.message.slice(0, 300) : String(error)
  const stop = run.trail.at(-1)
  if (stop) stop.failure = failure
  run.state = { ...run.state, failures, failure }
  if (!(error instanceof RetryLater) && failures > failuresMax) return end(run, 'failed', now)
  const due = new Date(Date.parse(now) + (error instanceof RetryLater ? error.delayMs : failureRestMs * failures)).toISOString()
  Object.assign(run, { status: 'waiting', due_at: due, outlet: '@again', wait_event: null, wait_where: null })
}

/** What a step said of a run. */
export const apply = (run: RunRow, move: StepMove | undefined, now: string): void => {
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
