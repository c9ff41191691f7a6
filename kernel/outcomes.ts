import { type Label, label } from './label.ts'
import { saidLabel } from './said-label.ts'
import { objectsIn, oneOf, textIn } from './value-shapes.ts'
/** One button of a work item, and the way out that its run takes. */
export interface Outcome {
  readonly key: string
  readonly label: Label
  /** Must, or may, something be said with it? */
  readonly note: (typeof notes)[number]
  readonly tone: (typeof tones)[number]
}
const notes = ['optional', 'required', 'none'] as const
const tones = ['plain', 'good', 'bad'] as const

/** The step that asks a colleague: its settings say its ways out. */
export const askingStep = 'user_task'

/** What is offered where a step says nothing. */
const usualOutcomes: readonly Outcome[] = [
  { key: 'approve', label: label('同意', 'Approve'), note: 'optional', tone: 'good' },
  { key: 'reject', label: label('驳回', 'Reject'), note: 'required', tone: 'bad' },
]
const keyShape = /^[a-z][a-z0-9_]{0,39}$/
/** Where nobody answers in time, and nothing else becomes of it. */
export const timeoutOutlet = 'timeout'

/** The outcomes that a step offers, each key once; what has no key or no words is none. */
export const outcomesIn = (given: unknown): readonly Outcome[] => {
  if (given === undefined || given === null) return usualOutcomes
  const taken = new Set<string>([timeoutOutlet])
  return objectsIn(given).flatMap((one): Outcome[] => {
    const [key, said] = [textIn(one.key) ?? '', saidLabel(one.label)]
    if (!keyShape.test(key) || said === null || taken.has(key)) return []
    taken.add(key)
    return [{ key, label: said, note: oneOf(notes, one.note) ?? 'optional', tone: oneOf(tones, one.tone) ?? 'plain' }]
  })
}

/** The ways out of a step that asks: its outcomes, and `timeout` where a deadline may end it. */
export const outletsOfAsking = (config: Readonly<Record<string, unknown>>): readonly string[] => [
  ...outcomesIn(config.outcomes).map(({ key }) => key),
  ...(Number(config.due_in) > 0 && (config.late ?? 'expire') === 'expire' ? [timeoutOutlet] : []),
]

/** The step that asks approvers. */
export const approvingStep = 'approval.approve'
/** The ways out of a step that asks approvers: what they decided, and `timeout` where a deadline may end it. */
export const outletsOfApproving = (config: Readonly<Record<string, unknown>>): readonly string[] => [
  'approved',
  'rejected',
  ...(Number(config.due_in) > 0 && (config.late ?? 'expire') === 'expire' ? [timeoutOutlet] : []),
]

const toNode = '@to:'
/** The way out, named by an answer of the house, that leads to a node of the graph: what was passed since is done again. */
export const wayTo = (node: string): string => `${toNode}${node}`
/** The node that a way out leads to by name; null: it is one of the step's own. */
export const nodeOfWay = (outlet: string): string | null => (outlet.startsWith(toNode) ? outlet.slice(toNode.length) : null)
