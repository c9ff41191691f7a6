import {
  type FieldProblem,
  type FieldTypeName,
  fieldTypeNames,
  fieldTypes,
  type Label,
  objectsIn,
  oneOf,
  type TypeContext,
  textIn,
  textsIn,
  saidLabel,
} from '@lianke/kernel'

/** What a step asks to be filled in with the answer. */
export interface AskedField {
  readonly name: string
  readonly label: Label
  readonly type: FieldTypeName
  readonly required: boolean
  /** Words to choose among; each is its own value. */
  readonly choices: readonly string[]
}
/** Can a value of this type be typed in here: it points to no record, holds no file and is not worked out? */
const isTyped = (type: FieldTypeName): boolean => {
  const { writable, target, files, sealed, computed } = fieldTypes[type]
  return writable && !target && !files && !sealed && !computed
}
const nameShape = /^[a-z][a-z0-9_]{0,39}$/

/** The form of a step; what has no name or no known type is left out. */
export const formIn = (given: unknown): readonly AskedField[] => {
  const taken = new Set<string>()
  return objectsIn(given).flatMap((one): AskedField[] => {
    const [name, type] = [textIn(one.name) ?? '', oneOf(fieldTypeNames, one.type)]
    if (!nameShape.test(name) || type === undefined || !isTyped(type) || taken.has(name)) return []
    taken.add(name)
    const said = saidLabel(one.label) ?? { zh: name, en: name }
    return [{ name, label: said, type, required: one.required === true, choices: textsIn(one.choices) }]
  })
}

/** The options of its field type. */
export const optionsOfAsked = ({ choices }: Pick<AskedField, 'choices'>): Record<string, unknown> =>
  choices.length > 0 ? { options: choices.map((one) => ({ value: one, label: { zh: one, en: one } })) } : {}

/** What was filled in, read by the rules of the field types; what the form does not ask is left out. */
export const readForm = (
  form: readonly AskedField[],
  given: Readonly<Record<string, unknown>>,
  context: TypeContext,
): { readonly values: Record<string, unknown>; readonly problems: readonly FieldProblem[] } => {
  const values: Record<string, unknown> = {}
  const problems: FieldProblem[] = []
  for (const field of form) {
    const { name, type, required } = field
    const path = `/form/${name}`
    const read = fieldTypes[type].normalise(given[name], optionsOfAsked(field), context)
    if ('problem' in read) problems.push({ path, code: read.problem, ...(read.params ? { params: read.params } : {}) })
    else if (required && read.value === null) problems.push({ path, code: 'field.required' })
    else values[name] = read.value
  }
  return { values, problems }
}
