import {
  type Field,
  type FieldProblem,
  fieldTypes,
  isAsked,
  isOfferedTo,
  isShown,
  type Label,
  optionsIn,
  type Row,
  traitsOf,
  type TypeContext,
} from '@lianke/kernel'
import type { AccessContext } from '../access/access-context.ts'
import { fieldRight, maskedValue, visibleFields } from '../access/field-access.ts'
import type { ModelObject } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'
import { keepWorkedOut } from './keep-worked-out.ts'
import { nearest } from './nearest.ts'
import { newlyRetired, retiredValues } from '../overlay/retired-options.rule.ts'
import { ReadValue } from './read-value.ts'
import { keepTyped, sameValue } from './row-codec.ts'
import type { Door } from './unit.ts'

interface Shaped {
  readonly values: Record<string, unknown>
  readonly problems: readonly FieldProblem[]
}
interface ShapeInput {
  readonly object: ModelObject
  readonly access: AccessContext
  readonly types: TypeContext
  readonly creating: boolean
  readonly door: Door
  /** The row as it stands under its lock; null for a new one. */
  readonly before: Row | null
  /** `created_at`, `created_by`, `updated_at` may be given. */
  readonly keepOrigins: boolean
  /** What only commands write may be given. */
  readonly migrating: boolean
  /** A field set by whoever calls: the way from a line to its whole. */
  readonly without?: string
}

interface Demands {
  readonly required: readonly string[]
  /** With what the company requires of whoever fills in a form, a call or a file: engines and acts go on without. */
  readonly asked: readonly string[]
  /** Options that are no longer given. */
  readonly retired: ReturnType<typeof retiredValues>
  readonly defaults: readonly (readonly [string, Field])[]
  /** Fields that are asked only where another choice of the record says so. */
  readonly dependent: readonly (readonly [string, Field])[]
  /** Fields of which some options are offered only so. */
  readonly limited: readonly (readonly [string, Field])[]
}
const demands = new WeakMap<ModelObject, Demands>()
/** Which fields a row must have, and which bring a value of their own; asked once per object, not per row. */
const demandsOf = (object: ModelObject): Demands => {
  const known = demands.get(object)
  if (known) return known
  // What is derived is neither asked for nor brought by a default: it follows.
  const derived = new Set<string>(object.definition.derive?.fields)
  const fields = [...object.fields].filter(([name]) => !derived.has(name))
  const needed = fields.filter(([, field]) => field.options.required && traitsOf(field).computed !== 'series')
  const byCompany = ([name, field]: (typeof needed)[number]) => isAsked(object.definition, name, field)
  const found = {
    required: needed.filter((one) => !byCompany(one)).map(([name]) => name),
    asked: needed.map(([name]) => name),
    retired: retiredValues(object.fields),
    defaults: fields.filter(([, field]) => field.options.default !== undefined),
    dependent: fields.filter(([, field]) => field.options.when !== undefined),
    limited: fields.filter(([, field]) => optionsIn(field.options).some(({ when }) => when)),
  }
  demands.set(object, found)
  return found
}

const control = new Set(['id', 'version', 'source_id'])
const origins = new Set(['created_at', 'created_by', 'updated_at', 'updated_by'])

/** One row of input → stored values, or problems that name every fault at once. Unknown names get the nearest known one. */
export const shapeRow = (input: ShapeInput, row: Record<string, unknown>): Shaped => {
  const { object, access, creating } = input
  const values: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  const typed: Record<string, string> = {}
  for (const name in row) {
    if (control.has(name)) continue
    const raw = row[name]
    const path = `/${name}`
    const field = object.fields.get(name) ?? (name === 'owner' || origins.has(name) ? commonField(name) : undefined)
    const right = field ? fieldRight(access, object, name, field) : 'hidden'
    if (!field || right === 'hidden') {
      problems.push({
        path,
        code: 'field.unknown',
        params: { field: name, suggestion: nearest(name, visibleFields(access, object).keys()) },
      })
      continue
    }
    if (origins.has(name) ? !input.keepOrigins : !mayWrite(field, right, access.system, creating)) {
      problems.push({
        path,
        code: field.options.fixed && !creating ? 'field.fixed' : 'field.not_writable',
        params: { field: name },
      })
      continue
    }
    if (right === 'masked' && isSentBack(input, name, field, raw)) continue
    const read = raw instanceof ReadValue ? raw : fieldTypes[field.type].normalise(plain(raw), field.options, input.types)
    if ('problem' in read) {
      problems.push({ path, code: read.problem, params: { field: name, ...read.params } })
      continue
    }
    const value = input.before ? keepWorkedOut(field, read.value, input.before[name]) : read.value
    if (isForCommands(input, name)) {
      // What is so already may be said again: a form sends back what it was shown.
      if (!sameValue(value, standingValue(input, name, field)))
        problems.push({ path, code: 'field.by_command', params: { field: name, commands: object.writers.get(name)?.join(', ') } })
    } else {
      const retired = retiredIn(input, name, value)
      if (retired !== undefined) problems.push({ path, code: 'field.option_retired', params: { field: name, option: retired } })
      values[name] = value
      if (read.raw !== undefined) typed[name] = read.raw
    }
  }
  keepTyped(values, typed)
  if (creating) fillDefaults(input, values)
  const elsewhere = notShown(input, row, values, problems)
  problems.push(...notOffered(input, values))
  const { required, asked } = demandsOf(object)
  for (const name of input.door === 'generic' ? asked : required) {
    if (name === input.without || elsewhere.has(name)) continue
    const missing = creating ? values[name] === undefined || values[name] === null : name in values && values[name] === null
    if (missing && !problems.some((problem) => problem.path === `/${name}`))
      problems.push({ path: `/${name}`, code: 'field.required', params: { field: name } })
  }
  return { values, problems }
}

