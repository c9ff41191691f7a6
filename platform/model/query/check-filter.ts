import {
  countFilterNodes,
  eventStepsMax,
  eventStepsMin,
  type Filter,
  filterDepthMax,
  filterIn,
  filterNodesMax,
  filterOperators,
  oneOf,
  refuse,
  stepCountMax,
  stepTimeMs,
  stepTimeMsMax,
  stepTimeUnits,
} from '@lianke/kernel'
import { boundsOf } from './within.ts'

type Node = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const kinds = ['and', 'or', 'not', 'field', 'child', 'event', 'segment'] as const
const numbers = ['count', 'sum', 'min', 'max']
const comparisons = ['eq', 'gte', 'lte', 'gt', 'lt']
const shownMax = 80

/** A name in a refusal: short, whatever was given. */
const shown = (value: unknown): string => (typeof value === 'string' ? value.slice(0, shownMax) : typeof value)

const text = (node: Node, key: string): string => {
  const value = node[key]
  return typeof value === 'string' ? value : refuse('filter.malformed', { params: { found: `${key}: ${shown(value)}` } })
}

const checkWithin = (within: unknown, field: string): void => {
  // The moment and the zone move a stretch of time, but make none of what is none.
  boundsOf({ now: new Date(0).toISOString(), zone: 'UTC' }, within, field)
}

/** What is measured and how it is compared, by lists of ours: neither word may reach a statement by itself. */
const checkMeasure = (measure: unknown, of: string, isEvent: boolean): void => {
  if (!isRecord(measure)) return refuse('filter.malformed', { params: { found: 'measure' } })
  const { fn, op, value, of: field } = measure
  const times = isEvent && (fn === 'first' || fn === 'last')
  if (!times && ![...numbers, ...(isEvent ? [] : ['avg'])].includes(String(fn)))
    refuse('filter.unknown_measure', { params: { fn: shown(fn), field: of } })
  if (field !== undefined && typeof field !== 'string') refuse('filter.measure_needs_field', { params: { child: of } })
  if (!times && fn !== 'count' && field === undefined) refuse('filter.measure_needs_field', { params: { child: of } })
  if (times) return checkWithin(value, of)
  if (typeof op !== 'string' || !comparisons.includes(op))
    refuse('filter.unknown_operator', { params: { operator: shown(op), field: of } })
  if (typeof value !== 'number' || !Number.isFinite(value))
    refuse('filter.bad_value', { params: { field: of, operator: 'measure' } })
}

const stepParts = ['event', 'where', 'within', 'times', 'none']

const checkStepTime = (within: unknown, event: string): void => {
  const { up_to, unit } = isRecord(within) ? within : {}
  const known = oneOf(stepTimeUnits, unit)
  const ms =
    typeof up_to === 'number' && Number.isInteger(up_to) && up_to > 0 && known ? stepTimeMs({ up_to, unit: known }) : null
  if (ms === null || ms > stepTimeMsMax) refuse('filter.bad_step_time', { params: { event, days: stepTimeMsMax / 86_400_000 } })
}

/** What followed an event: few steps, and none behind what did not come. */
const checkSteps = (then: unknown, first: string): void => {
  if (!Array.isArray(then)) return refuse('filter.malformed', { params: { found: `then: ${shown(then)}` } })
  const steps = then.length + 1
  if (steps < eventStepsMin || steps > eventStepsMax)
    refuse('filter.step_count', { params: { event: first, found: steps, min: eventStepsMin, max: eventStepsMax } })
  for (const [at, step] of then.entries()) {
    if (!isRecord(step)) return refuse('filter.malformed', { params: { found: `then: ${shown(step)}` } })
    const other = Object.keys(step).find((key) => !stepParts.includes(key))
    if (other !== undefined) refuse('filter.malformed', { params: { found: `then: ${shown(other)}` } })
    const event = text(step, 'event')
    if (step.within !== undefined) checkStepTime(step.within, event)
    const { times = 1 } = step
    if (typeof times !== 'number' || !Number.isInteger(times) || times < 1 || times > stepCountMax)
      refuse('filter.bad_step_count', { params: { event, max: stepCountMax } })
    if (step.none !== undefined && typeof step.none !== 'boolean') refuse('filter.malformed', { params: { found: 'then: none' } })
    if (step.none && at < then.length - 1) refuse('filter.none_is_last', { params: { event } })
  }
}

const checkLeaf = (node: Node): void => {
  if ('field' in node) {
    const field = text(node, 'field')
    if (oneOf(filterOperators, node.op) === undefined)
      refuse('filter.unknown_operator', { params: { operator: shown(node.op), field: field.slice(0, shownMax) } })
  } else if ('child' in node) {
    const child = text(node, 'child')
    text(node, 'via')
    if (node.measure !== undefined) checkMeasure(node.measure, child, false)
  } else if ('event' in node) {
    const event = text(node, 'event')
    if (node.within !== undefined) checkWithin(node.within, event)
    if (node.measure !== undefined) checkMeasure(node.measure, event, true)
    if (node.then !== undefined) checkSteps(node.then, event)
  } else if ('segment' in node) text(node, 'segment')
}

/** Shape and size of a tree from outside, before anything is compiled. Refuses `filter.*`. */
export const checkFilter = (filter: unknown): Filter => {
  if (countFilterNodes(filter) > filterNodesMax) refuse('filter.too_large', { params: { max: filterNodesMax } })
  const walk = (node: unknown, depth: number): void => {
    if (depth > filterDepthMax) refuse('filter.too_deep', { params: { max: filterDepthMax } })
    if (!isRecord(node)) return refuse('filter.malformed', { params: { found: shown(node) } })
    for (const group of [node.and, node.or].filter((found) => found !== undefined)) {
      if (!Array.isArray(group)) return refuse('filter.malformed', { params: { found: 'and/or' } })
      for (const child of group) walk(child, depth + 1)
    }
    if (node.not !== undefined) walk(node.not, depth + 1)
    if (node.where !== undefined) walk(node.where, depth + 1)
    if (kinds.filter((kind) => Object.hasOwn(node, kind)).length !== 1)
      refuse('filter.malformed', { params: { found: Object.keys(node).join(', ').slice(0, shownMax) } })
    checkLeaf(node)
    if (Array.isArray(node.then)) for (const { where } of node.then) if (where !== undefined) walk(where, depth + 1)
  }
  walk(filter, 0)
  return filterIn(filter) ?? refuse('filter.malformed', { params: { found: shown(filter) } })
}
