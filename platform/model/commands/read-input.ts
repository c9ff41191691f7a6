import {
  type CommandDefinition,
  type CommandFields,
  type Field,
  type FieldGroup,
  type FieldProblem,
  fieldTypes,
  isGroup,
  refuse,
  type TypeContext,
} from '@lianke/kernel'
import { problemsOfZod } from '../problems/parse-input.ts'
import { nearest } from '../records/nearest.ts'
import { plain } from '../records/shape.ts'

type Values = Record<string, unknown>
const groupMax = 200

/** One place where a field's value was given, for what is asked of all of them at once. */
interface GivenValue {
  readonly path: string
  readonly field: Field
  readonly value: unknown
}
interface Reading {
  readonly types: TypeContext
  readonly problems: FieldProblem[]
  readonly given: GivenValue[]
}

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The commands's input by the rules of records: every value normalised by its field's type, every fault named at once. Empty is left out. */
const readFields = (reading: Reading, fields: CommandFields, input: Values, at: string): Values => {
  const values: Values = {}
  for (const [name, field] of Object.entries(fields)) {
    const path = `${at}/${name}`
    const before = reading.problems.length
    const raw = input[name] === undefined ? ('default' in field.options ? field.options.default : undefined) : input[name]
    const value = isGroup(field) ? readGroup(reading, field, raw, path) : readValue(reading, field, raw, { name, path })
    const empty = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    if (!empty) values[name] = value
    else if (field.options.required && reading.problems.length === before)
      reading.problems.push({ path, code: 'field.required', params: { field: name } })
  }
  return values
}

const readValue = (reading: Reading, field: Field, raw: unknown, { name, path }: { name: string; path: string }): unknown => {
  if (raw === undefined || raw === null) return undefined
  const result = fieldTypes[field.type].normalise(plain(raw), field.options, reading.types)
  if ('problem' in result) {
    reading.problems.push({ path, code: result.problem, params: { field: name, ...result.params } })
    return undefined
  }
  reading.given.push({ path, field, value: result.value })
  return result.value
}

const readGroup = (reading: Reading, field: FieldGroup, raw: unknown, path: string): unknown => {
  const wrong = (code: string, params: Record<string, unknown>) => void reading.problems.push({ path, code, params })
  const one = (value: unknown, at: string) => {
    if (isObject(value)) {
      refuseUnknown(reading, Object.keys(field.group), value, at)
      return readFields(reading, field.group, value, at)
    }
    reading.problems.push({ path: at, code: 'field.wrong_type', params: { expected: 'object' } })
    return undefined
  }
  if (raw === undefined || raw === null) return undefined
  if (!field.options.many) return one(raw, path)
  if (!Array.isArray(raw)) return wrong('field.wrong_type', { expected: 'array' })
  const max = field.options.max ?? groupMax
  if (raw.length > max) return wrong('field.too_many', { max })
  return raw.map((each, index) => one(each, `${path}/${index}`))
}

const refuseUnknown = (reading: Reading, known: readonly string[], input: Values, at: string, code = 'field.unknown'): void => {
  for (const name of Object.keys(input))
    if (!known.includes(name))
      reading.problems.push({
        path: `${at}/${name}`,
        code,
        params: { field: name, suggestion: nearest(name, known) ?? undefined },
      })
}

export interface ReadInput {
  readonly input: Values
  /** Values of fields, for the look-up of what they point to. */
  readonly given: readonly GivenValue[]
}

/** What a command is given, read by its fields and by its program's input. Refuses `input.invalid` with every fault in it. */
export const readInput = (command: Pick<CommandDefinition, 'fields' | 'input'>, raw: unknown, types: TypeContext): ReadInput => {
  const { fields = {}, input: program } = command
  const reading: Reading = { types, problems: [], given: [] }
  if (raw !== undefined && raw !== null && !isObject(raw))
    refuse('input.invalid', { problems: [{ path: '', code: 'input.wrong_type', params: { expected: 'object' } }] })
  const given = isObject(raw) ? raw : {}
  const own = Object.fromEntries(Object.entries(fields).filter(([name]) => !(name in program.shape)))
  const names = [...Object.keys(own), ...Object.keys(program.shape)]
  // What only programs call is worded for programs.
  refuseUnknown(reading, names, given, '', command.fields ? 'field.unknown' : 'input.unknown_field')
  const parsed = program.safeParse(Object.fromEntries(Object.entries(given).filter(([name]) => name in program.shape)), {
    reportInput: true,
  })
  if (!parsed.success) reading.problems.push(...problemsOfZod(parsed.error, program))
  const values = readFields(reading, own, given, '')
  if (reading.problems.length > 0) refuse('input.invalid', { problems: reading.problems.slice(0, 100) })
  return { input: { ...values, ...(parsed.data ?? {}) }, given: reading.given }
}
