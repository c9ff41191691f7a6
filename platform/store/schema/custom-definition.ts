import {
  type Field,
  fieldTypeNames,
  fieldTypes,
  isObject,
  isWholeLabel,
  objectsIn,
  type Label,
  type ObjectDefinition,
  oneOf,
  personObject,
  refuse,
  targetOf,
  textsIn,
  traitsOf,
} from '@lianke/kernel'

const fieldName = /^c_[a-z0-9_]{1,40}$/
const objectName = /^custom\.c_[a-z0-9_]{1,40}$/
const general = [
  'required',
  'unique',
  'indexed',
  'search',
  'masked',
  'readOnly',
  'fixed',
  'default',
  'help',
  'section',
  'inList',
  'hidden',
  'when',
]
type Loose = Readonly<Record<string, unknown>>
const isLabel = (label: unknown): label is Label => isWholeLabel(label)
const isWhen = (when: unknown): boolean =>
  isObject(when) && typeof when.field === 'string' && textsIn(when.values).length > 0 && Object.keys(when).length === 2
const bad = (path: string, reason: string): never =>
  refuse('custom.bad_definition', { params: { reason }, problems: [{ path, code: 'custom.bad_definition', params: { reason } }] })

/** A field that an administrator describes, checked to the last option; refuses `custom.bad_name`, `custom.bad_definition`. */
export const checkCustomField = (name: unknown, field: unknown): Field => {
  if (typeof name !== 'string' || !fieldName.test(name))
    refuse('custom.bad_name', { params: { name: String(name).slice(0, 100) } })
  return checkDescribed(field, general)
}

/** What is described, whatever it is a field of; `general`: options that every type may be given there. Refuses `custom.bad_definition`. */
export const checkDescribed = (field: unknown, general: readonly string[]): Field => {
  const described: Loose = isObject(field) ? field : {}
  const { label, options: given = {} } = described
  const type = oneOf(fieldTypeNames, described.type) ?? bad('/field/type', 'unknown type')
  if (!isLabel(label)) return bad('/field/label', 'a label in both languages, at most 100 characters')
  if (!isObject(given)) return bad('/field/options', 'an object')
  const rules = fieldTypes[type]
  const allowed = [...general, ...(rules.customOptions ?? [])]
  for (const key of Object.keys(given)) if (!allowed.includes(key)) bad(`/field/options/${key.slice(0, 50)}`, 'unknown option')
  const wrong = rules.checkOptions?.(given)
  if (wrong) bad(`/field/options/${wrong.at}`, wrong.reason)
  for (const key of ['max', 'min', 'scale', 'maxFiles'])
    if (given[key] !== undefined && given[key] !== null && typeof given[key] !== 'number')
      bad(`/field/options/${key}`, 'a number')
  if (given.when !== undefined && !isWhen(given.when)) bad('/field/options/when', 'a field and some of its options')
  for (const [at, { when }] of objectsIn(given.options).entries())
    if (when !== undefined && !isWhen(when)) bad(`/field/options/options/${at}/when`, 'a field and some of its options')
  const { scale } = given
  if (scale !== undefined && !(typeof scale === 'number' && Number.isInteger(scale) && scale >= 0 && scale <= 8))
    bad('/field/options/scale', '0 to 8')
  return { type, label, options: rules.computed ? { ...given, readOnly: true } : given }
}

/** An object that an administrator describes; its fields are checked one by one. Refuses like {@link checkCustomField}. */
export const checkCustomObject = (given: Partial<ObjectDefinition>): ObjectDefinition => {
  const { name, label, plural, icon, title, fields, access, sort, board, calendar, person } = given
  if (typeof name !== 'string' || !objectName.test(name))
    return refuse('custom.bad_name', { params: { name: String(name).slice(0, 100) } })
  if (!isLabel(label)) return bad('/label', 'a label in both languages, at most 100 characters')
  if (plural !== undefined && !isWholeLabel(plural)) bad('/plural', 'a label in both languages')
  if (!isObject(fields) || Object.keys(fields).length === 0 || Object.keys(fields).length > 200)
    return bad('/fields', 'one to 200 fields')
  const checked = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, checkCustomField(key, field)]))
  if (typeof title !== 'string' || !checked[title] || traitsOf(checked[title]).key !== 'text')
    return bad('/title', 'one of the fields, of type text')
  const owner = person === undefined ? undefined : checked[person]
  if (person !== undefined && !(owner && targetOf(owner) === personObject))
    return bad('/person', 'one of the fields, a reference to a person')
  return { name, label, plural, icon, title, fields: checked, access, sort, board, calendar, person, custom: true }
}
