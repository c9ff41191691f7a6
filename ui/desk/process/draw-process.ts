import type { ProcessNode } from '@lianke/kernel'
import { type Edge, type Node, Position } from '@xyflow/react'
import { columnWidth, layOut, type Place, rowHeight } from './lay-out.ts'
import { type Gap, gapKey, type Graph, type OutletsOf, triggerId } from './process-graph.ts'

/** What is drawn of a way out. */
export interface WayOut extends Record<string, unknown> {
  readonly gap: Gap
  readonly said: string
  /** It leads nowhere yet. */
  readonly open: boolean
  /** A trial run went here. */
  readonly passed: boolean
  /** The column in which it runs, where another way placed the step that it leads to. */
  readonly lane?: number
}
interface Drawing {
  readonly nodes: Node[]
  readonly edges: Edge[]
}
interface Drawn {
  readonly graph: Graph
  readonly outletsOf: OutletsOf
  /** Order in which a trial run passed the steps. */
  readonly path: ReadonlyMap<string, number>
  sayOutlet(node: ProcessNode, outlet: string): string
}

export const cardSize = { width: 220, height: 56 }
const endSize = { width: 28, height: 28 }
/** Room for what is said of a way in a lane, so that the picture is wide enough for it. */
const laneSize = { width: 120, height: 28 }

// Sizes and handles are given: a card whose size must first be measured is hidden again at every change of the graph.
const card = (
  given: { readonly id: string; readonly type: 'step' | 'trigger' | 'end' | 'lane'; readonly data: Record<string, unknown> },
  { x, y }: Place,
): Node => {
  const { width, height } = given.type === 'end' ? endSize : given.type === 'lane' ? laneSize : cardSize
  return {
    ...given,
    position: { x: x - width / 2, y },
    width,
    height,
    draggable: false,
    selectable: false,
    handles: [
      { type: 'target', position: Position.Top, x: width / 2, y: 0, width: 1, height: 1 },
      { type: 'source', position: Position.Bottom, x: width / 2, y: height, width: 1, height: 1 },
    ],
  }
}
const way = (source: string, target: string, data: WayOut): Edge => ({ id: gapKey(data.gap), type: 'way', source, target, data })

/** The trigger, above the first step or above the place for one. */
const drawStart = ({ graph, path }: Drawn, middle: number): Drawing => {
  const trigger = card({ id: triggerId, type: 'trigger', data: {} }, { x: middle, y: -rowHeight })
  const gap: Gap = { from: null, outlet: '' }
  if (graph.entry) {
    const passed = path.has(graph.entry)
    return { nodes: [trigger], edges: [way(triggerId, graph.entry, { gap, said: '', open: false, passed })] }
  }
  return {
    nodes: [trigger, card({ id: '#start', type: 'end', data: { gap } }, { x: middle, y: 0 })],
    edges: [way(triggerId, '#start', { gap, said: '', open: true, passed: false })],
  }
}

/** A step's way out, to the step it leads to or to an open end. */
const drawWay = (
  { path, sayOutlet }: Drawn,
  node: ProcessNode,
  { outlet, end, lane }: { readonly outlet: string; readonly end: Place | undefined; readonly lane: Place | undefined },
): Drawing => {
  const gap = { from: node.id, outlet }
  const to = node.next[outlet]
  const said = sayOutlet(node, outlet)
  if (to) {
    const after = path.get(node.id)
    const passed = after !== undefined && path.get(to) === after + 1
    return {
      nodes: lane ? [card({ id: `#lane ${gapKey(gap)}`, type: 'lane', data: {} }, lane)] : [],
      edges: [way(node.id, to, { gap, said, open: false, passed, ...(lane ? { lane: lane.x } : {}) })],
    }
  }
  if (!end) return { nodes: [], edges: [] }
  const id = `#end ${gapKey(gap)}`
  return {
    nodes: [card({ id, type: 'end', data: { gap } }, end)],
    edges: [way(node.id, id, { gap, said, open: true, passed: false })],
  }
}

/** The journey as cards and the ways between them, from above downwards. */
export const drawProcess = (drawn: Drawn): Drawing => {
  const { graph, outletsOf } = drawn
  const { steps, ends, lanes } = layOut(graph, outletsOf)
  const drawStep = (node: ProcessNode): readonly Drawing[] => {
    const place = steps.get(node.id)
    if (!place) return []
    return [
      { nodes: [card({ id: node.id, type: 'step', data: { node } }, place)], edges: [] },
      ...outletsOf(node).map((outlet) => {
        const key = gapKey({ from: node.id, outlet })
        const x = lanes.get(key)
        const lane = x === undefined ? undefined : { x, y: place.y + cardSize.height }
        return drawWay(drawn, node, { outlet, end: ends.get(key), lane })
      }),
    ]
  }
  const all = [drawStart(drawn, steps.get(graph.entry)?.x ?? columnWidth / 2), ...graph.nodes.flatMap(drawStep)]
  return { nodes: all.flatMap(({ nodes }) => nodes), edges: all.flatMap(({ edges }) => edges) }
}