/** Commands write it, and this is none. */
const isForCommands = ({ object, door, migrating }: ShapeInput, name: string): boolean =>
  door === 'generic' && !migrating && object.definition.written?.[name] === 'commands'

const nowhere: ReadonlySet<string> = new Set()
/**
 * Fields that the record as it will stand does not ask for: neither required nor begun with a default, and refused where somebody gives them.
 * What such a field holds already stands.
 */
const notShown = (
  { object, door, migrating, before, creating }: ShapeInput,
  row: Record<string, unknown>,
  values: Record<string, unknown>,
  problems: FieldProblem[],
): ReadonlySet<string> => {
  const { dependent } = demandsOf(object)
  if (dependent.length === 0) return nowhere
  const standing = { ...before, ...values }
  const found = new Set<string>()
  for (const [name, field] of dependent) {
    if (isShown(field, standing)) continue
    found.add(name)
    if (creating && !(name in row)) delete values[name]
    const given = values[name] ?? null
    if (door === 'generic' && !migrating && given !== null && !sameValue(given, before?.[name] ?? null))
      problems.push({ path: `/${name}`, code: 'field.not_asked_here', params: whenSaid(object, field) })
  }
  return found
}
/** Options that are given where the record as it will stand is not offered them. What it held before stands. */
const notOffered = ({ object, door, migrating, before }: ShapeInput, values: Record<string, unknown>): FieldProblem[] => {
  const { limited } = demandsOf(object)
  if (limited.length === 0 || door !== 'generic' || migrating) return []
  const standing = { ...before, ...values }
  return limited.flatMap(([name, field]) => {
    const held = [before?.[name]].flat()
    const given = [values[name]].flat().filter((one) => !held.includes(one))
    const wrong = optionsIn(field.options).find((one) => given.includes(one.value) && !isOfferedTo(one, standing))
    if (!wrong) return []
    const by = object.fields.get(wrong.when?.field ?? '')?.label ?? wrong.when?.field
    return [{ path: `/${name}`, code: 'field.option_not_here', params: { option: wrong.label, by } }]
  })
}

/** Where a field is asked, in words. */
const whenSaid = (object: ModelObject, { options: { when } }: Field): Record<string, unknown> => {
  const by = object.fields.get(when?.field ?? '')
  return { by: by?.label ?? when?.field }
}

/** People and programs no longer give it; what a record holds already stands, and acts of the product go on. */
const retiredIn = ({ object, door, migrating, before }: ShapeInput, name: string, value: unknown): Label | undefined => {
  const retired = door === 'generic' && !migrating ? demandsOf(object).retired.get(name) : undefined
  return retired && newlyRetired(retired, value, before?.[name])
}

/** A form sends back what it was shown, and what was covered stands. */
const isSentBack = ({ before }: ShapeInput, name: string, field: Field, raw: unknown): boolean => {
  const value = before?.[name] ?? null
  const given = raw instanceof ReadValue ? raw.value : raw
  return value !== null && typeof given === 'string' && given === maskedValue(field, value)
}

const standingValue = ({ before, types }: ShapeInput, name: string, field: Field): unknown => {
  if (before) return before[name]
  const result = fieldTypes[field.type].normalise(field.options.default ?? null, field.options, types)
  return 'value' in result ? result.value : null
}

const mayWrite = (field: Field, right: string, system: boolean, creating: boolean): boolean => {
  if (!fieldTypes[field.type].writable || (field.options.fixed && !creating && !system)) return false
  return system || ((right === 'write' || right === 'masked') && !field.options.readOnly)
}

/** References arrive as an id or as the `{ id, title }` the API answers. */
export const plain = (raw: unknown): unknown => {
  if (Array.isArray(raw)) return raw.map(plain)
  if (typeof raw === 'object' && raw !== null && 'id' in raw && Object.keys(raw).every((key) => key === 'id' || key === 'title'))
    return raw.id
  return raw
}

const fillDefaults = ({ object, access, types }: ShapeInput, values: Record<string, unknown>) => {
  for (const [name, field] of demandsOf(object).defaults) {
    if (values[name] !== undefined) continue
    const result = fieldTypes[field.type].normalise(field.options.default, field.options, types)
    if ('value' in result) values[name] = result.value
  }
  if (values.owner === undefined) values.owner = access.me
}
