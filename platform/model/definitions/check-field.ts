import {
  type Field,
  heldTraits,
  isNumeric,
  linkOf,
  type ObjectDefinition,
  optionsIn,
  refuse,
  tableOf,
  traitsOf,
} from '@lianke/kernel'
import { farHopsMax } from '../model/far-path.ts'
import type { Model, ModelObject } from '../model/model.ts'
import { rollUpIn } from '../model/roll-up-in.ts'
import { checkFilter } from '../query/check-filter.ts'
import { checkWhen } from '../overlay/check-when.ts'
import { checkExpression } from './check-expression.ts'
import { checkFilterOver } from './filter-over.ts'
import { mentionFilter, noMentions } from './mentions.ts'

interface Named {
  readonly on: string
  readonly name: string
  readonly field: Field
}
const keyOf = (object: string, field: string) => `${object}.${field}`

/** The model as it will be with these fields. */
const withFields = (model: Model, added: readonly Named[]): Model => {
  const objects = new Map(model.objects)
  for (const { on, name, field } of added) {
    const object = objects.get(on)
    if (object) objects.set(on, { ...object, fields: new Map(object.fields).set(name, field) })
  }
  return { ...model, objects }
}

const checkFormula = (model: Model, object: ModelObject, { name, field }: Named): void => {
  const { problem, type } = checkExpression(String(field.options.expression), object.fields, model.objects)
  if (problem) {
    const code = problem.path === undefined ? 'custom.bad_formula' : 'custom.formula_path'
    const params = { field: name, ...problem, max: farHopsMax }
    refuse(code, { params, problems: [{ path: '/field/options/expression', code, params }] })
  }
  const result = String(field.options.result)
  if (type !== null && !heldTraits(field).answers?.includes(type)) {
    const params = { field: name, type, result }
    refuse('custom.formula_result', {
      params,
      problems: [{ path: '/field/options/result', code: 'custom.formula_result', params }],
    })
  }
}

const checkRollUp = (model: Model, object: ModelObject, { name, field }: Named): void => {
  const { child: childName, via, measure, of } = rollUpIn(field)
  const { where } = field.options
  const wrong = (at: string, code: string, params: Record<string, unknown>): never =>
    refuse(code, {
      params: { field: name, ...params },
      problems: [{ path: `/field/options/${at}`, code, params: { field: name, ...params } }],
    })
  const child = model.objects.get(childName) ?? wrong('child', 'custom.roll_up_child', { child: childName })
  const link = child.fields.get(via)
  if (!link || linkOf(link) !== object.name) wrong('via', 'custom.roll_up_via', { child: childName, via, object: object.name })
  if (measure !== 'count') {
    const measured = of === undefined ? undefined : child.fields.get(of)
    if (!measured) wrong('of', 'custom.roll_up_of', { child: childName, of: of ?? '' })
    else if (!isNumeric(measured)) wrong('of', 'custom.roll_up_type', { child: childName, of, measure, type: measured.type })
  }
  if (where !== undefined && where !== null) checkFilterOver(model, childName, checkFilter(where))
}

/** What a computed field reads that may itself be computed. */
const readBy = (model: Model, object: string, field: Field): readonly string[] => {
  const found = model.objects.get(object)
  if (!found) return []
  const { computed } = traitsOf(field)
  if (computed === 'expression') {
    const { fields, paths } = checkExpression(String(field.options.expression), found.fields, model.objects)
    return [
      ...fields.map((name) => keyOf(object, name)),
      ...paths.map(({ hops, name }) => keyOf(hops.at(-1)?.to.name ?? '', name)),
    ]
  }
  if (computed !== 'children') return []
  const { child, of, where } = rollUpIn(field)
  const mentions = noMentions()
  if (where) mentionFilter(model, child, where, mentions)
  return [...(of ? [keyOf(child, of)] : []), ...mentions.fields]
}

/** The fields that lead from `start` back to itself, in order; null when none do. */
const circleFrom = (model: Model, start: string): readonly string[] | null => {
  const came = new Map<string, string>()
  const open = [start]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const dot = at.lastIndexOf('.')
    const object = at.slice(0, dot)
    const field = model.objects.get(object)?.fields.get(at.slice(dot + 1))
    for (const next of field ? readBy(model, object, field) : []) {
      if (next === start) {
        const chain = [start]
        for (let step: string | undefined = at; step && step !== start; step = came.get(step)) chain.unshift(step)
        return [start, ...chain]
      }
      if (came.has(next)) continue
      came.set(next, at)
      open.push(next)
    }
  }
  return null
}

/** Fields that an administrator describes, against the model they will stand in: names, types, measures, conditions, circles. Refuses `custom.*`, `filter.*`. */
export const checkFields = (model: Model, added: readonly Named[]): void => {
  const next = withFields(model, added)
  for (const one of added) {
    const object = next.objects.get(one.on) ?? refuse('custom.object_unknown', { params: { object: one.on } })
    const { computed } = traitsOf(one.field)
    if (computed === 'expression') checkFormula(next, object, one)
    if (computed === 'children') checkRollUp(next, object, one)
    const { when } = one.field.options
    for (const depends of [when, ...optionsIn(one.field.options).map((option) => option.when)])
      if (depends) checkWhen(object, one.name, depends)
  }
  for (const { on, name } of added) {
    const chain = circleFrom(next, keyOf(on, name))
    if (chain) refuse('custom.circle', { params: { chain: chain.join(' → ') } })
  }
}

/** An object that an administrator describes, with all its fields. Refuses like {@link checkFields}. */
export const checkNewObject = (model: Model, definition: ObjectDefinition): void => {
  const { name } = definition
  const fields = new Map(Object.entries(definition.fields))
  const object: ModelObject = {
    name,
    table: tableOf(name),
    definition,
    module: 'custom',
    fields,
    children: [],
    parts: new Map(),
    whole: null,
    checks: [],
    writers: new Map(),
  }
  checkFields(
    { ...model, objects: new Map(model.objects).set(name, object) },
    [...fields].map(([field, one]) => ({ on: name, name: field, field: one })),
  )
}
