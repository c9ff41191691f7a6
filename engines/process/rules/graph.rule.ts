import {
  type Filter,
  isObject,
  listIn,
  type ObjectDefinition,
  type ProcessDefinition,
  type ProcessNode,
  type Reentry,
  type StepDefinition,
  textIn,
} from '@lianke/kernel'
import { callProblems, type JudgingCalls } from './called.rule.ts'
import { httpProblems } from './http.rule.ts'
import { takenProblems, valueProblems } from './run-values.rule.ts'

/** What starts a run. */
export type Trigger =
  | { readonly on: 'event'; readonly event: string; readonly where?: Filter }
  | { readonly on: 'segment'; readonly segment: string; readonly change: 'entered' | 'left' }
  | {
      readonly on: 'record'
      readonly object: string
      readonly change: 'created' | 'updated' | 'deleted'
      readonly fields?: readonly string[]
      /** Of one field: what it was, what it became. */
      readonly from?: unknown
      readonly to?: unknown
      readonly where?: Filter
    }
  | DateTrigger
  | ScheduleTrigger
  | HookTrigger
  | { readonly on: 'manual' }
/** So long before (a negative amount) or after what a date field says: whole days at a time of day, or exactly. */
export interface DateTrigger {
  readonly on: 'date'
  readonly field: string
  readonly amount?: number
  readonly unit?: 'minute' | 'hour' | 'day'
  /** Time of day, `09:00`, where days count. */
  readonly at?: string
  /** Every year on that day; who was born on 29 February has it on the 28th or on 1 March in other years. */
  readonly yearly?: boolean
  readonly leap?: 'feb28' | 'mar1'
}
/** A program outside calls: what stands at `path` of its payload names records by `field`. */
interface HookTrigger {
  readonly on: 'hook'
  readonly path: string
  readonly field: string
  /** What the run takes along of the payload, for its steps. */
  readonly values?: unknown
}
/** At a time of day in the company's zone: every record that the condition lets in. */
export interface ScheduleTrigger {
  readonly on: 'schedule'
  readonly every: 'day' | 'working_day' | 'week' | 'month'
  readonly at?: string
  /** 1 Monday … 7 Sunday. */
  readonly weekday?: number
  readonly day?: number
}
/** A happening that ends a run, wherever it stands. */
export interface Ending {
  readonly event: string
  readonly where?: Filter
}
export interface Graph {
  readonly entry: string
  readonly nodes: readonly ProcessNode[]
}
export interface Draft {
  readonly graph: Graph
  readonly trigger: Trigger
  readonly reentry: Reentry
  readonly goal: Ending | null
  readonly exit: Ending | null
}

export interface GraphProblem {
  readonly path: string
  readonly code: string
  readonly params?: Record<string, unknown>
}

const nodesMax = 200
/** Where a node's outlets lead. What is neither a node's id nor nothing leads nowhere: no node has an empty id. */
const nextIn = (next: unknown): ProcessNode['next'] =>
  isObject(next)
    ? Object.fromEntries(
        Object.entries(next).map(([outlet, target]) => [outlet, target === null ? null : (textIn(target) ?? '')]),
      )
    : {}
const nodeIn = (node: unknown): ProcessNode | null => {
  if (!isObject(node) || typeof node.id !== 'string' || node.id === '' || typeof node.step !== 'string') return null
  const { id, step, config, next } = node
  return { id, step, config: isObject(config) ? { ...config } : {}, next: nextIn(next) }
}
/** The graph that a draft holds; null where it holds none. */
export const graphIn = (draft: unknown): Graph | null =>
  isObject(draft) && typeof draft.entry === 'string' ? { entry: draft.entry, nodes: listIn(draft.nodes, nodeIn) } : null

export const outletsOf = (step: StepDefinition, config: Record<string, unknown>): readonly string[] =>
  typeof step.outlets === 'function' ? step.outlets(config) : step.outlets

