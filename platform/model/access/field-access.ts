import { type Field, fieldTypes, type FilterOperator, refuse, targetOf, traitsOf } from '@lianke/kernel'
import { type ModelObject, objectsBeside } from '../model/model.ts'
import { commonField } from '../query/common-fields.ts'
import { type AccessContext, hasRight, mayReadAny } from './access-context.ts'

export type FieldRight = 'write' | 'read' | 'masked' | 'hidden'

/**
 * All that can be done with a field. `presence`: ask whether it holds anything; `follow`: go through a reference to what lies behind;
 * `title`: name a record that another one points to; `key`: find the record that a row of an import or upsert means; `hold`: open a file.
 */
export type FieldUse =
  | 'show'
  | 'write'
  | 'presence'
  | 'filter'
  | 'sort'
  | 'search'
  | 'group'
  | 'measure'
  | 'follow'
  | 'title'
  | 'key'
  | 'hold'
type FieldAnswer = 'open' | 'masked' | 'closed'

/**
 * What each right answers to each use. Every door asks this table and none has an idea of its own: a masked value that may be sorted,
 * compared, counted or matched is told digit by digit.
 */
const answers: Readonly<Record<FieldRight, Readonly<Partial<Record<FieldUse, FieldAnswer>>> & { readonly else: FieldAnswer }>> = {
  write: { else: 'open' },
  read: { write: 'closed', else: 'open' },
  masked: { show: 'masked', write: 'open', presence: 'open', else: 'closed' },
  hidden: { else: 'closed' },
}

/** Whether a field holds anything is told of a masked one; what it holds is not. */
export const useOf = (op: FilterOperator): FieldUse => (op === 'empty' || op === 'not_empty' ? 'presence' : 'filter')

/** Is it shown in full to those alone who may reveal? A marked field is, and whatever lies sealed. */
export const isMarked = (field: Field): boolean => field.options.masked === true || traitsOf(field).sealed === true

/**
 * The right on one field: the role's word, else masked for marked fields unless the role may reveal. A formula of which the role says nothing
 * is closed as far as the fields it is worked out from.
 */
export const fieldRight = (access: AccessContext, object: ModelObject, name: string, field: Field): FieldRight => {
  if (access.system) return 'write'
  const said = access.object(object.name).fields?.[name]
  if (said) return said
  if (isMarked(field) && !hasRight(access, 'records.reveal')) return 'masked'
  if (traitsOf(field).computed !== 'expression') return 'write'
  const inputs = formulaInputs(object, name).map((input) =>
    input.on === object || mayReadAny(access, input.on) ? fieldRight(access, input.on, input.name, input.field) : 'hidden',
  )
  return inputs.includes('hidden') ? 'hidden' : inputs.includes('masked') ? 'masked' : 'write'
}

interface Input {
  readonly on: ModelObject
  readonly name: string
  readonly field: Field
}
const inputsOf = new WeakMap<ModelObject, Map<string, readonly Input[]>>()
const textsIn = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g
const pathsIn = /[a-z_][a-z0-9_]*(?:\s*\.\s*[a-z_][a-z0-9_]*)*/gi

/** The fields that a formula reads, through other formulas and through references too; asked once per object and formula. */
const formulaInputs = (object: ModelObject, name: string): readonly Input[] => {
  const known = inputsOf.get(object) ?? new Map<string, readonly Input[]>()
  inputsOf.set(object, known)
  const found = known.get(name)
  if (found) return found
  const seen = new Set<string>([name])
  const leaves: Input[] = []
  for (const formula of seen) {
    const expression = String(object.fields.get(formula)?.options.expression ?? '').replace(textsIn, ' ')
    for (const path of expression.match(pathsIn) ?? [])
      for (const input of along(object, path.split(/\s*\.\s*/)))
        if (input.on === object && traitsOf(input.field).computed === 'expression') seen.add(input.name)
        else leaves.push(input)
  }
  known.set(name, leaves)
  return leaves
}

