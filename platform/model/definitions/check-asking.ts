import { type Field, type FieldProblem, type HeldDefinition, isPathValue, personObject, Refusal, type Row } from '@lianke/kernel'
import { fieldAnswer } from '../access/field-access.ts'
import { mayRun } from '../unit-of-work/run-command.ts'
import { commonFields } from '../query/common-fields.ts'
import { openScope } from '../query/compile-filter.ts'
import { refusalOfAsking } from '../query/asking.ts'
import { queryContext, type Unit } from '../records/unit.ts'
import { overOf } from './held-parts.ts'

/** What a unit of work tells of who asks. */
export type AskingUnit = Pick<Unit, 'model' | 'access' | 'rules' | 'filter'>

type Member = Record<string, unknown>
const isMember = (value: unknown): value is Member => typeof value === 'object' && value !== null && !Array.isArray(value)
const filterKinds = ['and', 'or', 'not', 'field', 'child', 'event', 'segment']
const isFilter = (value: Member): boolean => filterKinds.some((kind) => kind in value)

/** Those that an engine runs: the fields they lie in, and the object they ask about. */
const askedBy = (held: HeldDefinition, row: Row): { readonly fields: readonly string[]; readonly about: string } | null => {
  if (held.kind === 'process')
    return { fields: [held.graph, held.trigger, held.condition, held.goal, held.exit], about: overOf(held.over, row) }
  return held.kind === 'filter' && held.engine ? { fields: [held.field], about: overOf(held.over, row) } : null
}

/**
 * A definition (of a segment, of a process) is run by an engine, which may see everything. So it is judged here, with the rights of whoever
 * saves it: what he may not ask in a list he may not have asked for him. `changed`: the fields that are being written.
 */
export const askingProblems = (
  unit: AskingUnit,
  held: HeldDefinition,
  row: Row,
  changed: (field: string) => boolean,
): readonly FieldProblem[] => {
  const asked = unit.access.system ? null : askedBy(held, row)
  return (asked?.fields ?? []).flatMap((name) => {
    const value = row[name]
    return asked && changed(name) && isMember(value) ? definitionProblems(unit, asked.about, value, `/${name}`) : []
  })
}

const definitionProblems = (unit: AskingUnit, about: string, value: Member, path: string): FieldProblem[] => {
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
      // A loop looks for records of another object.
      const among = typeof node.object === 'string' && node.object !== '' ? node.object : about
      if (isMember(filter)) ask(among, filter, `${at}/filter`)
      if (among !== about && typeof node.via === 'string') problems.push(...readProblems(unit, among, node.via, `${at}/via`))
      // Of events nobody has defined there is nothing that a role could hide.
      if (isMember(where) && typeof node.event === 'string') {
        if (unit.model.events.has(node.event)) ask(personObject, { event: node.event, where }, `${at}/where`)
      } else if (isMember(where) && typeof node.object === 'string') ask(node.object, where, `${at}/where`)
      if (typeof node.step === 'string') problems.push(...stepProblems(unit, about, node, `${at}/config`))
      // What a clock or a program outside looks at is asked of everybody's records, too.
      if ((node.on === 'date' || node.on === 'hook') && typeof node.field === 'string')
        problems.push(...readProblems(unit, about, node.field, `${at}/field`))
      if (isPathValue(node)) problems.push(...readProblems(unit, about, node.path, at))
      open.push(...Object.entries(rest).map(([name, each]): [unknown, string] => [each, `${at}/${name}`]))
    }
  }
  return problems
}

/** A value that is read for somebody must be open to him: else it would be copied to where he may see it. */
const readProblems = (unit: AskingUnit, object: string, field: string, path: string): FieldProblem[] => {
  if (!unit.model.objects.has(object)) return []
  try {
    openScope(queryContext(unit), object, 't').find(field, 'filter')
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return [{ path, code: error.code, params: error.params }]
  }
}

const askedProblems = (unit: AskingUnit, object: string, filter: unknown, path: string): FieldProblem[] => {
  const refusal = refusalOfAsking(queryContext(unit), object, filter)
  return refusal ? [{ path, code: refusal.code, params: refusal.params }] : []
}

/** A step writes and acts as the system; whoever builds it must be allowed to write that field and to do that act himself. */
const stepProblems = (unit: AskingUnit, about: string, node: Member, path: string): FieldProblem[] => {
  const config = isMember(node.config) ? node.config : {}
  const object = unit.model.objects.get(about)
  const mayWrite = (asked: string, at: string): FieldProblem[] => {
    const field: Field | undefined = object?.fields.get(asked) ?? commonFields.get(asked)
    return object && field && fieldAnswer(unit.access, object, asked, field, 'write') === 'open'
      ? []
      : [{ path: at, code: 'field.unknown', params: { field: asked } }]
  }
  return Object.entries(unit.model.steps.get(String(node.step))?.fields ?? {}).flatMap(([name, setting]): FieldProblem[] => {
    const asked = config[name]
    const { names } = setting.options
    if (!object) return []
    if (names === 'field' && typeof asked === 'string') return mayWrite(asked, `${path}/${name}`)
    if (names === 'values' && isMember(asked))
      return Object.keys(asked).flatMap((each) => mayWrite(each, `${path}/${name}/${each}`))
    const command = names === 'command' && typeof asked === 'string' ? unit.model.commands.get(asked) : undefined
    return command && !mayRun(unit.access, command)
      ? [{ path: `${path}/${name}`, code: 'access.denied', params: { command: asked } }]
      : []
  })
}