const nodeProblems = (
  node: ProcessNode,
  at: string,
  nodes: ReadonlyMap<string, ProcessNode>,
  steps: ReadonlyMap<string, StepDefinition>,
): GraphProblem[] => {
  const step = steps.get(node.step)
  if (!step) return [{ path: at, code: 'unknown_step', params: { step: node.step } }]
  const problems: GraphProblem[] = []
  for (const [name, field] of Object.entries(step.fields)) {
    const value = node.config[name]
    if (
      field.options.required &&
      (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0))
    )
      problems.push({ path: `${at}/config/${name}`, code: 'missing_setting', params: { field: name } })
  }
  const outlets = new Set(outletsOf(step, node.config))
  if (outlets.size === 0 && step.name !== 'flow.exit') problems.push({ path: `${at}/config`, code: 'no_way_out' })
  for (const [outlet, target] of Object.entries(node.next)) {
    if (!outlets.has(outlet)) problems.push({ path: `${at}/next/${outlet}`, code: 'unknown_outlet', params: { outlet } })
    else if (target !== null && !nodes.has(target))
      problems.push({ path: `${at}/next/${outlet}`, code: 'points_nowhere', params: { node: target } })
  }
  return problems
}

/** Circles without a wait would turn for ever within one moment. */
const circleProblems = (
  all: readonly ProcessNode[],
  nodes: ReadonlyMap<string, ProcessNode>,
  steps: ReadonlyMap<string, StepDefinition>,
): GraphProblem[] => {
  const colour = new Map<string, 'open' | 'done'>()
  const problems: GraphProblem[] = []
  const waits = (id: string) => steps.get(nodes.get(id)?.step ?? '')?.waits ?? false
  const walk = (start: string): void => {
    const stack: { id: string; next: string[] }[] = [{ id: start, next: targets(start) }]
    colour.set(start, 'open')
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const to = top.next.pop()
      if (to === undefined) {
        colour.set(top.id, 'done')
        stack.pop()
      } else if (colour.get(to) === 'open') {
        problems.push({
          path: `/nodes/${all.findIndex((node) => node.id === top.id)}`,
          code: 'circle_without_wait',
          params: { node: top.id },
        })
      } else if (!colour.has(to)) {
        colour.set(to, 'open')
        stack.push({ id: to, next: targets(to) })
      }
    }
  }
  const targets = (id: string): string[] =>
    waits(id)
      ? []
      : Object.values(nodes.get(id)?.next ?? {}).filter(
          (target): target is string => target !== null && nodes.has(target) && !waits(target),
        )
  for (const node of all) if (!colour.has(node.id) && !waits(node.id)) walk(node.id)
  return problems
}

const often: ReadonlySet<string> = new Set(['day', 'working_day', 'week', 'month'])
const clock = /^([01][0-9]|2[0-3]):[0-5][0-9]$/
const daysMax = 3650
/** What times, days and amounts may be. */
const clockProblems = (trigger: Readonly<Record<string, unknown>>): GraphProblem[] => {
  const within = (name: string, min: number, max: number): GraphProblem[] => {
    const value = trigger[name]
    return value === undefined || value === null || (Number.isInteger(value) && Number(value) >= min && Number(value) <= max)
      ? []
      : [{ path: `/trigger/${name}`, code: 'bad_setting', params: { field: name } }]
  }
  const told = trigger.at
  const badClock = told !== undefined && told !== null && !(typeof told === 'string' && clock.test(told))
  return [
    ...(badClock ? [{ path: '/trigger/at', code: 'bad_setting', params: { field: 'at' } }] : []),
    ...within('amount', -daysMax, daysMax),
    ...within('weekday', 1, 7),
    ...within('day', 1, 31),
  ]
}

