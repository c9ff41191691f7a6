import { type Field, heldTraits, isNowValue, isPathValue, isRunValue, type HeldDefinition } from '@lianke/kernel'
import type { Model } from '../model/model.ts'
import { isRecord, overOf, type Values } from './held-parts.ts'

/** A name that a process speaks: a field of its records that it looks at or writes, an act that it does, an event that it waits for. */
export interface ProcessName {
  readonly path: string
  readonly is: 'date' | 'read' | 'write' | 'command' | 'event'
  readonly name: string
  /** What is written to the field, where that is the same for every record. */
  readonly value?: unknown
  /** What the act is told. */
  readonly input?: Values
}

/** Fields with what they take, and the paths that values are read from. */
const ofValues = (path: string, values: unknown): ProcessName[] =>
  Object.entries(isRecord(values) ? values : {}).flatMap(([name, value]): ProcessName[] => [
    {
      path: `${path}/${name}`,
      is: 'write',
      name,
      ...(isPathValue(value) || isNowValue(value) || isRunValue(value) ? {} : { value }),
    },
    ...(isPathValue(value) ? [{ path: `${path}/${name}`, is: 'read' as const, name: value.path }] : []),
  ])

const ofInput = (path: string, input: Values): ProcessName[] =>
  Object.entries(input).flatMap(([name, value]): ProcessName[] =>
    isPathValue(value) ? [{ path: `${path}/${name}`, is: 'read', name: value.path }] : [],
  )

const ofSetting = (field: Field, path: string, name: string, config: Values): ProcessName[] => {
  const value = config[name]
  const { names } = field.options
  if (names === 'field' && typeof value === 'string') return [{ path: `${path}/${name}`, is: 'write', name: value }]
  if (names === 'event' && typeof value === 'string') return [{ path: `${path}/${name}`, is: 'event', name: value }]
  if (names === 'sent')
    return (Array.isArray(value) ? value : []).flatMap((part: unknown, index) =>
      isRecord(part) ? ofInput(`${path}/${name}/${index}`, { value: part.value }) : [],
    )
  if (names === 'values') return ofValues(`${path}/${name}`, value)
  if (names !== 'command' || typeof value !== 'string') return []
  const input = isRecord(config.input) ? config.input : {}
  return [{ path: `${path}/${name}`, is: 'command', name: value, input }, ...ofInput(`${path}/input`, input)]
}

/** The event of a trigger, a goal or an exit. */
const ofHappening = (path: string, happening: unknown): ProcessName[] =>
  isRecord(happening) && typeof happening.event === 'string'
    ? [{ path: `${path}/event`, is: 'event', name: happening.event }]
    : []

/** All names that a process speaks, each at its place. */
export const processNames = (
  model: Model,
  held: Extract<HeldDefinition, { kind: 'process' }>,
  row: Values,
): readonly ProcessName[] => {
  const trigger = row[held.trigger]
  const graph = row[held.graph]
  const nodes = isRecord(graph) && Array.isArray(graph.nodes) ? graph.nodes : []
  const looksAt = (field: unknown, path: string, is: 'date' | 'read'): ProcessName[] =>
    typeof field === 'string' ? [{ path, is, name: field }] : []
  return [
    ...(isRecord(trigger) && trigger.on === 'date' ? looksAt(trigger.field, `/${held.trigger}/field`, 'date') : []),
    ...(isRecord(trigger) && trigger.on === 'hook' ? looksAt(trigger.field, `/${held.trigger}/field`, 'read') : []),
    ...(isRecord(trigger) && trigger.on === 'record' && trigger.object === overOf(held.over, row) && Array.isArray(trigger.fields)
      ? trigger.fields.flatMap((field: unknown, index) => looksAt(field, `/${held.trigger}/fields/${index}`, 'read'))
      : []),
    ...(isRecord(trigger) && trigger.on === 'event' ? ofHappening(`/${held.trigger}`, trigger) : []),
    ...ofHappening(`/${held.goal}`, row[held.goal]),
    ...ofHappening(`/${held.exit}`, row[held.exit]),
    ...nodes.flatMap((node: unknown, index) => {
      const config = isRecord(node) && isRecord(node.config) ? node.config : {}
      const fields = isRecord(node) ? (model.steps.get(String(node.step))?.fields ?? {}) : {}
      return Object.entries(fields).flatMap(([name, field]) =>
        ofSetting(field, `/${held.graph}/nodes/${index}/config`, name, config),
      )
    }),
  ]
}

/** Whether moments or days lie in a field. */
export const isDated = (field: Field | undefined): boolean => field !== undefined && heldTraits(field).time !== undefined
