import { filledContent, type Intent, type JourneyRun, type StepDefinition, type StepHost } from '@lianke/kernel'
import { type Graph, outletsOf } from './rules/graph.rule.ts'

const nodesMax = 100

/** One node as a trial run passed it. */
interface TrialStop {
  readonly node: string
  readonly step: string
  /** The way taken out; null: the run ended here. */
  readonly outlet: string | null
  /** A wait is named and passed as if its time had come. */
  readonly waits?: { readonly until: string | null; readonly event?: string }
  readonly would: readonly Pick<Intent, 'channel' | 'action' | 'content'>[]
  readonly problem?: string
}

/** Texts as whoever tries reads them; an act of the house carries its texts one level deeper. */
const shownContent = (content: Record<string, unknown>): Record<string, unknown> => {
  const { payload } = content
  const deeper = typeof payload === 'object' && payload !== null && !Array.isArray(payload)
  return filledContent(deeper ? { ...content, payload: filledContent({ ...payload }) } : content)
}

/** Walks one person through a graph without doing anything: nothing is written, nothing is sent, waits are passed at once. */
export const dryRun = async ({
  graph,
  steps,
  person,
  host,
  runId,
}: {
  graph: Graph
  steps: ReadonlyMap<string, StepDefinition>
  person: string
  host: Omit<StepHost, 'intend'>
  runId: string
}): Promise<TrialStop[]> => {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const stops: TrialStop[] = []
  let at: string | null = graph.entry
  while (at !== null && stops.length < nodesMax) {
    const node = nodes.get(at)
    const step = node && steps.get(node.step)
    if (!node || !step)
      return [...stops, { node: at, step: node?.step ?? '', outlet: null, would: [], problem: 'journey.unknown_step' }]
    const would: Intent[] = []
    const run: JourneyRun = {
      id: runId,
      journey: runId,
      version: 0,
      person,
      entry_key: 'trial',
      node: node.id,
      entered_at: host.now,
      state: {},
      cause: null,
      hops: 0,
    }
    const [move] = await step.enter({ ...host, intend: (intents) => would.push(...intents) }, node, [run])
    const outlets = outletsOf(step, node.config)
    const waits =
      move && 'wait' in move ? { until: move.wait.until, ...(move.wait.event ? { event: move.wait.event } : {}) } : undefined
    const outlet =
      move && 'end' in move
        ? null
        : waits
          ? outlets.includes('event')
            ? 'event'
            : 'next'
          : move && 'outlet' in move
            ? move.outlet
            : 'next'
    stops.push({
      node: node.id,
      step: step.name,
      outlet,
      ...(waits ? { waits } : {}),
      would: would.map(({ channel, action, content }) => ({ channel, action, content: shownContent(content) })),
    })
    at = outlet === null ? null : (node.next[outlet] ?? null)
  }
  return stops
}
