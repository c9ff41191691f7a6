import { type Field, fieldTypeNames, fieldTypes, isWholeLabel, type ObjectDefinition, refuse, traitsOf } from '@lianke/kernel'

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
]
const bad = (path: string, reason: string): never =>
  refuse('custom.bad_definition', { params: { reason }, problems: [{ path, code: 'custom.bad_definition', params: { reason } }] })

/** A field that an administrator describes, checked to the last option; refuses `custom.bad_name`, `custom.bad_definition`. */
export const checkCustomField = (name: unknown, field: unknown): Field => {
  if (typeof name !== 'string' || !fieldName.test(name))
    refuse('custom.bad_name', { params: { name: String(name).slice(0, 100) } })
  const { type, label, options = {} } = (field ?? {}) as Partial<Field>
  if (!fieldTypeNames.includes(type as Field['type'])) return bad('/field/type', 'unknown type')
  if (!isWholeLabel(label)) bad('/field/label', 'a label in both languages, at most 100 characters')
  if (typeof options !== 'object' || options === null || Array.isArray(options)) bad('/field/options', 'an object')
  const rules = fieldTypes[type as Field['type']]
  const allowed = [...general, ...(rules.customOptions ?? [])]
  for (const key of Object.keys(options)) if (!allowed.includes(key)) bad(`/field/options/${key.slice(0, 50)}`, 'unknown option')
  const given = options as Record<string, unknown>
  const wrong = rules.checkOptions?.(given)
  if (wrong) bad(`/field/options/${wrong.at}`, wrong.reason)
  for (const key of ['max', 'min', 'scale', 'maxFiles'])
    if (given[key] !== undefined && given[key] !== null && typeof given[key] !== 'number')
      bad(`/field/options/${key}`, 'a number')
  if (
    given.scale !== undefined &&
    !(Number.isInteger(given.scale) && (given.scale as number) >= 0 && (given.scale as number) <= 8)
  )
    bad('/field/options/scale', '0 to 8')
  return { type, label, options: rules.computed ? { ...options, readOnly: true } : options } as Field
}

/** An object that an administrator describes; its fields are checked one by one. Refuses like {@link checkCustomField}. */
export const checkCustomObject = (given: unknown): ObjectDefinition => {
  const { name, label, plural, icon, title, fields, access, sort, board, calendar } = (given ?? {}) as Partial<ObjectDefinition>
  if (typeof name !== 'string' || !objectName.test(name))
    return refuse('custom.bad_name', { params: { name: String(name).slice(0, 100) } })
  if (!isWholeLabel(label)) bad('/label', 'a label in both languages, at most 100 characters')
  if (plural !== undefined && !isWholeLabel(plural)) bad('/plural', 'a label in both languages')
  if (typeof fields !== 'object' || fields === null || Object.keys(fields).length === 0 || Object.keys(fields).length > 200)
    return bad('/fields', 'one to 200 fields')
  const checked = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, checkCustomField(key, field)]))
  if (typeof title !== 'string' || !checked[title] || traitsOf(checked[title]).key !== 'text')
    bad('/title', 'one of the fields, of type text')
  return { name, label, plural, icon, title, fields: checked, access, sort, board, calendar, custom: true } as ObjectDefinition
}
