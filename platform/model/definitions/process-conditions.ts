import type { HeldDefinition } from '@lianke/kernel'
import { isRecord, overOf, type Values } from './held-parts.ts'

/** A condition of a process and what it is asked of. */
export interface ProcessCondition {
  readonly path: string
  readonly over: { readonly object: string } | { readonly event: string }
  /** A tree as it was written; absent: the event alone. */
  readonly filter?: unknown
}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** `{ event, where }` as triggers, endings and waits keep it. */
const ofEvent = (path: string, value: unknown): ProcessCondition[] =>
  isRecord(value) && text(value.event)
    ? [
        {
          path,
          over: { event: text(value.event) },
          ...(isRecord(value.where) ? { filter: value.where } : {}),
        },
      ]
    : []

const ofTrigger = (path: string, trigger: unknown): ProcessCondition[] => {
  if (!isRecord(trigger)) return []
  if (trigger.on === 'event') return ofEvent(path, trigger)
  return trigger.on === 'record' && isRecord(trigger.where)
    ? [{ path, over: { object: text(trigger.object) }, filter: trigger.where }]
    : []
}

const ofNode = (path: string, node: unknown, over: string): ProcessCondition[] => {
  const config = isRecord(node) && isRecord(node.config) ? node.config : {}
  const branches = Array.isArray(config.branches) ? config.branches : []
  return [
    ...ofEvent(`${path}/config`, config),
    // Of a loop: which records of another object it looks for.
    ...(text(config.object) && isRecord(config.filter)
      ? [{ path: `${path}/config/filter`, over: { object: text(config.object) }, filter: config.filter }]
      : []),
    ...branches.flatMap((branch: unknown, index): ProcessCondition[] =>
      isRecord(branch) && isRecord(branch.filter)
        ? [
            {
              path: `${path}/config/branches/${index}/filter`,
              over: { object: over },
              filter: branch.filter,
            },
          ]
        : [],
    ),
  ]
}

/** All conditions of a process as it would be published. */
export const processConditions = (
  held: Extract<HeldDefinition, { kind: 'process' }>,
  row: Values,
): readonly ProcessCondition[] => {
  const graph = row[held.graph]
  const over = overOf(held.over, row)
  const condition = row[held.condition]
  const nodes = isRecord(graph) && Array.isArray(graph.nodes) ? graph.nodes : []
  return [
    ...ofTrigger(`/${held.trigger}`, row[held.trigger]),
    ...(isRecord(condition) ? [{ path: `/${held.condition}`, over: { object: over }, filter: condition }] : []),
    ...ofEvent(`/${held.goal}`, row[held.goal]),
    ...ofEvent(`/${held.exit}`, row[held.exit]),
    ...nodes.flatMap((node: unknown, index) => ofNode(`/${held.graph}/nodes/${index}`, node, over)),
  ]
}
