import { isObject, listIn, type ObjectDefinition, type ProcessNode, targetOf, textIn } from '@lianke/kernel'
import { callProcessStep } from '../steps/call-process.step.ts'
import { forEachStep } from '../steps/for-each.step.ts'
import type { GraphProblem } from './graph.rule.ts'

/** A process that others call, as it is published. */
export interface CalledProcess {
  /** Whose records walk. */
  readonly object: string
  readonly running: boolean
  /** Which processes it calls itself. */
  readonly calls: readonly string[]
}

/** By what calls are judged. */
export interface JudgingCalls {
  /** The definition that is judged; null: it has no name yet. */
  readonly self: string | null
  readonly called: ReadonlyMap<string, CalledProcess>
  readonly object: (name: string) => Pick<ObjectDefinition, 'name' | 'fields'> | null
}

const callers: ReadonlySet<string> = new Set([callProcessStep.name, forEachStep.name])
export const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The processes that a graph calls. */
export const callsIn = (graph: unknown): string[] =>
  isObject(graph)
    ? [
        ...new Set(
          listIn(graph.nodes, ({ step, config }) =>
            callers.has(textIn(step) ?? '') && isObject(config) && uuidPattern.test(textIn(config.process) ?? '')
              ? textIn(config.process)
              : null,
          ),
        ),
      ]
    : []

/** Does a way of calls lead from one process to another? */
const leadsTo = (from: string, to: string, called: JudgingCalls['called']): boolean => {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(called.get(id)?.calls ?? []))
  }
  return false
}

/** Whose records a call is for; a problem where the field that leads to them does not. */
const objectCalled = (
  { step, config }: ProcessNode,
  subject: Pick<ObjectDefinition, 'name'>,
  { object }: JudgingCalls,
): { readonly object: string } | { readonly bad: 'via' | 'object' } => {
  const via = textIn(config.via) || null
  if (step === callProcessStep.name) {
    if (!via) return { object: subject.name }
    const field = object(subject.name)?.fields[via]
    const target = field && targetOf(field)
    return target ? { object: target } : { bad: 'via' }
  }
  const of = object(textIn(config.object) ?? '')
  if (!of) return { bad: 'object' }
  const field = via ? of.fields[via] : undefined
  return via && (!field || targetOf(field) !== subject.name) ? { bad: 'via' } : { object: of.name }
}

/** What is wrong with the calls of a graph: no such process, one for other records, a circle of calls. */
export const callProblems = (
  all: readonly ProcessNode[],
  subject: Pick<ObjectDefinition, 'name'>,
  calls: JudgingCalls,
): GraphProblem[] =>
  all.flatMap((node, index): GraphProblem[] => {
    const id = textIn(node.config.process)
    if (!callers.has(node.step) || !id) return []
    const at = `/nodes/${index}/config`
    if (id === calls.self || (calls.self !== null && leadsTo(id, calls.self, calls.called)))
      return [{ path: `${at}/process`, code: 'circular_call' }]
    const called = calls.called.get(id)
    if (!called?.running) return [{ path: `${at}/process`, code: 'called_not_published' }]
    const wanted = objectCalled(node, subject, calls)
    if ('bad' in wanted) return [{ path: `${at}/${wanted.bad}`, code: 'bad_setting', params: { field: wanted.bad } }]
    return called.object === wanted.object
      ? []
      : [{ path: `${at}/process`, code: 'called_not_for', params: { object: wanted.object } }]
  })
