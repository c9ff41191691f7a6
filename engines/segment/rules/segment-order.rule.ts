import {
  type Fact,
  type Filter,
  personMerged,
  personObject,
  personUnmerged,
  segmentEntered,
  segmentLeft,
  stepsOf,
} from '@lianke/kernel'

/** A segment as it is evaluated. */
export interface SegmentRow {
  readonly id: string
  readonly filter: Filter
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly status: 'draft' | 'active' | 'paused'
}
/** What can change the answer of a filter. */
export interface Touches {
  readonly events: ReadonlySet<string>
  readonly objects: ReadonlySet<string>
  readonly segments: ReadonlySet<string>
  /** Time alone may change the answer. */
  readonly clock: boolean
}

const isRelative = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ['last', 'next', 'this', 'previous'].some((key) => key in value)

/** Operators whose answer moves with the clock. */
const moving: ReadonlySet<string> = new Set(['within', 'not_within', 'anniversary'])

/** Reads off a tree what it looks at. */
export const touchesOf = (filter: Filter): Touches => {
  const [events, objects, segments] = [new Set<string>(), new Set<string>([personObject]), new Set<string>()]
  let clock = false
  const stack: Filter[] = [filter]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if ('and' in node) stack.push(...node.and)
    else if ('or' in node) stack.push(...node.or)
    else if ('not' in node) stack.push(node.not)
    else if ('field' in node) clock ||= moving.has(node.op)
    else if ('child' in node) {
      objects.add(node.child)
      if (node.where) stack.push(node.where)
    } else if ('event' in node) {
      for (const step of stepsOf(node)) {
        events.add(step.event)
        clock ||= step.none === true && step.within !== undefined
      }
      clock ||= isRelative(node.within) || (node.measure !== undefined && isRelative(node.measure.value))
    } else segments.add(node.segment)
  }
  return { events, objects, segments, clock }
}

/** Nested segments after those they look at. What stands in a circle is named, not evaluated. */
export const inOrder = (
  segments: readonly SegmentRow[],
): { readonly order: readonly SegmentRow[]; readonly circle: readonly string[] } => {
  const open = new Map(segments.map((segment) => [segment.id, segment]))
  const needs = new Map(
    segments.map((segment) => [segment.id, [...touchesOf(segment.filter).segments].filter((id) => open.has(id))]),
  )
  const order: SegmentRow[] = []
  for (let found = true; found; ) {
    found = false
    for (const [id, segment] of open) {
      if ((needs.get(id) ?? []).some((need) => open.has(need))) continue
      order.push(segment)
      open.delete(id)
      found = true
    }
  }
  return { order, circle: [...open.keys()] }
}

const recordChange = /\.(created|updated|deleted|restored)$/

/** May this fact change whether its person is in a segment that looks at these things? */
export const isTouchedBy = (touches: Touches, fact: Fact): boolean => {
  if (fact.name === personMerged || fact.name === personUnmerged) return true
  if (fact.name === segmentEntered || fact.name === segmentLeft) return fact.record !== null && touches.segments.has(fact.record)
  if (touches.events.has(fact.name)) return true
  return fact.object !== null && touches.objects.has(fact.object) && recordChange.test(fact.name)
}

/** The filter decides, but who was fixed by hand stays in, and who was barred by hand stays out. */
export const membersOf = (
  matched: ReadonlySet<string>,
  asked: readonly string[],
  segment: Pick<SegmentRow, 'include' | 'exclude'>,
): Set<string> => {
  const [include, exclude] = [new Set(segment.include), new Set(segment.exclude)]
  return new Set(asked.filter((person) => !exclude.has(person) && (matched.has(person) || include.has(person))))
}
