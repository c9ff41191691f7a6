import {
  approvingStep,
  askingStep,
  outletsOfApproving,
  outletsOfAsking,
  isObject,
  type ProcessNode,
  listIn,
  textIn,
} from '@lianke/kernel'

export interface Graph {
  readonly entry: string
  readonly nodes: readonly ProcessNode[]
}
/** Where something is put in: after a step's way out, or (null) before everything. */
export interface Gap {
  readonly from: string | null
  readonly outlet: string
}
/** A step's ways out as meta tells them; null: they follow from its settings. */
export type OutletsOf = (node: Pick<ProcessNode, 'step' | 'config'>) => readonly string[]

/** The place of the trigger among steps; no step can be called so. */
export const triggerId = '#trigger'
export const gapKey = ({ from, outlet }: Gap): string => `${from ?? ''}>${outlet}`
const nodesMax = 200

const parts = (config: Readonly<Record<string, unknown>>, name: string): string[] => {
  return [...listIn(config[name], ({ outlet }) => textIn(outlet))]
}
/** Ways out of a step. Those of branches, splits and questions are named by their settings. */
export const outletsBy =
  (fixed: ReadonlyMap<string, readonly string[] | null>): OutletsOf =>
  ({ step, config }) =>
    fixed.get(step) ??
    (step === askingStep
      ? outletsOfAsking(config)
      : step === approvingStep
        ? outletsOfApproving(config)
        : step === 'flow.split'
          ? [...parts(config, 'shares'), 'rest']
          : [...parts(config, 'branches'), 'else'])

export const emptyGraph: Graph = { entry: '', nodes: [] }
const nodeIn = (one: Readonly<Record<string, unknown>>): ProcessNode | null => {
  const { id, step, config, next, position } = one
  if (typeof id !== 'string' || typeof step !== 'string') return null
  const ways = isObject(next) ? Object.entries(next).map(([outlet, to]): [string, string | null] => [outlet, textIn(to)]) : []
  const place = isObject(position) ? { position: { x: Number(position.x) || 0, y: Number(position.y) || 0 } } : {}
  return { id, step, config: isObject(config) ? { ...config } : {}, next: Object.fromEntries(ways), ...place }
}
export const graphOf = (value: unknown): Graph =>
  isObject(value) && Array.isArray(value.nodes)
    ? { entry: textIn(value.entry) ?? '', nodes: listIn(value.nodes, nodeIn) }
    : emptyGraph
const freeId = (graph: Graph, step: string): string => {
  const stem = step.split('.').at(-1) ?? step
  const taken = new Set(graph.nodes.map(({ id }) => id))
  for (let n = graph.nodes.length + 1; ; n++) if (!taken.has(`${stem}_${n}`)) return `${stem}_${n}`
}
const replaced = (graph: Graph, id: string, node: ProcessNode): Graph => ({
  ...graph,
  nodes: graph.nodes.map((one) => (one.id === id ? node : one)),
})

/** Puts a step into a gap; what followed there follows its first way out. Null when the journey is full. */
export const insertStep = (
  graph: Graph,
  gap: Gap,
  step: string,
  config: Record<string, unknown>,
  outletsOf: OutletsOf,
): { readonly graph: Graph; readonly id: string } | null => {
  if (graph.nodes.length >= nodesMax) return null
  const id = freeId(graph, step)
  const after =
    gap.from === null ? graph.entry || null : (graph.nodes.find((one) => one.id === gap.from)?.next[gap.outlet] ?? null)
  const [first] = outletsOf({ step, config })
  const node: ProcessNode = {
    id,
    step,
    config,
    next: Object.fromEntries(outletsOf({ step, config }).map((outlet) => [outlet, outlet === first ? after : null])),
  }
  const nodes = [...graph.nodes, node]
  if (gap.from === null) return { graph: { entry: id, nodes }, id }
  const from = graph.nodes.find((one) => one.id === gap.from)
  if (!from) return null
  return { graph: replaced({ ...graph, nodes }, from.id, { ...from, next: { ...from.next, [gap.outlet]: id } }), id }
}

/** Takes a step out; whoever led to it leads to what followed its first way out. Steps that nobody reaches any more go too. */
export const removeStep = (graph: Graph, id: string, outletsOf: OutletsOf): Graph => {
  const gone = graph.nodes.find((one) => one.id === id)
  if (!gone) return graph
  const [first = ''] = outletsOf(gone)
  const heir = gone.next[first] === id ? null : (gone.next[first] ?? null)
  const to = (target: string | null) => (target === id ? heir : target)
  const nodes = graph.nodes
    .filter((one) => one.id !== id)
    .map((one) => ({
      ...one,
      next: Object.fromEntries(Object.entries(one.next).map(([outlet, target]) => [outlet, to(target)])),
    }))
  return reachable({ entry: to(graph.entry) ?? '', nodes })
}

/** Steps that somebody can come to. */
const reachable = (graph: Graph): Graph => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const seen = new Set<string>()
  const open = [graph.entry]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id)
    if (!node || seen.has(id)) continue
    seen.add(id)
    open.push(...Object.values(node.next).filter((target): target is string => target !== null))
  }
  return { ...graph, nodes: graph.nodes.filter(({ id }) => seen.has(id)) }
}

/** New settings; ways out that no longer exist are cut, new ones lead nowhere yet. */
export const configureStep = (graph: Graph, id: string, config: Record<string, unknown>, outletsOf: OutletsOf): Graph => {
  const node = graph.nodes.find((one) => one.id === id)
  if (!node) return graph
  const next = Object.fromEntries(outletsOf({ step: node.step, config }).map((outlet) => [outlet, node.next[outlet] ?? null]))
  return reachable(replaced(graph, id, { ...node, config, next }))
}

/** Lets a way out lead to another step, or nowhere. */
export const connectStep = (graph: Graph, gap: Gap, to: string | null): Graph => {
  if (gap.from === null) return { ...graph, entry: to ?? '' }
  const from = graph.nodes.find((one) => one.id === gap.from)
  return from ? reachable(replaced(graph, from.id, { ...from, next: { ...from.next, [gap.outlet]: to } })) : graph
}

/** Steps as somebody comes by them: one way to its end, then the next. */
export const inWalkingOrder = (graph: Graph, outletsOf: OutletsOf): readonly ProcessNode[] => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const seen = new Set<string>()
  const open: string[] = [graph.entry]
  const order: ProcessNode[] = []
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = nodes.get(id)
    if (!node || seen.has(node.id)) continue
    seen.add(node.id)
    order.push(node)
    open.push(
      ...outletsOf(node)
        .map((outlet) => node.next[outlet])
        .filter((to): to is string => Boolean(to))
        .reverse(),
    )
  }
  return order
}

/** Every way out that leads nowhere, where a step can be added. */
export const openEnds = (graph: Graph, outletsOf: OutletsOf): readonly Gap[] =>
  graph.nodes.flatMap((node) =>
    outletsOf(node)
      .filter((outlet) => !node.next[outlet])
      .map((outlet) => ({ from: node.id, outlet })),
  )
