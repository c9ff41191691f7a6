import type { ProcessNode } from '@lianke/kernel'
import { gapKey, type Graph, type OutletsOf } from './process-graph.ts'

export interface Place {
  readonly x: number
  readonly y: number
}
/** Where everything is drawn. */
interface Layout {
  readonly steps: ReadonlyMap<string, Place>
  /** Of ways out that lead nowhere yet. */
  readonly ends: ReadonlyMap<string, Place>
  /** Columns (x) in which ways run down to a step that another way placed, or back up to one. */
  readonly lanes: ReadonlyMap<string, number>
}
/** A way from a step to another. */
interface Way {
  readonly from: string
  readonly outlet: string
  readonly to: string
}

export const columnWidth = 260
export const rowHeight = 128
/** Between ways that lead back beside everything. */
const backGap = 14

const waysOf = (graph: Graph, outletsOf: OutletsOf): ReadonlyMap<string, readonly Way[]> => {
  const known = new Set(graph.nodes.map(({ id }) => id))
  const leads = (node: ProcessNode): readonly Way[] =>
    outletsOf(node).flatMap((outlet) => {
      const to = node.next[outlet]
      return to && known.has(to) ? [{ from: node.id, outlet, to }] : []
    })
  return new Map(graph.nodes.map((node) => [node.id, leads(node)]))
}

/** Steps that can be reached, each before those that follow it, and the ways that lead back in a circle. */
const inOrder = (
  entry: string,
  ways: ReadonlyMap<string, readonly Way[]>,
): { readonly order: readonly string[]; readonly back: ReadonlySet<Way> } => {
  const state = new Map<string, 'open' | 'done'>()
  const back = new Set<Way>()
  const done: string[] = []
  const stack: { readonly id: string; readonly left: Way[] }[] = []
  const enter = (id: string) => {
    state.set(id, 'open')
    stack.push({ id, left: [...(ways.get(id) ?? [])].reverse() })
  }
  if (ways.has(entry)) enter(entry)
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const way = top.left.pop()
    if (!way) {
      state.set(top.id, 'done')
      done.push(top.id)
      stack.pop()
    } else if (state.get(way.to) === 'open') back.add(way)
    else if (!state.has(way.to)) enter(way.to)
  }
  return { order: done.reverse(), back }
}

/** How deep each step lies, and by which way it is placed: the deepest that leads to it. */
const ranked = (
  order: readonly string[],
  ways: ReadonlyMap<string, readonly Way[]>,
  back: ReadonlySet<Way>,
): { readonly depth: ReadonlyMap<string, number>; readonly placedBy: ReadonlyMap<string, Way> } => {
  const depth = new Map<string, number>()
  const placedBy = new Map<string, Way>()
  for (const id of order) {
    const own = depth.get(id) ?? 0
    depth.set(id, own)
    for (const way of ways.get(id) ?? []) {
      if (back.has(way) || (depth.get(way.to) ?? 0) >= own + 1) continue
      depth.set(way.to, own + 1)
      placedBy.set(way.to, way)
    }
  }
  return { depth, placedBy }
}

/**
 * Places for all steps and for the open ends, from above downwards: ways out stand side by side, a step below the lowest that leads to it.
 * Widths are counted in columns; a step stands in the middle over what follows it. A way to a step that another way placed keeps a column of its
 * own down to it; one that leads back runs up beside everything.
 */
export const layOut = (graph: Graph, outletsOf: OutletsOf): Layout => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const ways = waysOf(graph, outletsOf)
  const { order, back } = inOrder(graph.entry, ways)
  const { depth, placedBy } = ranked(order, ways, back)
  const placedChild = ({ from, outlet, to }: Way) => {
    const by = placedBy.get(to)
    return by?.from === from && by.outlet === outlet
  }
  const width = new Map<string, number>()
  const widthOf = (way: Way | undefined) => (way && placedChild(way) ? (width.get(way.to) ?? 1) : 1)
  const wayBy = (id: string, outlet: string) => ways.get(id)?.find((way) => way.outlet === outlet)
  const outlets = (id: string): readonly string[] => {
    const node = nodes.get(id)
    return node ? outletsOf(node) : []
  }
  for (const id of [...order].reverse())
    width.set(
      id,
      Math.max(
        1,
        outlets(id).reduce((sum, outlet) => sum + widthOf(wayBy(id, outlet)), 0),
      ),
    )
  const right = (width.get(graph.entry) ?? 1) * columnWidth
  const steps = new Map<string, Place>()
  const ends = new Map<string, Place>()
  const lanes = new Map<string, number>()
  const left = new Map<string, number>()
  let returning = 0
  for (const id of order) {
    let at = left.get(id) ?? 0
    const row = depth.get(id) ?? 0
    steps.set(id, { x: (at + (width.get(id) ?? 1) / 2) * columnWidth, y: row * rowHeight })
    for (const outlet of outlets(id)) {
      const way = wayBy(id, outlet)
      const key = gapKey({ from: id, outlet })
      const middle = (at + 0.5) * columnWidth
      if (!way) ends.set(key, { x: middle, y: (row + 1) * rowHeight })
      else if (placedChild(way)) left.set(way.to, at)
      else lanes.set(key, back.has(way) ? right + returning++ * backGap : middle)
      at += widthOf(way)
    }
  }
  return { steps, ends, lanes }
}
