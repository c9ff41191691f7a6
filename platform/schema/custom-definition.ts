import { type Field, fieldTypeNames, linearPattern, type ObjectDefinition, own, refuse } from '@lianke/kernel'

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
const ofType: Readonly<Record<string, readonly string[]>> = {
  text: ['max', 'pattern'],
  long_text: ['max'],
  rich_text: ['max'],
  integer: ['min', 'max'],
  decimal: ['scale', 'min', 'max'],
  percent: ['scale', 'min', 'max'],
  money: ['min', 'max', 'currency', 'decimals'],
  select: ['options'],
  multi_select: ['options'],
  tags: ['group'],
  file: ['maxFiles', 'accept'],
  image: ['maxFiles'],
  reference: ['to', 'onDelete'],
  multi_reference: ['to'],
  formula: ['expression', 'result'],
  roll_up: ['child', 'via', 'measure', 'of', 'where'],
  auto_number: ['pattern'],
  encrypted: ['max'],
}
const results = ['text', 'decimal', 'boolean', 'date', 'datetime']
const bad = (path: string, reason: string): never =>
  refuse('custom.bad_definition', { params: { reason }, problems: [{ path, code: 'custom.bad_definition', params: { reason } }] })

const isLabel = (label: unknown): boolean => {
  const { zh, en } = (label ?? {}) as Record<string, unknown>
  return [zh, en].every((text) => typeof text === 'string' && text.trim() !== '' && text.length <= 100)
}
const checkChoices = (options: unknown): void => {
  if (!Array.isArray(options) || options.length === 0 || options.length > 500) bad('/field/options/options', 'one to 500 options')
  const values = new Set<unknown>()
  for (const option of options as { value?: unknown; label?: unknown }[]) {
    if (typeof option?.value !== 'string' || option.value === '' || option.value.length > 100 || !isLabel(option.label))
      bad('/field/options/options', 'every option has a value and a label in both languages')
    if (values.has(option.value)) bad('/field/options/options', `value ${String(option.value)} twice`)
    values.add(option.value)
  }
}
/** A field that an administrator describes, checked to the last option; refuses `custom.bad_name`, `custom.bad_definition`. */
export const checkCustomField = (name: unknown, field: unknown): Field => {
  if (typeof name !== 'string' || !fieldName.test(name))
    refuse('custom.bad_name', { params: { name: String(name).slice(0, 100) } })
  const { type, label, options = {} } = (field ?? {}) as Partial<Field>
  if (!fieldTypeNames.includes(type as Field['type'])) return bad('/field/type', 'unknown type')
  if (!isLabel(label)) bad('/field/label', 'a label in both languages, at most 100 characters')
  if (typeof options !== 'object' || options === null || Array.isArray(options)) bad('/field/options', 'an object')
  const allowed = [...general, ...(own(ofType, type) ?? [])]
  for (const key of Object.keys(options)) if (!allowed.includes(key)) bad(`/field/options/${key.slice(0, 50)}`, 'unknown option')
  const given = options as Record<string, unknown>
  if (type === 'select' || type === 'multi_select') checkChoices(given.options)
  if (type === 'text' && given.pattern !== undefined && !(typeof given.pattern === 'string' && linearPattern(given.pattern)))
    bad('/field/options/pattern', 'a regular expression that needs no look-around and no back reference')
  if ((type === 'reference' || type === 'multi_reference') && typeof given.to !== 'string')
    bad('/field/options/to', 'the name of an object')
  if (type === 'formula' && (typeof given.expression !== 'string' || !results.includes(given.result as string)))
    bad('/field/options/expression', 'an expression and its result')
  if (
    type === 'roll_up' &&
    (typeof given.child !== 'string' ||
      typeof given.via !== 'string' ||
      !['count', 'sum', 'min', 'max'].includes(given.measure as string))
  )
    bad('/field/options/child', 'child, via and measure')
  if (type === 'auto_number' && !/\{n(:\d+)?\}/.test(String(given.pattern ?? '')))
    bad('/field/options/pattern', 'a pattern with {n}')
  for (const key of ['max', 'min', 'scale', 'maxFiles'])
    if (given[key] !== undefined && given[key] !== null && typeof given[key] !== 'number')
      bad(`/field/options/${key}`, 'a number')
  if (
    given.scale !== undefined &&
    !(Number.isInteger(given.scale) && (given.scale as number) >= 0 && (given.scale as number) <= 8)
  )
    bad('/field/options/scale', '0 to 8')
  const computed = type === 'formula' || type === 'roll_up' || type === 'auto_number'
  return { type, label, options: computed ? { ...options, readOnly: true } : options } as Field
}

/** An object that an administrator describes; its fields are checked one by one. Refuses like {@link checkCustomField}. */
export const checkCustomObject = (given: unknown): ObjectDefinition => {
  const { name, label, plural, icon, title, fields, access, sort, board, calendar } = (given ?? {}) as Partial<ObjectDefinition>
  if (typeof name !== 'string' || !objectName.test(name))
    return refuse('custom.bad_name', { params: { name: String(name).slice(0, 100) } })
  if (!isLabel(label)) bad('/label', 'a label in both languages, at most 100 characters')
  if (plural !== undefined && !isLabel(plural)) bad('/plural', 'a label in both languages')
  if (typeof fields !== 'object' || fields === null || Object.keys(fields).length === 0 || Object.keys(fields).length > 200)
    return bad('/fields', 'one to 200 fields')
  const checked = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, checkCustomField(key, field)]))
  if (typeof title !== 'string' || !['text', 'auto_number', 'phone', 'email'].includes(checked[title]?.type ?? ''))
    bad('/title', 'one of the fields, of type text')
  return { name, label, plural, icon, title, fields: checked, access, sort, board, calendar, custom: true } as ObjectDefinition
}
