import { personObject } from '@lianke/kernel'
import { isRecord, type Values } from './held-parts.ts'

/** A condition of a journey and what it is asked of. */
export interface JourneyCondition {
  readonly path: string
  readonly over: { readonly object: string } | { readonly event: string }
  /** A tree as it was written; absent: the event alone. */
  readonly filter?: unknown
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `{ event, where }` as triggers, endings and waits keep it. */
const ofEvent = (path: string, value: unknown): JourneyCondition[] =>
  isRecord(value) && text(value.event)
    ? [
        {
          path,
          over: { event: text(value.event) },
          ...(isRecord(value.where) ? { filter: value.where } : {}),
        },
      ]
    : []

const ofTrigger = (path: string, trigger: unknown): JourneyCondition[] => {
  if (!isRecord(trigger)) return []
  if (trigger.on === 'event') return ofEvent(path, trigger)
  return trigger.on === 'record' && isRecord(trigger.where)
    ? [{ path, over: { object: text(trigger.object) }, filter: trigger.where }]
    : []
}

const ofNode = (path: string, node: unknown): JourneyCondition[] => {
  const config = isRecord(node) && isRecord(node.config) ? node.config : {}
  const branches = Array.isArray(config.branches) ? config.branches : []
  return [
    ...ofEvent(`${path}/config`, config),
    ...branches.flatMap((branch: unknown, index): JourneyCondition[] =>
      isRecord(branch) && isRecord(branch.filter)
        ? [
            {
              path: `${path}/config/branches/${index}/filter`,
              over: { object: personObject },
              filter: branch.filter,
            },
          ]
        : [],
    ),
  ]
}

/** All conditions of a journey as it would be published. */
export const journeyConditions = (
  held: { readonly graph: string; readonly trigger: string; readonly goal: string; readonly exit: string },
  row: Values,
): readonly JourneyCondition[] => {
  const graph = row[held.graph]
  const nodes = isRecord(graph) && Array.isArray(graph.nodes) ? graph.nodes : []
  return [
    ...ofTrigger(`/${held.trigger}`, row[held.trigger]),
    ...ofEvent(`/${held.goal}`, row[held.goal]),
    ...ofEvent(`/${held.exit}`, row[held.exit]),
    ...nodes.flatMap((node: unknown, index) => ofNode(`/${held.graph}/nodes/${index}`, node)),
  ]
}
