import { isObject, type ProcessNode, type StepDefinition, textIn } from '@lianke/kernel'
import type { RunRow } from '../statements/write-runs.statement.ts'
import { type Graph, outletsOf } from './graph.rule.ts'

/** Does a way lead from the node back to it? */
const isOnCircle = ({ nodes }: Graph, start: ProcessNode): boolean => {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const seen = new Set<string>()
  const open = Object.values(start.next)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === start.id) return true
    if (id === null || seen.has(id)) continue
    seen.add(id)
    open.push(...Object.values(byId.get(id)?.next ?? {}))
  }
  return false
}

/** By which way out a run left a node before; of one that was joined with another, also by which the other did (`state.seen`). */
const outletBefore = ({ trail, state }: Pick<RunRow, 'trail' | 'state'>, node: string): string | null => {
  const stop = trail.find((one) => one.node === node && one.left !== undefined && !one.again)
  return stop?.outlet ?? (isObject(state.seen) ? textIn(state.seen[node]) : null)
}

/**
 * The way out that a run takes at a node without its step being done: it was here already, and no circle led it back but a graph drawn anew or a
 * person who is one with another. Null: the step is to be done.
 */
export const wayTakenBefore = (
  run: Pick<RunRow, 'node' | 'trail' | 'state'>,
  { graph, node, step }: { readonly graph: Graph; readonly node: ProcessNode; readonly step: StepDefinition },
): string | null => {
  const last = run.trail.at(-1)
  if (last?.node === node.id && last.left === undefined) return null
  const outlet = outletBefore(run, node.id)
  return outlet !== null && outletsOf(step, node.config).includes(outlet) && !isOnCircle(graph, node) ? outlet : null
}
