import {
  filledContent,
  type Intent,
  type ProcessNode,
  type ProcessRun,
  placesIn,
  type StepDefinition,
  type StepHost,
} from '@lianke/kernel'
import { type Graph, outletsOf } from './rules/graph.rule.ts'

const nodesMax = 100

type TrialHost = Omit<StepHost, 'intend' | 'act' | 'command' | 'personOf' | 'begin' | 'request'>

/** What a step would do: an action of a channel, or an act on records (the step's own name, no channel). */
interface TrialAct extends Pick<Intent, 'action' | 'content'> {
  readonly channel?: string
}

/** One node as a trial run passed it. */
interface TrialStop {
  readonly node: string
  readonly step: string
  /** The way taken out; null: the run ended here. */
  readonly outlet: string | null
  /** A wait is named and passed as if its time had come. */
  readonly waits?: { readonly until: string | null; readonly event?: string }
  readonly would: readonly TrialAct[]
  readonly problem?: string
}

/** An act's settings, its texts as whoever tries reads them. */
const filledConfig = async (host: TrialHost, { config }: ProcessNode, subject: string): Promise<Record<string, unknown>> => {
  const places = placesIn(
    Object.values(config)
      .filter((value) => typeof value === 'string')
      .join(' '),
  )
  if (places.length === 0) return config
  const values = (await host.records([subject], places)).get(subject)
  return filledContent({ ...config, fill: { object: host.object, values: values ?? {} } })
}

/** Notes what a step would do. */
const notingHost = (
  host: TrialHost,
  {
    step,
    node,
    subject,
    person,
  }: { readonly step: StepDefinition; readonly node: ProcessNode; readonly subject: string; readonly person: string | null },
  would: TrialAct[],
): StepHost => ({
  ...host,
  personOf: () => person,
  request: async (calls) =>
    void would.push(...calls.map(({ method, url, send }) => ({ action: step.name, content: { method, url, send } }))),
  // Nobody enters; the runs are said to wait, so that the wait is seen.
  begin: async ({ process, of, wait }) => {
    would.push({ action: step.name, content: { process, records: of.flatMap(({ records }) => records).length } })
    return new Set(wait ? of.flatMap(({ run, records }) => (records.length > 0 ? [run.id] : [])) : [])
  },
  // Reached from within an act only, and a trial does none.
  command: async () => [],
  intend: (intents) =>
    void would.push(...intents.map(({ channel, action, content }) => ({ channel, action, content: filledContent(content) }))),
  act: async () => {
    would.push({ action: step.name, content: await filledConfig(host, node, subject) })
    return null
  },
})

interface Trial {
  readonly graph: Graph
  readonly steps: ReadonlyMap<string, StepDefinition>
  readonly subject: string
  readonly person: string | null
  readonly host: TrialHost
  readonly runId: string
}

/** What becomes of the record at one node. */
const passNode = async ({ host, subject, person, runId }: Trial, node: ProcessNode, step: StepDefinition): Promise<TrialStop> => {
  const would: TrialAct[] = []
  const run: ProcessRun = {
    id: runId,
    process: runId,
    version: 0,
    subject,
    person,
    entry_key: 'trial',
    node: node.id,
    entered_at: host.now,
    state: {},
    cause: null,
    hops: 0,
  }
  const [move] = await step.enter(notingHost(host, { step, node, subject, person }, would), node, [run])
  const outlets = outletsOf(step, node.config)
  const waits =
    move && 'wait' in move ? { until: move.wait.until, ...(move.wait.event ? { event: move.wait.event } : {}) } : undefined
  const wayOut = waits
    ? (['event', 'next'].find((way) => outlets.includes(way)) ?? outlets[0] ?? 'next')
    : move && 'outlet' in move
      ? move.outlet
      : 'next'
  const outlet = move && 'end' in move ? null : wayOut
  return { node: node.id, step: step.name, outlet, ...(waits ? { waits } : {}), would }
}

/** Walks one record through a graph without doing anything: nothing is written, nothing is sent, waits are passed at once. */
export const dryRun = async (trial: Trial): Promise<TrialStop[]> => {
  const { graph, steps } = trial
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  const stops: TrialStop[] = []
  let at: string | null = graph.entry
  while (at !== null && stops.length < nodesMax) {
    const node = nodes.get(at)
    const step = node && steps.get(node.step)
    if (!node || !step)
      return [...stops, { node: at, step: node?.step ?? '', outlet: null, would: [], problem: 'process.no_step' }]
    const stop = await passNode(trial, node, step)
    stops.push(stop)
    at = stop.outlet === null ? null : (node.next[stop.outlet] ?? null)
  }
  return stops
}