/** The fields that a path goes along: the references, and what it ends at. */
const along = (object: ModelObject, names: readonly string[]): readonly Input[] => {
  const found: Input[] = []
  let on: ModelObject | undefined = object
  for (const name of names) {
    const field: Field | undefined = on?.fields.get(name) ?? (name === 'owner' ? commonField(name) : undefined)
    if (!on || !field) break
    found.push({ on, name, field })
    on = objectsBeside(object).get(targetOf(field) ?? '')
  }
  return found
}

/** May the actor use the field so? */
export const fieldAnswer = (
  access: AccessContext,
  object: ModelObject,
  name: string,
  field: Field,
  use: FieldUse,
): FieldAnswer => {
  const row = answers[fieldRight(access, object, name, field)]
  return row[use] ?? row.else
}

/**
 * The field, if the actor may use it so. A hidden one is answered like one that does not exist (`unknown`, without a name nearby);
 * a masked one is refused as `field.masked`.
 */
export const usableField = (
  access: AccessContext,
  object: ModelObject,
  name: string,
  field: Field | undefined,
  asked: { readonly use: FieldUse; readonly path: string; readonly unknown: string },
): Field => {
  if (field && fieldAnswer(access, object, name, field, asked.use) !== 'closed') return field
  if (!field || fieldRight(access, object, name, field) === 'hidden')
    return refuse(asked.unknown, { params: { field: asked.path, object: object.name } })
  return refuse('field.masked', { status: 403, params: { field: asked.path, use: asked.use } })
}

/** Fields of events belong to no object: a marked one is masked for whoever may not reveal. */
export const isMaskedEvent = (access: AccessContext | undefined, field: Field): boolean =>
  access !== undefined && !access.system && isMarked(field) && !hasRight(access, 'records.reveal')

/** The same refusals for a field of an event. */
export const refuseMaskedEvent = (access: AccessContext | undefined, field: Field, path: string, use: FieldUse): void => {
  if (!isMaskedEvent(access, field)) return
  if ((answers.masked[use] ?? answers.masked.else) === 'closed')
    refuse('field.masked', { status: 403, params: { field: path, use } })
}

/** Stands for a value that has no form with its middle hidden. */
export const coveredText = '•••'

/** What is shown instead of a masked value. What points somewhere cannot be told in part: it shows as empty. */
export const maskedValue = (field: Field, value: unknown): unknown => {
  if (value === null || value === undefined || traitsOf(field).target || traitsOf(field).files) return null
  const { mask } = fieldTypes[field.type]
  return mask ? mask(value) : coveredText
}

/** Fields the actor may see at all. */
export const visibleFields = (access: AccessContext, object: ModelObject): ReadonlyMap<string, Field> => {
  if (access.system) return object.fields
  return new Map([...object.fields].filter(([name, field]) => fieldAnswer(access, object, name, field, 'show') !== 'closed'))
}

/** Fields of which the actor sees a part only. */
export const maskedFields = (access: AccessContext, object: ModelObject): ReadonlySet<string> =>
  new Set(
    access.system
      ? []
      : [...object.fields].flatMap(([name, field]) => (fieldRight(access, object, name, field) === 'masked' ? [name] : [])),
  )

/** Those of some fields that the actor may see. */
export const readableFields = (access: AccessContext, object: ModelObject | undefined, names: readonly string[]): string[] => {
  return names.filter((name) => {
    const field = object?.fields.get(name) ?? commonField(name)
    return object !== undefined && field !== undefined && fieldAnswer(access, object, name, field, 'show') !== 'closed'
  })
}

/** The field that names records of an object, if the actor may read it in full; else its records have no name for him. */
export const titleField = (access: AccessContext, object: ModelObject): string | null => {
  const { title } = object.definition
  const field = object.fields.get(title)
  return field && fieldAnswer(access, object, title, field, 'title') === 'open' ? title : null
}

/** An object of the model; unknown and unreadable names give the same answer (404). */
export const objectOf = (objects: ReadonlyMap<string, ModelObject>, name: string): ModelObject =>
  objects.get(name) ?? refuse('object.unknown', { status: 404, params: { object: name } })
