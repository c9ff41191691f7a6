import { type FieldProblem, fieldTypes, type HeldDefinition, Refusal, traitsOf } from '@lianke/kernel'
import { systemAccess } from '../access/access-context.ts'
import { readInput } from '../commands/read-input.ts'
import { isToldName } from '../events/told-names.ts'
import type { Model } from '../model/model.ts'
import { commonFields, openScope } from '../query/index.ts'
import { anyTime } from './filter-over.ts'
import { overOf, type Values } from './held-parts.ts'
import { isDated, type ProcessName, processNames } from './process-names.ts'

const anyId = '00000000-0000-4000-8000-000000000000'
const anyPlace = { zone: 'UTC', locale: 'zh-CN', baseCurrency: 'CNY', region: 'CN' } as const

/** Whether what is written fits its field; null: it does. */
const writeProblem = (model: Model, over: string, named: ProcessName): Omit<FieldProblem, 'path'> | null => {
  const { name, value } = named
  const object = model.objects.get(over)
  const field = object?.fields.get(name) ?? commonFields.get(name)
  if (!field) return { code: 'field.unknown', params: { field: name } }
  if (!traitsOf(field).writable || field.options.readOnly) return { code: 'field.not_writable', params: { field: name } }
  if (object?.definition.written?.[name])
    return { code: 'field.by_command', params: { field: name, commands: object.writers.get(name)?.join(', ') } }
  if (!('value' in named)) return null
  if (value === null || value === undefined)
    return field.options.required ? { code: 'field.required', params: { field: name } } : null
  const read = fieldTypes[field.type].normalise(value, field.options, anyPlace)
  return 'problem' in read ? { code: read.problem, params: { field: name, ...read.params } } : null
}

const readProblem = (model: Model, over: string, { name, is }: ProcessName): Omit<FieldProblem, 'path'> | null => {
  const access = systemAccess({ kind: 'system', id: 'definitions' })
  try {
    const { field } = openScope({ model, access, rules: [], filter: anyTime }, over, 't').find(name, 'filter')
    return is === 'date' && !isDated(field) ? { code: 'field.wrong_type', params: { field: name, expected: 'date' } } : null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { code: 'field.unknown', params: { field: name } }
  }
}

/** Whether the act is one that processes may do on these records, and takes what it is told. */
const commandProblems = (model: Model, over: string, { path, name, input = {} }: ProcessName): FieldProblem[] => {
  const command = model.commands.get(name)
  if (!command || command.on !== over || !command.place?.includes('process'))
    return [{ path, code: 'command.unknown', params: { command: name.slice(0, 100) } }]
  // What differs from record to record is read when it is known.
  const fromRecord = (value: unknown) =>
    typeof value === 'object' && value !== null && ('path' in value || 'now' in value || 'run' in value)
  if (Object.values(input).some(fromRecord)) return []
  try {
    readInput(command, 'id' in command.input.shape ? { ...input, id: anyId } : input, anyPlace)
    return []
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const at = path.replace(/\/command$/, '/input')
    return error.problems.map((problem) => ({ ...problem, path: `${at}${problem.path}` }))
  }
}

/** What a process names that is not there, or not so. */
export const processProblems = (
  model: Model,
  held: Extract<HeldDefinition, { kind: 'process' }>,
  row: Values,
): readonly FieldProblem[] => {
  const over = overOf(held.over, row)
  if (!model.objects.has(over)) return [{ path: '/subject_object', code: 'object.unknown', params: { object: over } }]
  return processNames(model, held, row).flatMap((named): readonly FieldProblem[] => {
    if (named.is === 'command') return commandProblems(model, over, named)
    if (named.is === 'event')
      return isToldName(model, named.name)
        ? []
        : [{ path: named.path, code: 'process.unknown_event', params: { event: named.name.slice(0, 100) } }]
    const problem = named.is === 'write' ? writeProblem(model, over, named) : readProblem(model, over, named)
    return problem ? [{ path: named.path, ...problem }] : []
  })
}
