/** A step of a random graph, in the words of the tests. `hold` leaves some out for good; `until` waits for an event, a day at most. */
export type StoryStep = 'wait' | 'until' | 'split' | 'hold' | 'branch' | 'set' | 'act' | 'tell'

type Configured = readonly [step: string, config: Readonly<Record<string, unknown>>, outlets: readonly string[]]
export interface StoryNode {
  readonly id: string
  readonly step: string
  readonly config: Readonly<Record<string, unknown>>
  readonly next: Readonly<Record<string, string | null>>
}
export interface StoryGraph {
  readonly entry: string
  readonly nodes: readonly StoryNode[]
}
/** What a kind of record makes of a step; `name` is unique to the story, `doer` gets the tasks. */
export type StepsOfKind = (of: {
  readonly name: string
  readonly node: string
  readonly doer: string
}) => Readonly<Record<StoryStep, Configured>>

const flow = (event: string): Readonly<Record<'wait' | 'until' | 'split' | 'hold', Configured>> => ({
  wait: ['flow.wait', { amount: 1, unit: 'day' }, ['next']],
  until: ['flow.wait_until', { event, amount: 1, unit: 'day' }, ['event', 'timeout']],
  split: ['flow.split', { shares: [{ outlet: 'a', percent: 50 }] }, ['a', 'rest']],
  hold: ['flow.split', { shares: [{ outlet: 'on', percent: 60 }] }, ['on', 'rest']],
})

export const stepsOfLeads: StepsOfKind = ({ name, node, doer }) => ({
  ...flow('lead.lead.updated'),
  branch: ['flow.branch', { branches: [{ outlet: 'b', filter: { field: 'score', op: 'gte', value: 50 } }] }, ['b', 'else']],
  set: ['record.set_fields', { values: { interest: { now: 'moment' } } }, ['next']],
  act: ['record.run_command', { command: 'lead.move', input: { status: 'contacted' } }, ['next']],
  tell: ['create_task', { title: `${name}:${node}`, assignee: doer }, ['next']],
})

export const stepsOfPersons: StepsOfKind = ({ name, node }) => ({
  ...flow('customer.person.updated'),
  branch: ['flow.branch', { branches: [{ outlet: 'b', filter: { field: 'job_title', op: 'eq', value: 'odd' } }] }, ['b', 'else']],
  set: ['record.set_fields', { values: { company: { now: 'moment' } } }, ['next']],
  act: ['add_tag', { tags: [name] }, ['next']],
  tell: ['test.note', { text: `${name}:${node}` }, ['next']],
})

/** A graph without circles: each way out of a step leads to a later one, or nowhere. Who is held out goes nowhere. */
export const graphOf = (
  steps: readonly StoryStep[],
  ways: readonly number[],
  configured: (node: string) => ReturnType<StepsOfKind>,
): StoryGraph => {
  const to = (at: number, way: number): string | null => {
    const ahead = steps.length - at
    const next = at + 1 + ((ways[(at * 2 + way) % Math.max(ways.length, 1)] ?? 0) % ahead)
    return next < steps.length ? `n${next}` : null
  }
  const nodes = steps.map((kind, at) => {
    const id = `n${at}`
    const [step, config, outlets] = configured(id)[kind]
    const lead = (outlet: string, way: number) => (kind === 'hold' && outlet === 'rest' ? null : to(at, way))
    return { id, step, config, next: Object.fromEntries(outlets.map((outlet, way) => [outlet, lead(outlet, way)])) }
  })
  return { entry: 'n0', nodes }
}

/** How somebody draws it anew: a step is taken out, or what stood first of two comes second. */
export interface Redrawing {
  readonly how: 'same' | 'without' | 'swapped'
  readonly at: number
}
export const redrawn = (graph: StoryGraph, { how, at }: Redrawing): StoryGraph => {
  const { nodes } = graph
  const node = nodes[at % nodes.length]
  if (how === 'same' || nodes.length < 2 || !node) return graph
  if (how === 'without') {
    const beyond = Object.values(node.next)[0] ?? null
    const past = (id: string | null) => (id === node.id ? beyond : id)
    const entry = past(graph.entry)
    if (entry === null) return graph
    return {
      entry,
      nodes: nodes
        .filter((one) => one !== node)
        .map((one) => ({ ...one, next: Object.fromEntries(Object.entries(one.next).map(([way, id]) => [way, past(id)])) })),
    }
  }
  // Two neighbours change places: whoever stands before the second comes by the first again.
  const other = nodes[nodes.indexOf(node) + 1]
  if (!other) return graph
  const place = (id: string | null) => (id === node.id ? other.id : id === other.id ? node.id : id)
  const ways = (one: StoryNode, of: StoryNode) =>
    Object.fromEntries(
      Object.keys(one.next).map((way, index) => [way, place(Object.values(of.next)[index] ?? Object.values(of.next)[0] ?? null)]),
    )
  return {
    entry: place(graph.entry) ?? graph.entry,
    nodes: nodes.map((one) =>
      one === node
        ? { ...one, next: one.next.rest === null ? { ...ways(one, other), rest: null } : ways(one, other) }
        : one === other
          ? { ...one, next: one.next.rest === null ? { ...ways(one, node), rest: null } : ways(one, node) }
          : { ...one, next: Object.fromEntries(Object.entries(one.next).map(([way, id]) => [way, place(id)])) },
    ),
  }
}
