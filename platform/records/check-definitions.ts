import { type Field, type FieldProblem, personObject } from '@lianke/kernel'
import { fieldAnswer } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'
import { refusalOfAsking } from '../query/asking.ts'
import { queryContext, type Unit } from './unit.ts'

type Member = Record<string, unknown>
const isMember = (value: unknown): value is Member => typeof value === 'object' && value !== null && !Array.isArray(value)
const filterKinds = ['and', 'or', 'not', 'field', 'child', 'event', 'segment']
const isFilter = (value: Member): boolean => filterKinds.some((kind) => kind in value)

const asking = new WeakMap<ModelObject, readonly (readonly [string, string])[]>()
/** The fields that hold definitions, with the object these ask about. */
const askingFields = (object: ModelObject): readonly (readonly [string, string])[] => {
  const known = asking.get(object)
  if (known) return known
  const found = [...object.fields].flatMap(([name, { options }]) =>
    typeof options.asks === 'string' ? [[name, options.asks] as const] : [],
  )
  asking.set(object, found)
  return found
}

/**
 * A definition (of a segment, of a journey) is run by an engine, which may see everything. So it is judged here, with the rights of whoever
 * saves it: what he may not ask in a list he may not have asked for him.
 */
export const checkDefinitions = (
  unit: Unit,
  object: ModelObject,
  rows: readonly Record<string, unknown>[],
): Map<number, FieldProblem[]> => {
  const problems = new Map<number, FieldProblem[]>()
  const fields = unit.access.system ? [] : askingFields(object)
  for (const [index, row] of rows.entries())
    for (const [name, about] of fields) {
      const found = isMember(row[name]) ? definitionProblems(unit, about, row[name], `/${name}`) : []
      if (found.length > 0) problems.set(index, [...(problems.get(index) ?? []), ...found])
    }
  return problems
}

const definitionProblems = (unit: Unit, about: string, value: Member, path: string): FieldProblem[] => {
  const problems: FieldProblem[] = []
  const ask = (object: string, filter: unknown, at: string) => problems.push(...askedProblems(unit, object, filter, at))
  if (isFilter(value) && !('on' in value)) ask(about, value, path)
  else {
    const open: [unknown, string][] = [[value, path]]
    for (let next = open.pop(); next; next = open.pop()) {
      const [node, at] = next
      if (Array.isArray(node)) open.push(...node.map((each, index): [unknown, string] => [each, `${at}/${index}`]))
      if (!isMember(node)) continue
      const { filter, where, ...rest } = node
      if (isMember(filter)) ask(about, filter, `${at}/filter`)
      // Of events nobody has defined there is nothing that a role could hide.
      if (isMember(where) && typeof node.event === 'string') {
        if (unit.model.events.has(node.event)) ask(personObject, { event: node.event, where }, `${at}/where`)
      } else if (isMember(where) && typeof node.object === 'string') ask(node.object, where, `${at}/where`)
      if (typeof node.step === 'string') problems.push(...stepProblems(unit, about, node, `${at}/config`))
      open.push(...Object.entries(rest).map(([name, each]): [unknown, string] => [each, `${at}/${name}`]))
    }
  }
  return problems
}

const askedProblems = (unit: Unit, object: string, filter: unknown, path: string): FieldProblem[] => {
  const refusal = refusalOfAsking(queryContext(unit), object, filter)
  return refusal ? [{ path, code: refusal.code, params: refusal.params }] : []
}

/** A step that sets a field of the person's sets it as the system; whoever builds it must be allowed to write it himself. */
const stepProblems = (unit: Unit, about: string, node: Member, path: string): FieldProblem[] => {
  const config = isMember(node.config) ? node.config : {}
  const object = unit.model.objects.get(about)
  return Object.entries(unit.model.steps.get(String(node.step))?.fields ?? {}).flatMap(([name, setting]): FieldProblem[] => {
    const asked = config[name]
    if (setting.options.names !== 'field' || typeof asked !== 'string' || !object) return []
    const field: Field | undefined = object.fields.get(asked)
    return field && fieldAnswer(unit.access, object, asked, field, 'write') === 'open'
      ? []
      : [{ path: `${path}/${name}`, code: 'field.unknown', params: { field: asked } }]
  })
}
