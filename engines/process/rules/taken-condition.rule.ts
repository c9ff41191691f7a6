import { isObject, listIn, oneOf, textIn } from '@lianke/kernel'
import type { GraphProblem } from './graph.rule.ts'

type Plain = string | number | boolean | null
const operators = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'contains', 'empty', 'not_empty'] as const
type Operator = (typeof operators)[number]
/** Operators that are said without anything to compare with. */
const alone: ReadonlySet<Operator> = new Set<Operator>(['empty', 'not_empty'])
const takenConditionsMax = 10

/** A question about a value that a run took along. */
interface TakenCondition {
  readonly name: string
  readonly op: Operator
  readonly value: Plain
}
const plain = (value: unknown): Plain | undefined =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined

/** The questions of a branch; what is none is left out. */
export const takenConditionsIn = (taken: unknown): readonly TakenCondition[] =>
  listIn(taken, ({ name, op, value }): TakenCondition | null => {
    const [called, how, to] = [textIn(name), oneOf(operators, op), plain(value ?? null)]
    return called && how && to !== undefined ? { name: called, op: how, value: to } : null
  })

const isEmpty = (value: Plain): boolean => value === null || value === ''
const numberOf = (value: Plain): number | null => {
  const read = typeof value === 'number' ? value : typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(read) ? read : null
}
/** Below zero, zero or above it; null: one of them is nothing that can be put in order. Numbers in texts are numbers; else texts go by their letters, so that days and moments do. */
const compared = (left: Plain, right: Plain): number | null => {
  const [one, other] = [numberOf(left), numberOf(right)]
  if (one !== null && other !== null) return one - other
  if (typeof left !== 'string' || typeof right !== 'string') return null
  return left < right ? -1 : left > right ? 1 : 0
}
const same = (left: Plain, right: Plain): boolean => {
  const [one, other] = [numberOf(left), numberOf(right)]
  return one !== null && other !== null ? one === other : String(left ?? '').toLowerCase() === String(right ?? '').toLowerCase()
}
const ordered: Readonly<Record<'gt' | 'gte' | 'lt' | 'lte', (by: number) => boolean>> = {
  gt: (by) => by > 0,
  gte: (by) => by >= 0,
  lt: (by) => by < 0,
  lte: (by) => by <= 0,
}

const holds = ({ op, value }: TakenCondition, told: Plain): boolean => {
  if (op === 'empty') return isEmpty(told)
  if (op === 'not_empty') return !isEmpty(told)
  if (op === 'eq') return same(told, value)
  if (op === 'ne') return !same(told, value)
  if (op === 'contains')
    return String(told ?? '')
      .toLowerCase()
      .includes(String(value ?? '').toLowerCase())
  const by = compared(told, value)
  return by !== null && ordered[op](by)
}

/** Whether all hold of what a run took along. What it has not is nothing. */
export const fitsTaken = (conditions: readonly TakenCondition[], state: Readonly<Record<string, unknown>>): boolean => {
  const values = isObject(state.values) ? state.values : {}
  return conditions.every((one) => holds(one, plain(values[one.name] ?? null) ?? null))
}

/** Names that the branches of a step ask for. */
export const takenAskedIn = (branches: unknown): string[] =>
  listIn(branches, ({ taken }) => takenConditionsIn(taken)).flatMap((conditions) => conditions.map(({ name }) => name))

/** What is wrong with the questions of a branch: one that is none, one without anything to compare with, too many. */
export const takenConditionProblems = (branches: unknown, path: string): GraphProblem[] =>
  (Array.isArray(branches) ? branches : []).flatMap((branch: unknown, index): GraphProblem[] => {
    const taken = isObject(branch) ? (branch.taken ?? null) : null
    if (taken === null) return []
    const read = takenConditionsIn(taken)
    const whole = Array.isArray(taken) && read.length === taken.length && read.length <= takenConditionsMax
    return whole && read.every(({ op, value }) => alone.has(op) || !isEmpty(value))
      ? []
      : [{ path: `${path}/${index}/taken`, code: 'bad_setting', params: { field: 'branches' } }]
  })