const triggerProblems = (trigger: unknown, triggers: ProcessDefinition['triggers']): GraphProblem[] => {
  if (!isObject(trigger)) return [{ path: '/trigger', code: 'no_trigger' }]
  const missing = (name: string): GraphProblem[] =>
    typeof trigger[name] === 'string' && trigger[name] !== ''
      ? []
      : [{ path: `/trigger/${name}`, code: 'missing_setting', params: { field: name } }]
  const on = triggers.find((kind) => kind === trigger.on)
  if (on === 'event') return missing('event')
  if (on === 'segment') return [...missing('segment'), ...missing('change')]
  if (on === 'record') return [...missing('object'), ...missing('change')]
  if (on === 'date') return [...missing('field'), ...clockProblems(trigger)]
  if (on === 'schedule') {
    const unknown = typeof trigger.every === 'string' && trigger.every !== '' && !often.has(trigger.every)
    return [
      ...missing('every'),
      ...(unknown ? [{ path: '/trigger/every', code: 'bad_setting', params: { field: 'every' } }] : []),
      ...clockProblems(trigger),
    ]
  }
  if (on === 'hook') return [...missing('path'), ...missing('field'), ...takenProblems(trigger.values, '/trigger/values')]
  return on === 'manual' ? [] : [{ path: '/trigger/on', code: 'no_trigger' }]
}

/** By what a draft is judged: its kind, all steps there are, and the object whose records will walk (null: none is chosen, or it is gone). */
export interface Judging {
  readonly kind: Pick<ProcessDefinition, 'name' | 'triggers'>
  readonly steps: ReadonlyMap<string, StepDefinition>
  readonly subject: Pick<ObjectDefinition, 'name' | 'person'> | null
  /** What is known of the processes that it calls. */
  readonly calls?: JudgingCalls
  /** Credentials that the caller may have it use. */
  readonly credentials?: ReadonlySet<string>
}

/** Whether a step can be done for records of an object. */
const stepFits = ({ needs }: Pick<StepDefinition, 'needs'>, { name, person }: NonNullable<Judging['subject']>): boolean =>
  needs === undefined || (needs === 'person' ? person !== undefined : needs.includes(name))

const fitProblems = (all: readonly ProcessNode[], { steps, subject }: Judging): GraphProblem[] => {
  if (!subject) return [{ path: '/subject_object', code: 'no_subject' }]
  return all.flatMap((node, index) => {
    const step = steps.get(node.step)
    return step && !stepFits(step, subject)
      ? [{ path: `/nodes/${index}`, code: 'step_not_for', params: { object: subject.name, step: node.step } }]
      : []
  })
}

/** All that is wrong with a draft, each at its place; empty: it may be published. */
export const draftProblems = (draft: { graph: unknown; trigger: unknown }, judging: Judging): GraphProblem[] =>
  problemsOf(draft, judging).map((problem) => ({ ...problem, code: `${judging.kind.name}.${problem.code}` }))

const problemsOf = (draft: { graph: unknown; trigger: unknown }, judging: Judging): GraphProblem[] => {
  const { graph } = draft
  if (!isObject(graph) || !Array.isArray(graph.nodes) || graph.nodes.length === 0) return [{ path: '/nodes', code: 'empty' }]
  if (graph.nodes.length > nodesMax) return [{ path: '/nodes', code: 'too_many_nodes', params: { max: nodesMax } }]
  const nodes = new Map<string, ProcessNode>()
  const all: ProcessNode[] = []
  const problems: GraphProblem[] = [...triggerProblems(draft.trigger, judging.kind.triggers)]
  for (const [index, given] of graph.nodes.entries()) {
    const node = nodeIn(given)
    if (!node) problems.push({ path: `/nodes/${index}`, code: 'bad_node' })
    else if (nodes.has(node.id)) problems.push({ path: `/nodes/${index}/id`, code: 'double_node', params: { node: node.id } })
    else nodes.set(node.id, node)
    if (node) all.push(node)
  }
  if (all.length < graph.nodes.length) return problems
  if (!nodes.has(textIn(graph.entry) ?? '')) problems.push({ path: '/entry', code: 'no_entry' })
  for (const [index, node] of all.entries()) problems.push(...nodeProblems(node, `/nodes/${index}`, nodes, judging.steps))
  const { subject, calls } = judging
  return [
    ...problems,
    ...fitProblems(all, judging),
    ...httpProblems(all, judging.credentials),
    ...valueProblems(all, draft.trigger),
    ...(subject && calls ? callProblems(all, subject, calls) : []),
    ...circleProblems(all, nodes, judging.steps),
  ]
}
